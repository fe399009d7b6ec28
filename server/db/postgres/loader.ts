import { toRow, type RowRecord } from '../records.ts';
import type { DumpLine } from '../storage.ts';
import { tableOf, type Table, type TableRecord } from '../tables.ts';
import { indexRows } from './fieldIndex.ts';
import type { Session } from './session.ts';

/** Writes the lines of a backup, some at a time: one statement a line would take minutes. */
export class Loader {
  readonly #session: Session;
  #table: Table | null = null;
  #records: TableRecord[] = [];

  constructor(session: Session) {
    this.#session = session;
  }

  /** @throws when the table or a column is not known */
  async add(line: DumpLine): Promise<void> {
    const table = tableOf(line);
    if (table !== this.#table || this.#records.length >= table.page) await this.flush();
    this.#table = table;
    this.#records.push(line.record);
  }

  async flush(): Promise<void> {
    const table = this.#table;
    const records = this.#records.splice(0);
    if (table === null || records.length === 0) return;
    const columns = Object.entries(table.columns);
    const arrays = columns.map(([, type], at) => `$${at + 1}::${SQL_TYPES[type]}[]`);
    await this.#session.run(
      `INSERT INTO ${table.name} (${columns.map(([name]) => name).join(', ')})
       SELECT * FROM unnest(${arrays.join(', ')})`,
      ...columns.map(([name]) => records.map((record) => record[name] ?? null)),
    );
    if (table.name !== 'stored_row') return;
    await indexRows(
      (sql, ...values) => this.#session.run(sql, ...values),
      records.map((record) => ({ ...toRow(record as unknown as RowRecord), touched: null })),
    );
  }
}

const SQL_TYPES = { text: 'text', integer: 'bigint' } as const;
