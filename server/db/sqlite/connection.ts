import Database from 'better-sqlite3';

/** How long a statement waits for another process' short write, in milliseconds. */
const BUSY_TIMEOUT_MS = 5_000;
/** Page cache of a reading connection, in KiB: many may be open at once. */
const READER_CACHE_KIB = 1_000;

/** A SQLite connection that prepares each statement once. */
export class Connection {
  readonly db: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();

  constructor(db: Database.Database) {
    this.db = db;
  }

  /** The prepared statement of `sql`. */
  sql(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** The only row, or undefined. The type is the caller's claim about its own SQL. */
  get<T>(sql: string, ...parameters: unknown[]): T | undefined {
    return this.sql(sql).get(...parameters) as T | undefined;
  }

  all<T>(sql: string, ...parameters: unknown[]): T[] {
    return this.sql(sql).all(...parameters) as T[];
  }

  run(sql: string, ...parameters: unknown[]): void {
    this.sql(sql).run(...parameters);
  }

  close(): void {
    this.#statements.clear();
    this.db.close();
  }
}

/**
 * Opens the connection that writes. Sets nothing that changes the file. What it writes over leaves
 * no copy in the file's free space: an erasure would not find it there.
 */
export function openWriter(file: string): Connection {
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  db.pragma('secure_delete = ON');
  return new Connection(db);
}

/** Opens a connection that cannot write. */
export function openReader(file: string): Connection {
  const db = new Database(file, { readonly: true, timeout: BUSY_TIMEOUT_MS });
  db.pragma(`cache_size = -${READER_CACHE_KIB}`);
  return new Connection(db);
}
