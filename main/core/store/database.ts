import { closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { diskFailure, ExpectedFailure } from './failures.ts';
import { migrate, SCHEMA_VERSION } from './migrate.ts';

/** The store's file inside a data folder. */
export const DATABASE_FILE = 'bascule.sqlite';
const LOCK_FILE = 'bascule.lock';

/** A handle that only reads: its type has no way to write. */
export type Reader = Pick<Database, 'prepare'>;

/** The one open store of a data folder. */
export interface Store {
  readonly db: Database;
  readonly folder: string;
  readonly writable: boolean;
  close(): void;
}

export interface StoreOptions {
  readonly dataDir: string;
  /** Path of better-sqlite3's compiled part, where the runtime needs another than the packaged. */
  readonly nativeBinding?: string | undefined;
  /** Opens without taking the folder and without the right to write. */
  readonly readOnly?: boolean;
}

/** Whether a data folder has a store already. */
export function holdsStore(dataDir: string): boolean {
  return existsSync(join(dataDir, DATABASE_FILE));
}

/**
 * Opens the store of a data folder, made and migrated when needed. Every commit is on disk before
 * it is acknowledged (`synchronous=FULL` with a write-ahead log).
 * Fails with FolderInUse, FolderReadOnly, DiskFull, NotADatabase or DatabaseNewer; what is there
 * is then untouched.
 */
export function openStore(options: StoreOptions): Result<Store, CoreFailure> {
  const folder = options.dataDir;
  const file = join(folder, DATABASE_FILE);
  const opened: Database[] = [];
  const native =
    options.nativeBinding === undefined ? {} : { nativeBinding: options.nativeBinding };
  try {
    if (options.readOnly === true) {
      const db = new SqliteDatabase(file, { ...native, readonly: true, fileMustExist: true });
      opened.push(db);
      db.pragma('query_only = ON');
      refuseForeign(db, file);
      db.prepare('SELECT count(*) FROM device_state').get();
      return ok({ db, folder, writable: false, close: () => closeAll(opened) });
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    opened.push(takeFolder(folder, native));
    // Made here, so that nobody else may read it: it holds names and notes.
    closeSync(openSync(file, 'a', 0o600));
    const db = new SqliteDatabase(file, native);
    opened.push(db);
    refuseForeign(db, file);
    migrate(db, file);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = OFF');
    // What is removed is overwritten: a place that may no longer be read leaves nothing behind.
    db.pragma('secure_delete = ON');
    return ok({ db, folder, writable: true, close: () => closeAll(opened) });
  } catch (error) {
    closeAll(opened);
    if (error instanceof ExpectedFailure) return err(error.failure);
    const failure = diskFailure(error, folder, file);
    if (failure !== null) return err(failure);
    throw error;
  }
}

/**
 * A database of something else is left alone.
 * @throws ExpectedFailure NotADatabase
 */
function refuseForeign(db: Database, file: string): void {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  const isOurs = tables.length === 0 || tables.includes('device_state');
  const isNewer = (db.pragma('user_version', { simple: true }) as number) > SCHEMA_VERSION;
  if (!isOurs && !isNewer) throw new ExpectedFailure({ type: 'NotADatabase', file });
}

/**
 * Takes a folder for this process. The lock is SQLite's own on a side file, so the operating
 * system releases it however the process ends, and the store itself stays readable by others.
 */
function takeFolder(folder: string, native: { nativeBinding?: string }): Database {
  const lock = new SqliteDatabase(join(folder, LOCK_FILE), { ...native, timeout: 0 });
  try {
    lock.pragma('journal_mode = DELETE');
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
}

function closeAll(databases: Database[]): void {
  for (const database of databases.reverse()) database.close();
  databases.length = 0;
}
