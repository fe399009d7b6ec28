/**
 * Row ids. A plain id has no colon; an id that two devices would invent for the same thing is
 * derived by joining plain ids with colons, which keeps it unique, readable and the same
 * everywhere.
 */
export const PLAIN_ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,79}$/;
export const ROW_ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._@:-]{0,239}$/;

/**
 * An id that follows from a digest in base64url, the same on every device. Such a digest may begin
 * with a hyphen or a low line, which no id does: the prefix, a plain id, makes it one.
 * @throws when that is no row id: a bug
 */
export function hashedId(prefix: string, digest: string): string {
  return rowId(`${prefix}-${digest}`);
}

/**
 * A row id as it is.
 * @throws when it is none: a bug, since the server would refuse what bears it
 */
export function rowId(id: string): string {
  if (!ROW_ID_PATTERN.test(id)) throw new Error(`Not a row id: ${id}`);
  return id;
}

/** A row id in the place of one that is none, the same each time; a row id stays as it is. */
export function mendedId(id: string): string {
  if (ROW_ID_PATTERN.test(id)) return id;
  return rowId(`x-${id.replaceAll(/[^A-Za-z0-9._@:-]/g, '_').slice(0, 200)}`);
}

/**
 * Joins plain ids into a derived id.
 * @throws when a part is not a plain id: a bug, since parts come from validated rows
 */
export function derivedId(...parts: readonly string[]): string {
  for (const part of parts) {
    if (!PLAIN_ID_PATTERN.test(part)) throw new Error(`Not a plain id: ${part}`);
  }
  return parts.join(':');
}
