import fs from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { loadIdentity } from '../../../server/accounts/identity.ts';
import { buildApp } from '../../../server/app.ts';
import type { Storage, StoredRow } from '../../../server/db/storage.ts';
import { LocalFeed } from '../../../server/sync/feed.ts';
import { nextStamp } from '../../../shared/kernel/clock.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Answer, Request } from '../../support/scripted.ts';
import { crashedFolder, disarmCrash } from '../kernel/crash.ts';
import type { GroundRow } from '../world/ground.ts';
import { mayRead, type AccessRows } from '../world/access.ts';
import { restoreFrom, saveTo, type Database } from './database.ts';

/** An answer, and what is known of how it came about. */
export interface SiteAnswer extends Answer {
  /** Of a pull: what the device might read when it was handled. */
  readonly allowed: ReadonlySet<string>;
}

const logger = pino({ level: 'silent' });

/** The central server: several processes with clocks of their own on one database. */
export class Site {
  readonly #database: Database;
  readonly #folder: string;
  /** The servers' clock, minus the world's, in milliseconds. */
  offset = 0;
  /** What each process' clock differs from that: processes are not a year apart. */
  readonly #skews: readonly number[];
  readonly #time: () => number;
  #apps: FastifyInstance[] = [];
  storage!: Storage;
  restores = 0;

  /** @param folder of its files that are not in the database */
  constructor(database: Database, folder: string, servers: number, time: () => number) {
    this.#database = database;
    this.#folder = folder;
    this.#time = time;
    this.#skews = Array.from({ length: servers }, (_, index) => index * 20_000);
  }

  /** What is named when its processes are to crash. */
  get name(): string {
    return this.#database.name;
  }

  get processes(): number {
    return this.#skews.length;
  }

  /** Starts all processes. */
  async start(): Promise<void> {
    const storages = await this.#database.open(this.processes);
    this.storage = storages[0]!;
    const identity = await loadIdentity(this.storage);
    this.#apps = await Promise.all(
      storages.map((storage, index) =>
        buildApp({
          storage,
          dataDir: this.#folder,
          identity,
          feed: new LocalFeed(),
          demo: true,
          now: () => this.#time() + this.offset + this.#skews[index]!,
          logger,
        }),
      ),
    );
  }

  /** Stops all processes in good order. */
  async stop(): Promise<void> {
    for (const app of this.#apps.splice(0)) await app.close();
    await this.#database.close();
  }

  /** What a crash leaves starts again. */
  async recover(): Promise<void> {
    disarmCrash();
    const apps = this.#apps.splice(0);
    await this.#database.abandon();
    for (const app of apps) await app.close().catch(() => undefined);
    await this.start();
  }

  /**
   * Handles a request in one of the processes.
   * @returns null when the process crashed over it
   */
  async handle(server: number, { path: url, headers, body }: Request): Promise<SiteAnswer | null> {
    const app = this.#apps[server % this.#apps.length]!;
    let allowed = new Set<string>();
    let answer;
    try {
      if (url === '/sync/pull') allowed = await this.#allowed(body);
      answer = await app.inject({
        method: 'POST',
        url,
        headers: { ...headers, 'content-length': String(body.length) },
        payload: body,
      });
    } catch (error) {
      // A stream that breaks off: only a crash does that.
      if (crashedFolder() !== this.name) throw error;
    }
    if (answer === undefined || crashedFolder() === this.name) return null;
    return { status: answer.statusCode, body: answer.rawPayload, allowed };
  }

  async #allowed(body: Buffer): Promise<Set<string>> {
    const id = /"device":"([^"]*)"/.exec(body.toString())?.[1] ?? '';
    const device = await this.storage.read((read) => read.device(id));
    if (device === null || device.revokedAt !== null) return new Set();
    return mayRead(device.person, await this.accessRows());
  }

  backup(file: string): Promise<void> {
    return saveTo(file, this.storage);
  }

  /** Puts a backup in the place of the database, as the administration's restore does. */
  async restore(from: string): Promise<void> {
    for (const app of this.#apps.splice(0)) await app.close();
    this.restores += 1;
    await restoreFrom(from, this.#database, `restored-${this.restores}`);
    await this.start();
  }

  /** Writes rows as the administration does: without a device, each raising its scope. */
  async write(rows: readonly GroundRow[]): Promise<void> {
    const at = this.#time();
    await this.storage.transaction(async (write) => {
      for (const { entity, id, scope, values } of rows) {
        const version = (await write.lockScopes([scope])).get(scope)! + 1;
        const [before] = await write.rows([{ entity, id }]);
        const highest =
          Object.values(before?.stamps ?? {})
            .sort()
            .at(-1) ?? null;
        const stamp = nextStamp(highest, at, 'admin');
        const stamps = Object.fromEntries(Object.keys(values).map((field) => [field, stamp]));
        const row = {
          entity,
          id,
          scope,
          values: { ...before?.values, ...values },
          stamps: { ...before?.stamps, ...stamps },
          version,
          touched: null,
        };
        const seen = undefined;
        const entry = {
          scope,
          version,
          entity,
          row: id,
          device: 'admin',
          n: null,
          stamp,
          seen,
          at,
        };
        await write.writeRows({
          scopes: new Map([[scope, version]]),
          rows: [row],
          log: [{ ...entry, set: values }],
        });
      }
    });
  }

  accessRows(): Promise<AccessRows> {
    return this.storage.read(async (read) => ({
      grants: await read.rowsOfEntity('grant'),
      memberships: await read.rowsOfEntity('waveMembership'),
      waves: await read.rowsOfEntity('wave'),
    }));
  }

  /** All rows, by scope. */
  rows(): Promise<Map<ScopeId, StoredRow[]>> {
    return this.storage.read(async (read) => {
      const all = new Map<ScopeId, StoredRow[]>();
      for (const scope of (await read.allVersions()).keys()) {
        const rows: StoredRow[] = [];
        for await (const page of read.rowPages(scope, 1_000)) rows.push(...page);
        all.set(scope, rows);
      }
      return all;
    });
  }
}

/** A folder for the data of a run: in memory where the system has such a place. */
export function runFolder(name: string): string {
  const shared = '/dev/shm';
  const base = fs.existsSync(shared) ? shared : (process.env['TMPDIR'] ?? '/tmp');
  return fs.mkdtempSync(path.join(base, name));
}
