import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { OpenReading, Reading, Storage, Writing } from '../storage.ts';
import type { DatabaseAddress } from './address.ts';
import { Notifier } from './notifier.ts';
import { isConnectionLost, isContention } from './problems.ts';
import { PgReading } from './reading.ts';
import { Session } from './session.ts';
import { PgWriting } from './writing.ts';

/**
 * Connections of one process: three servers fit into the 100 that PostgreSQL allows by default.
 * Writers have their own, so that slow readers cannot keep anybody from writing.
 */
const READERS = 20;
const WRITERS = 8;
/** A statement takes far less; a connection on which nothing comes back is given up. */
const QUERY_MS = 60_000;
/** A transaction that others got in the way of is run at most this often. */
const ATTEMPTS = 5;
const PAUSE_MS = 20;
/** Work under way when the storage closes may take this long to end. */
const CLOSE_MS = 3_000;

const READ = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
const WRITE = 'BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE';

class PgOpenReading extends PgReading implements OpenReading {
  async end(): Promise<void> {
    // Nothing was written: a connection that was lost is not given back, and that is all.
    await this.session.end('COMMIT').catch(() => undefined);
  }
}

/** The server's storage in a PostgreSQL database, which other processes use at the same time. */
export class PgStorage implements Storage {
  readonly engine = 'postgresql';
  /** One is read for while another is written. */
  readonly writers = 2;
  /** Names this process in notifications. */
  readonly id = randomUUID();
  readonly #readers: pg.Pool;
  readonly #writers: pg.Pool;
  readonly #notifier: Notifier;
  readonly #lent = new Set<pg.PoolClient>();
  #closing: Promise<void> | null = null;

  /** @param address of a migrated database */
  constructor({ config }: DatabaseAddress) {
    this.#readers = this.#pool({ ...config, max: READERS });
    this.#writers = this.#pool({ ...config, max: WRITERS });
    this.#notifier = new Notifier(this.#writers, this.id);
  }

  #pool(config: pg.PoolConfig): pg.Pool {
    const pool = new pg.Pool({ ...config, query_timeout: QUERY_MS });
    // A connection that breaks is the affair of the request that uses it, if any does.
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    pool.on('acquire', (client) => this.#lent.add(client));
    pool.on('release', (_error, client) => this.#lent.delete(client));
    return pool;
  }

  async #begin(pool: pg.Pool, begin: string): Promise<Session> {
    for (let attempt = 1; ; attempt += 1) {
      const client = await pool.connect();
      try {
        await client.query(begin);
        return new Session(client);
      } catch (error) {
        client.release(true);
        // The database may have restarted since the connection was last used.
        if (attempt > 1 || !isConnectionLost(error)) throw error;
      }
    }
  }

  async reading(): Promise<OpenReading> {
    return new PgOpenReading(await this.#begin(this.#readers, READ));
  }

  async read<T>(work: (read: Reading) => Promise<T>): Promise<T> {
    const reading = await this.reading();
    try {
      return await work(reading);
    } finally {
      await reading.end();
    }
  }

  async transaction<T>(work: (write: Writing) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(work);
      } catch (error) {
        if (!isContention(error) || attempt === ATTEMPTS) throw error;
        // Not all at once again.
        await wait(Math.random() * PAUSE_MS * attempt);
      }
    }
  }

  async #once<T>(work: (write: Writing) => Promise<T>): Promise<T> {
    const session = await this.#begin(this.#writers, WRITE);
    const write = new PgWriting(session);
    let result: T;
    try {
      result = await work(write);
      await write.finish();
    } catch (error) {
      await session.end('ROLLBACK').catch(() => undefined);
      throw error;
    }
    await session.end('COMMIT');
    this.#notifier.tell(write.moves);
    return result;
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    await this.#notifier.idle();
    const late = setTimeout(() => {
      for (const client of this.#lent) client.release(true);
    }, CLOSE_MS);
    await Promise.all([this.#readers.end(), this.#writers.end()]);
    clearTimeout(late);
  }
}
