import type { Database, Statement } from 'better-sqlite3';
import type { EntityDefinition } from '../../../shared/schema/entity.ts';
import { registry } from '../../../shared/schema/registry.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { RowState } from '../../../shared/sync/merge.ts';
import { columnsOf, decode, encode, type StoredRow } from './rowCodec.ts';

/** Reads and writes merged rows in their entity's table, or aside when the entity is unknown. */
export interface Rows {
  read(entity: string, id: string): RowState | undefined;
  /**
   * The row as the server has it under changes of this device that wait: null when the server has
   * none, undefined when nothing waits.
   */
  readBase(entity: string, id: string): RowState | null | undefined;
  /** Writes a row that nothing waits over. */
  write(row: RowState): void;
  /** Writes a row with what the server has under it. */
  writeWithBase(row: RowState, base: RowState | null): void;
  /** Writes a row with a change that waits; `base` counts only when none waited before. */
  writeOver(row: RowState, base: RowState | null): void;
  remove(entity: string, id: string): void;
  /** Removes all rows of a scope. */
  removeScope(scope: ScopeId): void;
}

/** The rows of one entity. `base` is JSON, null when nothing waits. */
interface Table {
  read(id: string): { readonly row: RowState; readonly base: string | null } | undefined;
  write(row: RowState, base: string | null): void;
  writeOver(row: RowState, base: string): void;
  remove(id: string): void;
  removeScope(scope: ScopeId): void;
}

/** Prepares the statements of every entity once. */
export function createRows(db: Database): Rows {
  const known = new Map(
    registry.map((definition) => [definition.name, knownTable(db, definition)]),
  );
  const foreign = foreignTables(db);
  const tableOf = (entity: string): Table => known.get(entity) ?? foreign(entity);
  return {
    read: (entity, id) => tableOf(entity).read(id)?.row,
    readBase(entity, id) {
      const base = tableOf(entity).read(id)?.base ?? null;
      return base === null ? undefined : (JSON.parse(base) as RowState | null);
    },
    write: (row) => tableOf(row.entity).write(row, null),
    writeWithBase: (row, base) => tableOf(row.entity).write(row, JSON.stringify(base)),
    writeOver: (row, base) => tableOf(row.entity).writeOver(row, JSON.stringify(base)),
    remove: (entity, id) => tableOf(entity).remove(id),
    removeScope(scope) {
      for (const table of known.values()) table.removeScope(scope);
      foreign('').removeScope(scope);
    },
  };
}

function knownTable(db: Database, definition: EntityDefinition): Table {
  const name = `"${definition.table}"`;
  const columns = [...columnsOf(definition), 'base'].map((column) => `"${column}"`);
  const updates = columns.slice(1, -1).map((column) => `${column} = excluded.${column}`);
  const upsert = (base: string): Statement =>
    db.prepare(
      `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
       ON CONFLICT (id) DO UPDATE SET ${updates.join(', ')}, base = ${base}`,
    );
  const select: Statement<[string], StoredRow & { base: string | null }> = db.prepare(
    `SELECT * FROM ${name} WHERE id = ?`,
  );
  const write = upsert('excluded.base');
  const writeOver = upsert(`coalesce(${name}.base, excluded.base)`);
  const remove = db.prepare(`DELETE FROM ${name} WHERE id = ?`);
  const removeScope = db.prepare(`DELETE FROM ${name} WHERE scope = ?`);
  return {
    read(id) {
      const stored = select.get(id);
      return stored === undefined
        ? undefined
        : { row: decode(definition, stored), base: stored.base };
    },
    write: (row, base) => void write.run(...encode(definition, row), base),
    writeOver: (row, base) => void writeOver.run(...encode(definition, row), base),
    remove: (id) => void remove.run(id),
    removeScope: (scope) => void removeScope.run(scope),
  };
}

/** Rows of entities that this version does not know, all in one table as JSON. */
function foreignTables(db: Database): (entity: string) => Table {
  const select: Statement<[string, string], { state: string; base: string | null }> = db.prepare(
    'SELECT state, base FROM foreign_row WHERE entity = ? AND id = ?',
  );
  const upsert = (base: string): Statement =>
    db.prepare(
      `INSERT INTO foreign_row (entity, id, scope, state, base) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (entity, id) DO UPDATE
       SET scope = excluded.scope, state = excluded.state, base = ${base}`,
    );
  const write = upsert('excluded.base');
  const writeOver = upsert('coalesce(foreign_row.base, excluded.base)');
  const remove = db.prepare('DELETE FROM foreign_row WHERE entity = ? AND id = ?');
  const removeScope = db.prepare('DELETE FROM foreign_row WHERE scope = ?');
  return (entity) => ({
    read(id) {
      const stored = select.get(entity, id);
      return stored === undefined
        ? undefined
        : { row: JSON.parse(stored.state) as RowState, base: stored.base };
    },
    write: (row, base) => void write.run(entity, row.id, row.scope, JSON.stringify(row), base),
    writeOver: (row, base) =>
      void writeOver.run(entity, row.id, row.scope, JSON.stringify(row), base),
    remove: (id) => void remove.run(entity, id),
    removeScope: (scope) => void removeScope.run(scope),
  });
}
