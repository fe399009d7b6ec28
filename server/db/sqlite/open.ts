import fs from 'node:fs';
import path from 'node:path';
import { ProblemError } from '../../problem.ts';
import type { Storage } from '../storage.ts';
import { openWriter, type Connection } from './connection.ts';
import { indexAnew } from './fieldIndex.ts';
import { lockFolder } from './lock.ts';
import { migrate, requireCurrent } from './migrate.ts';
import { asProblem, opening } from './problems.ts';
import { SqliteStorage } from './storage.ts';

/** The database of a data folder. */
export function databaseFile(folder: string): string {
  return path.join(folder, 'server.sqlite');
}

/**
 * Opens a data folder for the server: makes it when it is not there, takes it for this process
 * alone, brings its database to the current version.
 * @throws ProblemError when that cannot be; what is in the folder is then unharmed
 */
export async function openServerStorage(
  folder: string,
): Promise<{ readonly storage: SqliteStorage; readonly release: () => void }> {
  const file = databaseFile(folder);
  opening(file, () => fs.mkdirSync(folder, { recursive: true, mode: 0o700 }));
  const release = lockFolder(folder);
  let writer: Connection | undefined;
  try {
    // Made here, so that nobody else may read it: it holds secrets.
    fs.closeSync(fs.openSync(file, 'a', 0o600));
    writer = openWriter(file);
    migrate(writer, file);
    indexAnew(writer);
    return { storage: new SqliteStorage(writer), release };
  } catch (error) {
    writer?.close();
    release();
    throw asProblem(error, file);
  }
}

/**
 * Opens the database of a data folder for a short administration command, also while a server
 * runs on it.
 * @throws ProblemError when there is none, or it is of another version
 */
export function openAdminStorage(folder: string): Storage {
  const file = databaseFile(folder);
  if (!fs.existsSync(file)) throw new ProblemError({ type: 'databaseMissing', file });
  let writer: Connection | undefined;
  try {
    writer = openWriter(file);
    requireCurrent(writer, file);
    writer.db.pragma('synchronous = FULL');
    return new SqliteStorage(writer);
  } catch (error) {
    writer?.close();
    throw asProblem(error, file);
  }
}
