import { createHash } from 'node:crypto';
import { registry } from '../../shared/schema/registry.ts';
import { DELETED_FIELD } from '../../shared/sync/change.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { RowWrite } from './storage.ts';

/** Setting that holds the {@link indexFingerprint} of the version that wrote the index. */
export const INDEX_SETTING = 'indexedFields';

/** Longer values are indexed by their hash: PostgreSQL bounds what an index holds. */
const MAX_KEY_LENGTH = 200;

/** Fields by whose values rows are found, by entity. */
const indexedFields: ReadonlyMap<string, readonly string[]> = new Map(
  registry.map((entity) => [
    entity.name,
    Object.entries(entity.fields)
      .filter(([, field]) => field.indexed)
      .map(([name]) => name)
      .sort(),
  ]),
);

/** Says which fields are indexed: when it changes, all rows are indexed anew. */
export const indexFingerprint = JSON.stringify(
  [...indexedFields]
    .flatMap(([entity, fields]) => fields.map((field) => `${entity}.${field}`))
    .sort(),
);

/** @throws when rows of the entity are not indexed by the field: the question is a mistake */
export function requireIndexed(entity: string, field: string): void {
  if (indexedFields.get(entity)?.includes(field) !== true) {
    throw new Error(`Not indexed: ${entity}.${field}`);
  }
}

/**
 * How a value stands in the index: as JSON, in which every engine can hold all of text (NUL, half
 * a surrogate pair).
 */
export function indexKey(value: string): string {
  const json = JSON.stringify(value);
  return json.length <= MAX_KEY_LENGTH
    ? json
    : `sha256:${createHash('sha256').update(json).digest('hex')}`;
}

export interface IndexEntry {
  readonly field: string;
  /** Null: the row is not found by this field (any more). */
  readonly key: string | null;
}

const NOTHING: readonly IndexEntry[] = [];

/** What changes in the index with a row. A removed row is found by nothing. */
export function indexEntries({
  entity,
  values,
  touched,
}: Pick<RowWrite, 'entity' | 'values' | 'touched'>): readonly IndexEntry[] {
  const fields = indexedFields.get(entity);
  if (fields === undefined) return NOTHING;
  const all = touched === null || touched.has(DELETED_FIELD);
  if (!all && !fields.some((field) => touched.has(field))) return NOTHING;
  const removed = isRemoved(values);
  return fields
    .filter((field) => all || touched.has(field))
    .map((field) => {
      const value = values[field];
      return { field, key: removed || typeof value !== 'string' ? null : indexKey(value) };
    });
}

/** Whether a row with these values is removed. */
export function isRemoved(values: Readonly<Record<string, JsonValue>>): boolean {
  return values[DELETED_FIELD] === true;
}
