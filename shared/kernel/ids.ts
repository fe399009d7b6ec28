/**
 * Row ids. A plain id has no colon; an id that two devices would invent for the same thing is
 * derived by joining plain ids with colons, which keeps it unique, readable and the same
 * everywhere.
 */
export const PLAIN_ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,79}$/;
export const ROW_ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._@:-]{0,239}$/;

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
