import type { Database, Statement } from 'better-sqlite3';
import type { EntityDefinition } from '../../../shared/schema/entity.ts';
import { registry } from '../../../shared/schema/registry.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { RowState } from '../../../shared/sync/merge.ts';
import { columnsOf, decode, encode, encodeInto, type StoredRow } from './rowCodec.ts';

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
  /** Nothing waits over a row any more: as it stands, the server has it. */
  settle(entity: string, id: string): void;
  remove(entity: string, id: string): void;
  /** Removes all rows of a scope. */
  removeScope(scope: ScopeId): void;
  /** Whether the scope has any row. */
  hasScope(scope: ScopeId): boolean;
  /** Every row of a scope by entity and id. */
  idsOf(scope: ScopeId): { readonly entity: string; readonly id: string }[];
  /**
   * Writes rows that are not there yet, many at a time.
   * @returns false, and nothing is written, when one of them is there
   */
  insert(rows: readonly RowState[]): boolean;
}

/** The rows of one entity. `base` is JSON, null when nothing waits. */
interface Table {
  read(id: string): { readonly row: RowState; readonly base: string | null } | undefined;
  write(row: RowState, base: string | null): void;
  writeOver(row: RowState, base: string): void;
  settle(id: string): void;
  remove(id: string): void;
  removeScope(scope: ScopeId): void;
  hasScope(scope: ScopeId): boolean;
  idsOf(scope: ScopeId): { readonly entity: string; readonly id: string }[];
  /** Inserts rows of this table; answers how many were new. */
  insert(rows: readonly RowState[]): number;
}

/** Rows that one statement inserts: more make no difference. */
const ROWS_AT_ONCE = 20;

/** Prepares the statements of every entity once. */
export function createRows(db: Database): Rows {
  const known = new Map(
    registry.map((definition) => [definition.name, knownTable(db, definition)]),
  );
  const foreign = foreignTables(db);
  const tableOf = (entity: string): Table => known.get(entity) ?? foreign(entity);
  const tables = [...known.values(), foreign('')];
  /** A savepoint of its own: where one row is there already, none of the others is written. */
  const insertAll = (byEntity: ReadonlyMap<string, readonly RowState[]>): boolean => {
    try {
      db.transaction(() => {
        for (const [entity, list] of byEntity) {
          if (tableOf(entity).insert(list) < list.length) throw new AlreadyThere();
        }
      })();
      return true;
    } catch (error) {
      if (error instanceof AlreadyThere) return false;
      throw error;
    }
  };
  return {
    read: (entity, id) => tableOf(entity).read(id)?.row,
    readBase(entity, id) {
      const base = tableOf(entity).read(id)?.base ?? null;
      return base === null ? undefined : (JSON.parse(base) as RowState | null);
    },
    write: (row) => tableOf(row.entity).write(row, null),
    writeWithBase: (row, base) => tableOf(row.entity).write(row, JSON.stringify(base)),
    writeOver: (row, base) => tableOf(row.entity).writeOver(row, JSON.stringify(base)),
    settle: (entity, id) => tableOf(entity).settle(id),
    remove: (entity, id) => tableOf(entity).remove(id),
    removeScope(scope) {
      for (const table of tables) table.removeScope(scope);
    },
    hasScope: (scope) => tables.some((table) => table.hasScope(scope)),
    idsOf: (scope) => tables.flatMap((table) => table.idsOf(scope)),
    insert(incoming) {
      const byEntity = new Map<string, RowState[]>();
      for (const row of incoming) {
        const list = byEntity.get(row.entity);
        if (list === undefined) byEntity.set(row.entity, [row]);
        else list.push(row);
      }
      return insertAll(byEntity);
    },
  };
}

class AlreadyThere extends Error {}

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
  const settle = db.prepare(`UPDATE ${name} SET base = NULL WHERE id = ?`);
  const remove = db.prepare(`DELETE FROM ${name} WHERE id = ?`);
  const removeScope = db.prepare(`DELETE FROM ${name} WHERE scope = ?`);
  const hasScope = db.prepare(`SELECT 1 FROM ${name} WHERE scope = ? LIMIT 1`).pluck();
  const idsOf: Statement<[string], { entity: string; id: string }> = db.prepare(
    `SELECT '${definition.name}' AS entity, id FROM ${name} WHERE scope = ?`,
  );
  const insertOf = (count: number): Statement => {
    const values = `(${columns.map(() => '?').join(', ')})`;
    return db.prepare(
      `INSERT INTO ${name} (${columns.join(', ')})
       VALUES ${Array.from({ length: count }, () => values).join(', ')} ON CONFLICT DO NOTHING`,
    );
  };
  let insertMany: Statement | undefined;
  let insertOne: Statement | undefined;
  return {
    read(id) {
      const stored = select.get(id);
      return stored === undefined
        ? undefined
        : { row: decode(definition, stored), base: stored.base };
    },
    write: (row, base) => void write.run(...encode(definition, row), base),
    writeOver: (row, base) => void writeOver.run(...encode(definition, row), base),
    settle: (id) => void settle.run(id),
    remove: (id) => void remove.run(id),
    removeScope: (scope) => void removeScope.run(scope),
    hasScope: (scope) => hasScope.get(scope) !== undefined,
    idsOf: (scope) => idsOf.all(scope),
    insert(incoming) {
      let done = 0;
      let at = 0;
      for (; at + ROWS_AT_ONCE <= incoming.length; at += ROWS_AT_ONCE) {
        const cells: unknown[] = [];
        for (let index = at; index < at + ROWS_AT_ONCE; index += 1) {
          encodeInto(cells, definition, incoming[index]!);
          cells.push(null);
        }
        insertMany ??= insertOf(ROWS_AT_ONCE);
        done += insertMany.run(cells).changes;
      }
      for (; at < incoming.length; at += 1) {
        insertOne ??= insertOf(1);
        done += insertOne.run(...encode(definition, incoming[at]!), null).changes;
      }
      return done;
    },
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
  const settle = db.prepare('UPDATE foreign_row SET base = NULL WHERE entity = ? AND id = ?');
  const remove = db.prepare('DELETE FROM foreign_row WHERE entity = ? AND id = ?');
  const removeScope = db.prepare('DELETE FROM foreign_row WHERE scope = ?');
  const hasScope = db.prepare('SELECT 1 FROM foreign_row WHERE scope = ? LIMIT 1').pluck();
  const idsOf: Statement<[string], { entity: string; id: string }> = db.prepare(
    'SELECT entity, id FROM foreign_row WHERE scope = ?',
  );
  const insert = db.prepare(
    `INSERT INTO foreign_row (entity, id, scope, state) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  );
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
    settle: (id) => void settle.run(entity, id),
    remove: (id) => void remove.run(entity, id),
    removeScope: (scope) => void removeScope.run(scope),
    hasScope: (scope) => hasScope.get(scope) !== undefined,
    idsOf: (scope) => idsOf.all(scope),
    insert(incoming) {
      let done = 0;
      for (const row of incoming) {
        done += insert.run(entity, row.id, row.scope, JSON.stringify(row)).changes;
      }
      return done;
    },
  });
}
