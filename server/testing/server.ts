import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { vi } from 'vitest';
import type { JsonValue } from '../../shared/schema/entity.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { Stamp } from '../../shared/kernel/clock.ts';
import { openAdminStorage, openStorage as open } from '../db/open.ts';
import type { Storage } from '../db/storage.ts';
import { afterwards } from './afterwards.ts';
import { startServer, type RunningServer, type ServerOptions } from '../start.ts';

// Real servers on real disks: slow on a busy machine, and no less right for it.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** A folder of its own under the system's temporary one, removed after the file's tests. */
export function temporaryFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bascule-server-'));
  afterwards(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Makes an empty PostgreSQL database and answers its address; null: tests run on SQLite. */
let makeDatabase: (() => Promise<string>) | null = null;
const databases = new Map<string, string>();

/** Puts everything that this file's tests store from now on into PostgreSQL. */
export function usePostgres(make: () => Promise<string>): void {
  makeDatabase = make;
}

/** The database of a data folder; undefined on SQLite. */
async function databaseOf(dataDir: string): Promise<string | undefined> {
  if (makeDatabase !== null && !databases.has(dataDir)) {
    databases.set(dataDir, await makeDatabase());
  }
  return databases.get(dataDir);
}

/** A server in this process on a free port, stopped after the file's tests. */
export async function runServer(options: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? path.join(temporaryFolder(), 'data');
  const databaseUrl = options.databaseUrl ?? (await databaseOf(dataDir));
  const logger = pino({ level: 'silent' });
  const server = await startServer({ port: 0, logger, ...options, dataDir, databaseUrl });
  afterwards(server.close);
  return server;
}

/** A storage in a folder of its own or in a database, closed after the file's tests. */
export async function openStorage(databaseUrl?: string): Promise<Storage> {
  const dataDir = temporaryFolder();
  const opened = await open({
    dataDir,
    databaseUrl: databaseUrl ?? (await databaseOf(dataDir)),
  });
  afterwards(opened.close);
  return opened.storage;
}

/** The storage of a running server, as an administration command opens it. */
export async function openAdmin(dataDir: string): Promise<Storage> {
  return openAdminStorage({ dataDir, databaseUrl: await databaseOf(dataDir) });
}

/** A row as a test writes it. */
export interface TestRow {
  readonly entity: string;
  readonly id: string;
  readonly scope: ScopeId;
  readonly values: Readonly<Record<string, JsonValue>>;
}

/** Puts rows into a storage, each raising its scope by one version. */
export async function putRows(
  storage: Storage,
  rows: readonly TestRow[],
  stamp = '000000001-0000-setup' as Stamp,
): Promise<void> {
  await storage.transaction(async (write) => {
    for (const { entity, id, scope, values } of rows) {
      const version = (await write.lockScopes([scope])).get(scope)! + 1;
      const stamps = Object.fromEntries(Object.keys(values).map((field) => [field, stamp]));
      await write.writeRows({
        scopes: new Map([[scope, version]]),
        rows: [{ entity, id, scope, values, stamps, version, touched: null }],
        log: [
          {
            scope,
            version,
            entity,
            row: id,
            device: 'setup',
            n: null,
            stamp,
            set: values,
            seen: undefined,
            at: 0,
          },
        ],
      });
    }
  });
}
