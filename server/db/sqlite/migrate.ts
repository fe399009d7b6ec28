import { ProblemError } from '../../problem.ts';
import type { Connection } from './connection.ts';
import { migrations } from './migrations/index.ts';

/** Marks the file as a central server's database: `BSrv`. */
const APPLICATION_ID = 0x42537276;

interface Header {
  readonly version: number;
  readonly empty: boolean;
}

/**
 * Reads which migrations a file has had, without changing it.
 * @throws ProblemError when it is no database of this program, or one of a newer version
 */
function readHeader(connection: Connection, file: string): Header {
  const { db } = connection;
  const version = db.pragma('user_version', { simple: true }) as number;
  const application = db.pragma('application_id', { simple: true }) as number;
  const empty = db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0;
  if (application !== APPLICATION_ID && !(empty && application === 0 && version === 0)) {
    throw new ProblemError({ type: 'notADatabase', file });
  }
  if (version > migrations.length) throw new ProblemError({ type: 'databaseNewer', file });
  return { version, empty };
}

/** Checks that a file has had exactly the migrations of this version, without changing it. */
export function requireCurrent(connection: Connection, file: string): void {
  const { version } = readHeader(connection, file);
  if (version < migrations.length) throw new ProblemError({ type: 'databaseOlder', file });
}

/**
 * Brings a file to the current version. Each migration runs once, in a transaction of its own
 * together with its number.
 */
export function migrate(connection: Connection, file: string): void {
  const { db } = connection;
  let { version } = readHeader(connection, file);
  // A write-ahead log lets many read while one writes; FULL: what is answered is on disk.
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  while (version < migrations.length) {
    const sql = migrations[version]!;
    version += 1;
    db.transaction(() => {
      db.exec(sql);
      db.pragma(`application_id = ${APPLICATION_ID}`);
      db.pragma(`user_version = ${version}`);
    }).immediate();
  }
}
