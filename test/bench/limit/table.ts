import SqliteDatabase, { type Database } from 'better-sqlite3';

/** A row of the bare server: what the product syncs of a step, and nothing else. */
export interface BareRow {
  readonly id: string;
  readonly scope: string;
  readonly establishment: string;
  readonly programme: string;
  readonly action: string;
  readonly status: string;
  readonly doneOn: string | null;
  /** Stamp of each field: without them nothing could be merged. */
  readonly stamps: Readonly<Record<string, string>>;
}

/** A change as the bare client sends it. */
export interface BareChange {
  readonly n: number;
  readonly stamp: string;
  readonly row: string;
  readonly scope: string;
  readonly status: string;
  readonly doneOn: string | null;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS step (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  establishment TEXT,
  programme TEXT,
  action TEXT,
  status TEXT,
  done_on TEXT,
  stamps TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS change (
  device TEXT NOT NULL,
  n INTEGER NOT NULL,
  stamp TEXT NOT NULL,
  row_id TEXT NOT NULL,
  scope TEXT NOT NULL,
  status TEXT,
  done_on TEXT,
  sent INTEGER,
  PRIMARY KEY (device, n)
) WITHOUT ROWID;`;

/** The bare database of server and client alike, as durable as the product's. */
export interface BareDatabase {
  readonly db: Database;
  insertRows(rows: readonly BareRow[]): void;
  insertChanges(device: string, changes: readonly BareChange[]): void;
}

/** Opens it, made when it is not there. */
export function openBare(file: string): BareDatabase {
  const db = new SqliteDatabase(file);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(SCHEMA);
  const row = db.prepare('INSERT INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  const change = db.prepare('INSERT INTO change VALUES (?, ?, ?, ?, ?, ?, ?, NULL)');
  return {
    db,
    insertRows: db.transaction((rows: readonly BareRow[]) => {
      for (const r of rows) {
        row.run(
          r.id,
          r.scope,
          r.establishment,
          r.programme,
          r.action,
          r.status,
          r.doneOn,
          JSON.stringify(r.stamps),
        );
      }
    }),
    insertChanges: db.transaction((device: string, changes: readonly BareChange[]) => {
      for (const c of changes) {
        change.run(device, c.n, c.stamp, c.row, c.scope, c.status, c.doneOn);
      }
    }),
  };
}
