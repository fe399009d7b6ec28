import type { PoolClient, QueryResult } from 'pg';
import { Mutex } from '../mutex.ts';
import { encodeArray, encodeText } from './text.ts';

/** Names of prepared statements: the same text has the same name on every connection. */
const names = new Map<string, string>();

function nameOf(sql: string): string {
  let name = names.get(sql);
  if (name === undefined) {
    name = `bascule_${names.size + 1}`;
    names.set(sql, name);
  }
  return name;
}

function encode(value: unknown): unknown {
  if (typeof value === 'string') return encodeText(value);
  return Array.isArray(value) ? encodeArray(value) : value;
}

/** A connection in a transaction. It prepares each statement once, and runs one at a time. */
export class Session {
  readonly #client: PoolClient;
  readonly #turn = new Mutex();
  #ended = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  /** The rows that a statement answers. The type is the caller's claim about its own SQL. */
  async all<T extends object>(sql: string, ...values: readonly unknown[]): Promise<T[]> {
    return (await this.#query(sql, values)).rows as T[];
  }

  /** The only row, or null. */
  async one<T extends object>(sql: string, ...values: readonly unknown[]): Promise<T | null> {
    return (await this.all<T>(sql, ...values))[0] ?? null;
  }

  /** @returns how many records were written */
  async run(sql: string, ...values: readonly unknown[]): Promise<number> {
    return (await this.#query(sql, values)).rowCount ?? 0;
  }

  #query(sql: string, values: readonly unknown[]): Promise<QueryResult> {
    return this.#turn.run(() => {
      if (this.#ended) throw new Error('The transaction has ended');
      return this.#client.query({ name: nameOf(sql), text: sql, values: values.map(encode) });
    });
  }

  /**
   * Ends the transaction and gives the connection back.
   * @throws when it was to be committed and is not known to be: the connection is lost, or a
   *   statement had failed before
   */
  end(how: 'COMMIT' | 'ROLLBACK'): Promise<void> {
    return this.#turn.run(async () => {
      if (this.#ended) throw new Error('The transaction has ended');
      this.#ended = true;
      let usable = false;
      try {
        const { command } = await this.#client.query(how);
        usable = true;
        if (command !== how) throw new Error('A statement of the transaction had failed');
      } finally {
        this.#client.release(!usable);
      }
    });
  }
}
