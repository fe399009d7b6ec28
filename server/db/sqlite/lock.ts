import path from 'node:path';
import Database from 'better-sqlite3';
import { ProblemError } from '../../problem.ts';
import { errorCode, opening } from './problems.ts';

/**
 * Takes a data folder for this process alone, by an exclusive transaction on a side file. The
 * system lets go of it when the process ends, however it ends, and the database itself stays
 * readable to others.
 * @returns how to let go of it
 * @throws ProblemError when another server has the folder
 */
export function lockFolder(folder: string): () => void {
  const file = path.join(folder, 'server.lock');
  return opening(file, () => {
    const db = new Database(file, { timeout: 0 });
    try {
      db.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      db.close();
      if (errorCode(error)?.startsWith('SQLITE_BUSY') === true) {
        throw new ProblemError({ type: 'folderInUse', folder });
      }
      throw error;
    }
    return () => db.close();
  });
}
