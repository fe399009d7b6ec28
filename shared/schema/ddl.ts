import { snakeCase, type EntityDefinition } from './entity.ts';

/**
 * SQLite table of an entity on a device. No constraint may discard a row that arrived, so columns
 * are nullable, unchecked and without foreign keys; what is not known here is kept in `extra`.
 * `stamps` and `extra` are JSON objects by field name. `base` is set while changes of this device
 * wait over the row: the row as the server has it, as JSON (`null`: it has none).
 */
export function tableDdl(entity: EntityDefinition): string {
  const columns = Object.entries(entity.fields).map(([name, field]) =>
    columnDdl(name, field.sql === 'JSON' ? 'TEXT' : field.sql),
  );
  return `CREATE TABLE "${entity.table}" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  ${columns.join(',\n  ')},
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID`;
}

/** Indexes that every table has: rows are read and removed by scope. */
export function indexDdl(entity: EntityDefinition): string {
  return `CREATE INDEX "${entity.table}_scope" ON "${entity.table}" (scope)`;
}

/** One column, as it stands in CREATE TABLE and in ALTER TABLE ADD COLUMN. */
export function columnDdl(field: string, type: string): string {
  return `"${snakeCase(field)}" ${type}`;
}
