import pg from 'pg';
import { readAddress, type DatabaseAddress } from './address.ts';
import { migrate, requireCurrent } from './migrate.ts';
import { asDatabaseProblem } from './problems.ts';
import { PgStorage } from './storage.ts';

/**
 * Opens a database for a server: brings it to the current version, and shares it with the other
 * servers that use it.
 * @throws ProblemError when that cannot be; what is in the database is then unharmed
 */
export function openPostgres(
  databaseUrl: string,
): Promise<{ readonly storage: PgStorage; readonly address: DatabaseAddress }> {
  return opened(readAddress(databaseUrl), migrate);
}

/**
 * Opens a database for a short administration command, also while servers use it.
 * @throws ProblemError when it is not a server's, or of another version
 */
export async function openAdminPostgres(databaseUrl: string): Promise<PgStorage> {
  return (await opened(readAddress(databaseUrl), requireCurrent)).storage;
}

async function opened(
  address: DatabaseAddress,
  prepare: (client: pg.Client, shown: string) => Promise<void>,
): Promise<{ readonly storage: PgStorage; readonly address: DatabaseAddress }> {
  const client = new pg.Client(address.config);
  // What is under way fails with it.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await prepare(client, address.shown);
    return { storage: new PgStorage(address), address };
  } catch (error) {
    throw asDatabaseProblem(error, address.shown);
  } finally {
    await client.end().catch(() => undefined);
  }
}
