import { INDEX_SETTING } from './indexed.ts';
import type { DumpLine } from './storage.ts';

type ColumnType = 'text' | 'integer';

const PAGE = 500;
const LONG_PAGE = 20;

/** A table as it stands in a backup: the names are those of the database, on every engine. */
export interface Table {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Columns that name a record; a backup is in their order. */
  readonly key: readonly string[];
  /** Records that a backup holds in memory at once: fewer where they may be long. */
  readonly page: number;
}

/** All tables that hold something which cannot be worked out from the others. */
export const tables: readonly Table[] = [
  { name: 'setting', key: ['key'], page: PAGE, columns: { key: 'text', value: 'text' } },
  { name: 'scope', key: ['id'], page: PAGE, columns: { id: 'text', version: 'integer' } },
  {
    name: 'stored_row',
    key: ['entity', 'id'],
    page: PAGE,
    columns: {
      entity: 'text',
      id: 'text',
      scope: 'text',
      deleted: 'integer',
      version: 'integer',
      fields: 'text',
      stamps: 'text',
    },
  },
  {
    name: 'log',
    key: ['scope', 'version', 'entity', 'row_id'],
    page: PAGE,
    columns: {
      scope: 'text',
      version: 'integer',
      entity: 'text',
      row_id: 'text',
      device: 'text',
      n: 'integer',
      stamp: 'text',
      change: 'text',
      at: 'integer',
    },
  },
  {
    name: 'device',
    key: ['id'],
    page: PAGE,
    columns: {
      id: 'text',
      person: 'text',
      public_key: 'text',
      recipient: 'text',
      name: 'text',
      enrolled_at: 'integer',
      last_n: 'integer',
      chain: 'text',
      forked_from: 'text',
      revoked_at: 'integer',
    },
  },
  {
    name: 'batch',
    key: ['device', 'first_n'],
    page: LONG_PAGE,
    columns: {
      device: 'text',
      first_n: 'integer',
      last_n: 'integer',
      hash: 'text',
      text: 'text',
      at: 'integer',
      carrier: 'text',
    },
  },
  {
    name: 'refusal',
    key: ['device', 'n'],
    page: LONG_PAGE,
    columns: { device: 'text', n: 'integer', reason: 'text', trans: 'text', at: 'integer' },
  },
  {
    name: 'enrolment_code',
    key: ['hash'],
    page: PAGE,
    columns: {
      hash: 'text',
      person: 'text',
      created_at: 'integer',
      expires_at: 'integer',
      used_at: 'integer',
      used_by_device: 'text',
    },
  },
  {
    name: 'blob',
    key: ['hash'],
    page: PAGE,
    columns: { hash: 'text', bytes: 'integer', at: 'integer' },
  },
];

/** Empties all tables and what is worked out from them; which index is kept is no part of a backup. */
export const clearStatements: readonly string[] = [
  'DELETE FROM field_index',
  ...tables.map(({ name }) =>
    name === 'setting'
      ? `DELETE FROM setting WHERE key <> '${INDEX_SETTING}'`
      : `DELETE FROM ${name}`,
  ),
];

export type RecordValue = string | number | null;
export type TableRecord = Record<string, RecordValue>;

/**
 * What says how the index was written, which whoever loads a backup writes anew; a scope in which
 * nothing was written, which is only there to be locked.
 */
function isOnlyOfTheEngine({ name }: Table, record: TableRecord): boolean {
  return (
    (name === 'setting' && record['key'] === INDEX_SETTING) ||
    (name === 'scope' && record['version'] === 0)
  );
}

/**
 * The lines of a backup, table after table.
 * @param page records of a table whose key is greater than `after` (null: from the first), by key
 */
export async function* dumpTables(
  page: (table: Table, after: readonly RecordValue[] | null) => Promise<readonly TableRecord[]>,
): AsyncGenerator<DumpLine> {
  for (const table of tables) {
    let after: readonly RecordValue[] | null = null;
    for (;;) {
      const records: readonly TableRecord[] = await page(table, after);
      for (const record of records) {
        if (isOnlyOfTheEngine(table, record)) continue;
        yield { table: table.name, record };
      }
      if (records.length < table.page) break;
      after = table.key.map((column) => records.at(-1)![column]!);
    }
  }
}

/**
 * The table of a line of a backup, checked against its columns. A column that the line does not
 * have is null: the backup may be older.
 * @throws when the table or a column is not known, or a value is not of its column's type
 */
export function tableOf({ table: name, record }: DumpLine): Table {
  const table = tables.find((known) => known.name === name);
  if (table === undefined) throw new Error(`Unknown table in a backup: ${name}`);
  for (const [column, value] of Object.entries(record)) {
    const type = Object.hasOwn(table.columns, column) ? table.columns[column] : undefined;
    const fits =
      value === null || (type === 'text' ? typeof value === 'string' : Number.isSafeInteger(value));
    if (type === undefined || !fits) {
      throw new Error(`Unknown column in a backup, or no value for it: ${name}.${column}`);
    }
  }
  return table;
}
