import type { Database, Statement } from 'better-sqlite3';
import type { Stamp } from '../../../shared/kernel/clock.ts';
import type { EntityDefinition, JsonValue } from '../../../shared/schema/entity.ts';
import { snakeCase } from '../../../shared/schema/entity.ts';
import { findEntity, registry } from '../../../shared/schema/registry.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import type { RowState } from '../../../shared/sync/merge.ts';

/** Reads and writes merged rows in their entity's table, or aside when the entity is unknown. */
export interface Rows {
  read(entity: string, id: string): RowState | undefined;
  write(row: RowState): void;
  remove(entity: string, id: string): void;
  /** Removes all rows of a scope. */
  removeScope(scope: ScopeId): void;
}

interface Table {
  readonly definition: EntityDefinition;
  readonly fields: readonly string[];
  readonly select: Statement<[string], StoredRow>;
  readonly upsert: Statement;
  readonly remove: Statement<[string]>;
  readonly removeScope: Statement<[string]>;
}
type StoredRow = Record<string, unknown> & { id: string; scope: string; stamps: string };

/** Prepares the statements of every entity once. */
export function createRows(db: Database): Rows {
  const tables = new Map(
    registry.map((definition) => [definition.name, prepareTable(db, definition)]),
  );
  const foreign = prepareForeign(db);
  return {
    read(entity, id) {
      const table = tables.get(entity);
      if (table === undefined) {
        const state = foreign.select.get(entity, id);
        return state === undefined ? undefined : (JSON.parse(state.state) as RowState);
      }
      const stored = table.select.get(id);
      return stored === undefined ? undefined : decode(table, stored);
    },
    write(row) {
      const table = tables.get(row.entity);
      if (table === undefined)
        foreign.upsert.run(row.entity, row.id, row.scope, JSON.stringify(row));
      else table.upsert.run(...encode(table, row));
    },
    remove(entity, id) {
      const table = tables.get(entity);
      if (table === undefined) foreign.remove.run(entity, id);
      else table.remove.run(id);
    },
    removeScope(scope) {
      for (const table of tables.values()) table.removeScope.run(scope);
      foreign.removeScope.run(scope);
    },
  };
}

function prepareTable(db: Database, definition: EntityDefinition): Table {
  const fields = Object.keys(definition.fields);
  const columns = ['id', 'scope', ...fields.map(snakeCase), DELETED_FIELD, 'stamps', 'extra'];
  const quoted = columns.map((column) => `"${column}"`);
  const updates = quoted.slice(1).map((column) => `${column} = excluded.${column}`);
  return {
    definition,
    fields,
    select: db.prepare(`SELECT * FROM "${definition.table}" WHERE id = ?`),
    upsert: db.prepare(
      `INSERT INTO "${definition.table}" (${quoted.join(', ')})
       VALUES (${columns.map(() => '?').join(', ')})
       ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}`,
    ),
    remove: db.prepare(`DELETE FROM "${definition.table}" WHERE id = ?`),
    removeScope: db.prepare(`DELETE FROM "${definition.table}" WHERE scope = ?`),
  };
}

function prepareForeign(db: Database): {
  select: Statement<[string, string], { state: string }>;
  upsert: Statement<[string, string, string, string]>;
  remove: Statement<[string, string]>;
  removeScope: Statement<[string]>;
} {
  return {
    select: db.prepare('SELECT state FROM foreign_row WHERE entity = ? AND id = ?'),
    upsert: db.prepare(
      `INSERT INTO foreign_row (entity, id, scope, state) VALUES (?, ?, ?, ?)
       ON CONFLICT (entity, id) DO UPDATE SET scope = excluded.scope, state = excluded.state`,
    ),
    remove: db.prepare('DELETE FROM foreign_row WHERE entity = ? AND id = ?'),
    removeScope: db.prepare('DELETE FROM foreign_row WHERE scope = ?'),
  };
}

function encode(table: Table, row: RowState): unknown[] {
  const extra: Record<string, JsonValue> = {};
  let hasExtra = false;
  for (const [name, value] of Object.entries(row.values)) {
    if (name !== DELETED_FIELD && !fits(table.definition, name, value)) {
      extra[name] = value;
      hasExtra = true;
    }
  }
  const cells = table.fields.map((name) =>
    name in extra ? null : toCell(table.definition, name, row.values[name] ?? null),
  );
  return [
    row.id,
    row.scope,
    ...cells,
    row.values[DELETED_FIELD] === true ? 1 : null,
    JSON.stringify(row.stamps),
    hasExtra ? JSON.stringify(extra) : null,
  ];
}

/** Whether a value can stand in its column and come back the same. */
function fits(definition: EntityDefinition, name: string, value: JsonValue): boolean {
  const field = definition.fields[name];
  if (field === undefined) return false;
  if (value === null || field.sql === 'JSON') return true;
  if (field.boolean) return typeof value === 'boolean';
  if (field.sql === 'TEXT') return typeof value === 'string' && !value.includes('\0');
  return typeof value === 'number' && (field.sql === 'REAL' || Number.isSafeInteger(value));
}

function toCell(definition: EntityDefinition, name: string, value: JsonValue): unknown {
  const field = definition.fields[name]!;
  if (value === null) return null;
  if (field.sql === 'JSON') return JSON.stringify(value);
  return field.boolean ? Number(value) : value;
}

function decode(table: Table, stored: StoredRow): RowState {
  const stamps = JSON.parse(stored.stamps) as Record<string, Stamp>;
  const extra = (typeof stored['extra'] === 'string' ? JSON.parse(stored['extra']) : {}) as Record<
    string,
    JsonValue
  >;
  const values: Record<string, JsonValue> = {};
  for (const name of Object.keys(stamps)) {
    if (name === DELETED_FIELD) values[name] = stored[DELETED_FIELD] === 1;
    else if (name in extra) values[name] = extra[name]!;
    else values[name] = fromCell(table.definition, name, stored[snakeCase(name)]);
  }
  return {
    entity: table.definition.name,
    id: stored.id,
    scope: stored.scope as ScopeId,
    values,
    stamps,
  };
}

function fromCell(definition: EntityDefinition, name: string, cell: unknown): JsonValue {
  const field = definition.fields[name];
  if (field === undefined || cell === null || cell === undefined) return null;
  if (field.sql === 'JSON') return JSON.parse(String(cell)) as JsonValue;
  return field.boolean ? cell === 1 : (cell as JsonValue);
}

/** Whether this version knows the entity. */
export function isKnown(entity: string): boolean {
  return findEntity(entity) !== undefined;
}
