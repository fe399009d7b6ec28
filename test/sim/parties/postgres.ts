import pg from 'pg';
import { openPostgres } from '../../../server/db/postgres/open.ts';
import type { Storage } from '../../../server/db/storage.ts';
import { crashable } from '../kernel/crash.ts';
import type { Database } from './database.ts';

/** Connections of this process, by the name of their database. */
const connections = new Map<string, Set<pg.Client>>();

interface RawClient {
  readonly database: string;
  readonly connection: { readonly stream: { destroy(): void } };
}

/** Lets a crash fall on any statement that is sent to PostgreSQL. Called once. */
export function takeOverPostgres(): void {
  const clients = pg.Client.prototype as unknown as Record<
    string,
    (this: pg.Client, ...given: unknown[]) => unknown
  >;
  const { connect, query } = clients;
  clients['connect'] = function (...given) {
    const name = (this as unknown as RawClient).database;
    connections.set(name, (connections.get(name) ?? new Set()).add(this));
    // A connection that a crash ends is nobody's affair any more.
    this.on('error', () => undefined);
    return connect!.apply(this, given);
  };
  clients['query'] = function (...given) {
    const name = (this as unknown as RawClient).database;
    // The pool's own way to ask: news for the other processes, which no promise depends on.
    if (typeof given.at(-1) === 'function') return query!.apply(this, given);
    return crashable(name, () => query!.apply(this, given));
  };
}

/** Runs a statement outside all transactions. */
export async function administrate(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** PostgreSQL: a database of its own in a shared cluster, one storage for each process. */
export class PostgresDatabase implements Database {
  readonly name: string;
  readonly #url: (database: string) => string;
  readonly #empty: string;
  #open: Storage[] = [];

  /** @param empty name of an empty, migrated database */
  constructor(name: string, url: (database: string) => string, empty: string) {
    this.name = name;
    this.#url = url;
    this.#empty = empty;
  }

  /** Makes it as a copy of another database that nobody is connected to. */
  async copyOf(template: string): Promise<void> {
    await administrate(
      this.#url('postgres'),
      `CREATE DATABASE ${this.name} TEMPLATE ${template} STRATEGY FILE_COPY`,
    );
  }

  async open(processes: number): Promise<Storage[]> {
    for (let index = 0; index < processes; index += 1) {
      this.#open.push((await openPostgres(this.#url(this.name))).storage);
    }
    return [...this.#open];
  }

  async close(): Promise<void> {
    await Promise.all(this.#open.splice(0).map((storage) => storage.close()));
    connections.delete(this.name);
  }

  async abandon(): Promise<void> {
    for (const client of connections.get(this.name) ?? []) {
      (client as unknown as RawClient).connection.stream.destroy();
    }
    connections.delete(this.name);
    this.#open = [];
    await Promise.resolve();
  }

  async clear(): Promise<void> {
    await this.#drop();
    await this.copyOf(this.#empty);
  }

  async remove(): Promise<void> {
    await this.close();
    await this.#drop();
  }

  async #drop(): Promise<void> {
    await administrate(this.#url('postgres'), `DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`);
  }
}
