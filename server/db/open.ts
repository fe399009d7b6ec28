import fs from 'node:fs';
import { ForeignWatch } from './sqlite/watch.ts';
import {
  databaseFile,
  openAdminStorage as openAdminSqlite,
  openServerStorage,
} from './sqlite/open.ts';
import { asProblem, opening } from './sqlite/problems.ts';
import { readAddress } from './postgres/address.ts';
import { PgFeed } from './postgres/feed.ts';
import { openAdminPostgres, openPostgres } from './postgres/open.ts';
import { asDatabaseProblem } from './postgres/problems.ts';
import { LocalFeed, type OpenFeed } from '../sync/feed.ts';
import type { Storage } from './storage.ts';

/** Where a server keeps what it stores. */
export interface StorageOptions {
  /** Folder of its files; of its SQLite database as well, when there is no `databaseUrl`. */
  readonly dataDir: string;
  /** Address of a PostgreSQL database, which several servers may share. */
  readonly databaseUrl?: string | undefined;
}

export interface OpenedStorage {
  readonly storage: Storage;
  /**
   * News of what is committed to the storage, by this process and by others.
   * @param onFault hears of what could not be listened to
   */
  openFeed(onFault: (error: unknown) => void): Promise<OpenFeed>;
  /** Closes the storage and lets go of its folder. */
  close(): Promise<void>;
}

/**
 * Opens the storage for a server, whichever engine it is in: makes it when it is not there, brings
 * it to the current version. A SQLite database is this process' alone.
 * @throws ProblemError when that cannot be; what is stored is then unharmed
 */
export async function openStorage(options: StorageOptions): Promise<OpenedStorage> {
  const { dataDir, databaseUrl } = options;
  if (databaseUrl === undefined) {
    const { storage, release } = await openServerStorage(dataDir);
    return {
      storage,
      openFeed: (onFault) => ForeignWatch.open(storage, new LocalFeed(), onFault),
      close: async () => {
        await storage.close();
        release();
      },
    };
  }
  opening(databaseFile(dataDir), () => fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 }));
  const { storage, address } = await openPostgres(databaseUrl);
  return {
    storage,
    openFeed: (onFault) => PgFeed.open(address, storage.id, onFault),
    close: () => storage.close(),
  };
}

/**
 * Opens the storage for a short administration command, also while servers use it. What it
 * commits, they notice.
 * @throws ProblemError when there is none, or it is of another version
 */
export async function openAdminStorage(options: StorageOptions): Promise<Storage> {
  return options.databaseUrl === undefined
    ? openAdminSqlite(options.dataDir)
    : openAdminPostgres(options.databaseUrl);
}

/** The ProblemError that an error of using a storage stands for, or the error itself. */
export function asStorageProblem(error: unknown, options: StorageOptions): unknown {
  const { dataDir, databaseUrl } = options;
  const ofDatabase =
    databaseUrl === undefined ? error : asDatabaseProblem(error, readAddress(databaseUrl).shown);
  return asProblem(ofDatabase, databaseFile(dataDir));
}
