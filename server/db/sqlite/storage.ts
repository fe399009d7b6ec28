import { Mutex } from '../mutex.ts';
import type { OpenReading, Reading, Storage, Writing } from '../storage.ts';
import { openReader, type Connection } from './connection.ts';
import { SqliteReading } from './reading.ts';
import { Readers } from './readers.ts';
import { SqliteWriting } from './writing.ts';

class SqliteOpenReading extends SqliteReading implements OpenReading {
  readonly #readers: Readers;

  constructor(connection: Connection, readers: Readers) {
    super(connection);
    this.#readers = readers;
  }

  async end(): Promise<void> {
    this.#readers.giveBack(this.connection);
  }
}

/** The server's storage in one SQLite file, written by one connection and read by several. */
export class SqliteStorage implements Storage {
  readonly engine = 'sqlite';
  readonly writers = 1;
  readonly #writer: Connection;
  readonly #readers: Readers;
  /** Asynchronous transactions must not interleave on the one connection that writes. */
  readonly #turn = new Mutex();

  /** @param writer a connection to a migrated file; it is closed with the storage */
  constructor(writer: Connection) {
    this.#writer = writer;
    this.#readers = new Readers(() => openReader(writer.db.name));
  }

  async reading(): Promise<OpenReading> {
    return new SqliteOpenReading(await this.#readers.borrow(), this.#readers);
  }

  async read<T>(work: (read: Reading) => Promise<T>): Promise<T> {
    const reading = await this.reading();
    try {
      return await work(reading);
    } finally {
      await reading.end();
    }
  }

  transaction<T>(work: (write: Writing) => Promise<T>): Promise<T> {
    return this.#turn.run(async () => {
      const { db } = this.#writer;
      db.exec('BEGIN IMMEDIATE');
      try {
        const write = new SqliteWriting(this.#writer);
        const result = await work(write);
        db.exec('COMMIT');
        // Where somebody is reading it stays for now, and is written over later.
        if (write.erased) db.pragma('wal_checkpoint(TRUNCATE)');
        return result;
      } catch (error) {
        // A full disk makes SQLite roll back by itself.
        if (db.inTransaction) db.exec('ROLLBACK');
        throw error;
      }
    });
  }

  /**
   * A number that changes when another process has written to the file, and only then; null while
   * a transaction is under way.
   */
  foreignWrites(): number | null {
    const { db } = this.#writer;
    return db.inTransaction ? null : (db.pragma('data_version', { simple: true }) as number);
  }

  async close(): Promise<void> {
    await this.#turn.idle();
    this.#readers.close();
    this.#writer.close();
  }
}
