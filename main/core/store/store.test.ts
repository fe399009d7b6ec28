import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextStamp } from '../../../shared/kernel/clock.ts';
import { indexDdl, tableDdl } from '../../../shared/schema/ddl.ts';
import type { EntityDefinition } from '../../../shared/schema/entity.ts';
import { registry } from '../../../shared/schema/registry.ts';
import type { RowState } from '../../../shared/sync/merge.ts';
import { DATABASE_FILE, openStore, type Store } from './database.ts';
import { migrate, SCHEMA_VERSION } from './migrate.ts';
import { createRows } from './rows.ts';

let folder: string;
const opened: Store[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule store é '));
});
afterEach(() => {
  for (const store of opened.splice(0)) store.close();
  rmSync(folder, { recursive: true, force: true });
});

function open(): Store {
  const result = openStore({ dataDir: folder });
  if (!result.ok) throw new Error(result.error.type);
  opened.push(result.value);
  return result.value;
}

/** Names and types of a table's columns, in no order: later versions add theirs at the end. */
function columnsOf(db: SqliteDatabase.Database, table: string): unknown[] {
  const columns = db.pragma(`table_info("${table}")`) as { name: string; type: string }[];
  return columns.map(({ name, type }) => `${name} ${type}`).sort();
}

/** A database that has the table as the entity declares it. */
function declared(entity: EntityDefinition): SqliteDatabase.Database {
  const db = new SqliteDatabase(':memory:');
  db.exec(tableDdl(entity));
  return db;
}

describe('opening a store', () => {
  it('makes the tables that the schema declares', () => {
    const { db } = open();
    const sqlOf = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck();
    for (const entity of registry) {
      expect(columnsOf(db, entity.table)).toEqual(columnsOf(declared(entity), entity.table));
      expect(sqlOf.get(`${entity.table}_scope`)).toBe(indexDdl(entity));
    }
    expect(db.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
  });

  it('takes over days that a newer program sent before this one had columns for them', () => {
    const file = join(folder, DATABASE_FILE);
    const older = new SqliteDatabase(file);
    migrate(older, file, 5);
    older.exec(`
      INSERT INTO kit_action (id, scope, stamps, extra)
      VALUES ('p:new', 'programme:p', '{}', '{"addedOn":"2024-01-22","other":1}'),
             ('p:old', 'programme:p', '{}', NULL);
      INSERT INTO postponement (id, scope, stamps, extra)
      VALUES ('later', 'establishment:e', '{}', '{"decidedOn":"2024-01-20"}')`);
    older.close();
    const { db } = open();
    const decided = db.prepare('SELECT decided_on FROM postponement').pluck().get();
    expect(decided).toBe('2024-01-20');
    const rows = db.prepare('SELECT id, added_on, retired_on FROM kit_action').all();
    expect(rows).toEqual([
      { id: 'p:new', added_on: '2024-01-22', retired_on: null },
      { id: 'p:old', added_on: null, retired_on: null },
    ]);
  });

  it('takes over earlier values that a newer program sent before this one had a table for them', () => {
    const file = join(folder, DATABASE_FILE);
    const older = new SqliteDatabase(file);
    migrate(older, file, 8);
    const values = { entity: 'wave', row: 'w', until: '2024-01-20', held: { variant: null } };
    const stamps = { entity: 's', row: 's', until: 's', held: 's' };
    const row = { entity: 'pastValue', id: 'p', scope: 'wave:w', values, stamps };
    const insert = older.prepare(
      'INSERT INTO foreign_row (entity, id, scope, state, base) VALUES (?, ?, ?, ?, NULL)',
    );
    insert.run('pastValue', 'p', 'wave:w', JSON.stringify(row));
    insert.run('another', 'p', 'wave:w', JSON.stringify({ ...row, entity: 'another' }));
    older.close();
    const { db } = open();
    expect(createRows(db).read('pastValue', 'p')).toEqual(row);
    expect(db.prepare('SELECT entity FROM foreign_row').pluck().all()).toEqual(['another']);
  });

  it('is durable at every commit', () => {
    const { db } = open();
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
  });

  it('refuses a second program on the folder, and lets it read', () => {
    open();
    expect(openStore({ dataDir: folder })).toMatchObject({
      error: { type: 'FolderInUse', folder },
    });
    const reader = openStore({ dataDir: folder, readOnly: true });
    expect(reader.ok).toBe(true);
    if (!reader.ok) return;
    opened.push(reader.value);
    expect(() => reader.value.db.exec("UPDATE device_state SET device = 'x'")).toThrow(/readonly/);
  });

  it('frees the folder when it is closed', () => {
    open().close();
    opened.length = 0;
    expect(openStore({ dataDir: folder }).ok).toBe(true);
  });

  it('leaves alone a file that is no database', () => {
    const file = join(folder, DATABASE_FILE);
    const garbage = Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 251));
    writeFileSync(file, garbage);
    expect(openStore({ dataDir: folder })).toMatchObject({ error: { type: 'NotADatabase', file } });
    expect(readFileSync(file).equals(garbage)).toBe(true);
  });

  it('leaves alone a database of a newer version', () => {
    const file = join(folder, DATABASE_FILE);
    const newer = new SqliteDatabase(file);
    newer.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    newer.close();
    const before = readFileSync(file);
    expect(openStore({ dataDir: folder })).toMatchObject({
      error: { type: 'DatabaseNewer', file },
    });
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('says that a folder cannot be one when a file has its name', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    expect(openStore({ dataDir: file })).toMatchObject({ error: { type: 'FolderReadOnly' } });
  });
});

describe('rows', () => {
  const values = fc.oneof(
    fc.constantFrom('done', '', 'a\0b', 'é ع 🏫'),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
    fc.boolean(),
    fc.constant(null),
    fc.constant({ fr: 'oui' }),
    fc.constant(['a', 1, null]),
  );
  const fields = fc.constantFrom(
    'status',
    'note',
    'doneOn',
    'position',
    'blocking',
    'title',
    'fromTheFuture',
  );

  it('come back as they were written, whatever another version put in them', () => {
    const { db } = open();
    const rows = createRows(db);
    fc.assert(
      fc.property(
        fc.constantFrom('kitStep', 'kitAction', 'entityOfTheFuture'),
        fc.dictionary(fields, values, { noNullPrototype: true }),
        (entity, written) => {
          const stamp = nextStamp(null, 5, 'd');
          const stamps = Object.fromEntries(Object.keys(written).map((name) => [name, stamp]));
          const row: RowState = {
            entity,
            id: 'r',
            scope: 'establishment:e',
            values: written,
            stamps,
          };
          rows.write(row);
          expect(rows.read(entity, 'r')).toEqual(row);
        },
      ),
    );
  });

  it('leave with their scope', () => {
    const { db } = open();
    const rows = createRows(db);
    const stamp = nextStamp(null, 5, 'd');
    for (const [entity, id, scope] of [
      ['kitStep', 's1', 'establishment:a'],
      ['kitStep', 's2', 'establishment:b'],
      ['entityOfTheFuture', 'x', 'establishment:a'],
    ] as const) {
      rows.write({ entity, id, scope, values: { note: 'n' }, stamps: { note: stamp } });
    }
    rows.removeScope('establishment:a');
    expect(rows.read('kitStep', 's1')).toBeUndefined();
    expect(rows.read('entityOfTheFuture', 'x')).toBeUndefined();
    expect(rows.read('kitStep', 's2')).toBeDefined();
  });
});
