import fs from 'node:fs';
import path from 'node:path';
import { databaseFile, openServerStorage } from '../../../server/db/sqlite/open.ts';
import type { DumpLine, Storage } from '../../../server/db/storage.ts';
import { closeDatabases } from '../kernel/crash.ts';

/** The database behind a site, on either engine. */
export interface Database {
  /** What is named when its processes are to crash. */
  readonly name: string;
  /** A storage for each of the server's processes. */
  open(processes: number): Promise<Storage[]>;
  close(): Promise<void>;
  /** The processes are gone: what they had open is let go, uncommitted work is lost. */
  abandon(): Promise<void>;
  /** Puts an empty, migrated database in the place of this one, which is closed. */
  clear(): Promise<void>;
  /** Closes it and removes it. */
  remove(): Promise<void>;
}

/** Saves everything of a database in a file, as the administration's backup does. */
export async function saveTo(file: string, storage: Storage): Promise<void> {
  const lines: string[] = [];
  await storage.read(async (read) => {
    for await (const line of read.dump()) lines.push(JSON.stringify(line));
  });
  fs.writeFileSync(file, lines.join('\n'));
}

/** Goes back to what was saved, and says so by a new epoch. */
export async function restoreFrom(file: string, database: Database, epoch: string): Promise<void> {
  await database.close();
  await database.clear();
  const [storage] = await database.open(1);
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  await storage!.transaction(async (write) => {
    for (const line of lines) await write.load(JSON.parse(line) as DumpLine);
  });
  await storage!.transaction((write) => write.setSetting('epoch', epoch));
  await database.close();
}

/** SQLite: one file, which one process holds and lends to all simulated ones. */
export class SqliteDatabase implements Database {
  readonly name: string;
  readonly #empty: string;
  #open: { readonly storage: Storage; readonly release: () => void } | null = null;

  /**
   * @param folder of its own
   * @param filled folder of the database that it starts as a copy of
   * @param empty folder of an empty, migrated one
   */
  constructor(folder: string, filled: string, empty: string) {
    this.name = folder;
    this.#empty = empty;
    fs.mkdirSync(folder, { recursive: true });
    fs.copyFileSync(databaseFile(filled), databaseFile(folder));
  }

  async open(processes: number): Promise<Storage[]> {
    this.#open = await openServerStorage(this.name);
    const { storage } = this.#open;
    return Array.from({ length: processes }, () => storage);
  }

  async close(): Promise<void> {
    await this.#open?.storage.close();
    this.#open?.release();
    await this.abandon();
  }

  abandon(): Promise<void> {
    this.#open = null;
    closeDatabases(this.name);
    return Promise.resolve();
  }

  clear(): Promise<void> {
    for (const ending of ['', '-wal', '-shm']) {
      fs.rmSync(path.join(this.name, `server.sqlite${ending}`), { force: true });
    }
    fs.copyFileSync(databaseFile(this.#empty), databaseFile(this.name));
    return Promise.resolve();
  }

  remove(): Promise<void> {
    return this.close();
  }
}
