import type { Client } from 'pg';
import { ProblemError } from '../../problem.ts';
import { indexAnew } from './fieldIndex.ts';
import { migrations } from './migrations/index.ts';

/** Advisory lock (two numbers: `BSrv`, 1) under which one process at a time migrates. */
const LOCK = 'pg_advisory_lock(1112765046, 1)';
const UNLOCK = 'pg_advisory_unlock(1112765046, 1)';

/**
 * Reads which migrations a database has had, without changing it; null: it is empty.
 * @throws ProblemError when it is no database of this program, or one of a newer version
 */
async function readVersion(client: Client, address: string): Promise<number | null> {
  const { rows } = await client.query<{ ours: boolean; empty: boolean; encoding: string }>(
    `SELECT to_regclass('bascule_schema') IS NOT NULL AS ours,
       NOT EXISTS (SELECT FROM pg_class WHERE relnamespace = current_schema()::regnamespace)
         AS empty,
       current_setting('server_encoding') AS encoding`,
  );
  const { ours, empty, encoding } = rows[0]!;
  if (encoding !== 'UTF8') throw new ProblemError({ type: 'databaseEncoding', address });
  if (!ours) {
    if (!empty) throw new ProblemError({ type: 'databaseForeign', address });
    return null;
  }
  const found = await client.query<{ version: number }>('SELECT version FROM bascule_schema');
  const version = found.rows[0]?.version ?? 0;
  if (version > migrations.length) throw new ProblemError({ type: 'databaseNewer', file: address });
  return version;
}

/** Checks that a database has had exactly the migrations of this version, without changing it. */
export async function requireCurrent(client: Client, address: string): Promise<void> {
  const version = await readVersion(client, address);
  if (version === null) throw new ProblemError({ type: 'databaseEmpty', address });
  if (version < migrations.length) throw new ProblemError({ type: 'databaseOlder', file: address });
}

/**
 * Brings a database to the current version, also when several processes start at once. Each
 * migration runs once, in a transaction of its own together with its number.
 */
export async function migrate(client: Client, address: string): Promise<void> {
  await client.query(`SET lock_timeout = 0; SELECT ${LOCK}`);
  try {
    let version = await readVersion(client, address);
    if (version === null) {
      await client.query(
        `CREATE TABLE bascule_schema (version INTEGER NOT NULL);
         INSERT INTO bascule_schema VALUES (0)`,
      );
      version = 0;
    }
    while (version < migrations.length) {
      const sql = migrations[version]!;
      version += 1;
      await client.query(`BEGIN; ${sql}; UPDATE bascule_schema SET version = ${version}; COMMIT`);
    }
    await indexAnew(client);
  } finally {
    await client.query(`SELECT ${UNLOCK}`).catch(() => undefined);
  }
}
