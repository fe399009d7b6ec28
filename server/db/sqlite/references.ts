import { registry } from '../../../shared/schema/registry.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import type { StoredRow } from '../storage.ts';
import type { Connection } from './connection.ts';

/** Fields that hold a row id of another entity, by entity. */
const referenceFields: ReadonlyMap<string, readonly string[]> = new Map(
  registry.map((entity) => [
    entity.name,
    Object.entries(entity.fields)
      .filter(([, field]) => field.references !== null)
      .map(([name]) => name)
      .sort(),
  ]),
);

/** Says which references are indexed: when it changes, they are indexed anew. */
export const referencesFingerprint = JSON.stringify(
  [...referenceFields]
    .flatMap(([entity, fields]) => fields.map((field) => `${entity}.${field}`))
    .sort(),
);

/** Keeps the index of references in step with a row. A removed row refers to nothing. */
export function indexReferences(connection: Connection, row: StoredRow): void {
  const removed = row.values[DELETED_FIELD] === true;
  for (const field of referenceFields.get(row.entity) ?? []) {
    const target = row.values[field];
    if (removed || typeof target !== 'string') {
      connection.run(
        'DELETE FROM reference WHERE entity = ? AND row_id = ? AND field = ?',
        row.entity,
        row.id,
        field,
      );
    } else {
      connection.run(
        `INSERT INTO reference (entity, row_id, field, target) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET target = excluded.target WHERE target <> excluded.target`,
        row.entity,
        row.id,
        field,
        target,
      );
    }
  }
}
