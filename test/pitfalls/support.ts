import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import { openAdminStorage, openStorage } from '../../server/db/open.ts';
import type { LogEntry, Storage, StoredRow } from '../../server/db/storage.ts';
import { startServer, type RunningServer } from '../../server/start.ts';
import type { Change, Transaction } from '../../shared/sync/change.ts';
import type { PushAnswer, Refusal } from '../../shared/sync/protocol.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import { Sender } from '../chaos/sender.ts';
import { temporaryFolder } from '../support/folders.ts';
import { startCluster, type Cluster } from '../support/postgres.ts';
import { Scripted } from '../support/scripted.ts';

export const databases = ['sqlite', 'postgres'] as const;
type Engine = (typeof databases)[number];

/** The school of the practice data that the pitfalls happen in, and two people of it. */
export const SCHOOL = 'establishment:etab-v6-01' as ScopeId;
export const BURSAR = 'edgar.bergenia';
export const HEAD = 'blandine.viorne';
export const PILOT = 'clemence.frenaie';
/** Somebody who may not read that school. */
export const STRANGER_SCHOOL = 'establishment:etab-v6-03' as ScopeId;

/** Servers of practice data on one database, and scripted devices on them. */
export class Ground {
  readonly #database: Engine;
  readonly #sender = new Sender();
  readonly folder = temporaryFolder();
  #cluster: Cluster | null = null;
  #databaseUrl: string | undefined;
  readonly servers: RunningServer[] = [];
  /** Kept over restarts, as devices know them. */
  readonly #ports: number[] = [];
  /** The servers' clock, minus the computer's. */
  offset = 0;

  constructor(database: Engine) {
    this.#database = database;
  }

  get url(): string {
    return this.servers[0]!.url;
  }

  async start(processes = 1): Promise<void> {
    if (this.#database === 'postgres') {
      this.#cluster = await startCluster();
      this.#databaseUrl = await this.#cluster.freshDatabase();
    }
    for (let index = 0; index < processes; index += 1) await this.startServer(index);
  }

  async startServer(index = 0): Promise<void> {
    this.servers[index] = await startServer({
      dataDir: path.join(this.folder, this.#databaseUrl === undefined ? 'server' : `${index}`),
      databaseUrl: this.#databaseUrl,
      port: this.#ports[index] ?? 0,
      demo: 'amiens-v6',
      now: () => Date.now() + this.offset,
      logger: pino({ level: 'silent' }),
    });
    this.#ports[index] = Number(new URL(this.servers[index].url).port);
  }

  async stop(): Promise<void> {
    for (const server of this.servers) await server.close();
    await this.#sender.close();
    await this.#cluster?.stop();
  }

  /** An enrolled scripted device that has pulled everything. */
  async device(login: string, server = 0): Promise<Scripted> {
    const url = this.servers[server]!.url;
    const send: Scripted['parts']['send'] = (request) => this.#sender.send(url, request);
    const device = new Scripted({ name: login, login, random: randomBytes, send });
    await device.enrol();
    await device.pull();
    return device;
  }

  /** Works on the database beside the servers. */
  async with<T>(work: (storage: Storage) => Promise<T>): Promise<T> {
    const dataDir = path.join(this.folder, 'server');
    const storage = await openAdminStorage({ dataDir, databaseUrl: this.#databaseUrl });
    try {
      return await work(storage);
    } finally {
      await storage.close();
    }
  }

  /** Works on an empty database in the place of the one that was removed; no server runs. */
  async emptied(work: (storage: Storage) => Promise<void>): Promise<void> {
    const { storage, close } = await openStorage({
      dataDir: path.join(this.folder, 'server'),
      databaseUrl: this.#databaseUrl,
    });
    await work(storage);
    await close();
  }

  row(entity: string, id: string): Promise<StoredRow | undefined> {
    return this.with(async (storage) => {
      const [row] = await storage.read((read) => read.rows([{ entity, id }]));
      return row;
    });
  }

  history(row: Pick<StoredRow, 'scope' | 'entity' | 'id'>): Promise<LogEntry[]> {
    return this.with((storage) =>
      storage.read((read) => read.rowHistory(row.scope, row.entity, row.id)),
    );
  }

  /** Conflicts about a row. */
  conflicts(row: string): Promise<StoredRow[]> {
    return this.with((storage) => storage.read((read) => read.referring('conflict', 'row', [row])));
  }
}

/** Starts the ground of a file's tests and stops it after them. */
export function ground(database: Engine, processes = 1): Ground {
  const made = new Ground(database);
  beforeAll(() => made.start(processes), 120_000);
  afterAll(() => made.stop(), 60_000);
  return made;
}

/** Steps of the school that a device holds, sorted. */
export function stepsOf(device: Scripted): string[] {
  return [...device.rows.values()]
    .filter(({ entity, scope }) => entity === 'kitStep' && scope === SCHOOL)
    .map(({ id }) => id)
    .sort();
}

/** A change of a step's fields. */
export function change(row: string, set: Change['set'], scope = SCHOOL): Omit<Change, 'seen'> {
  return { entity: 'kitStep', row, scope, set };
}

/** A transaction of one change. */
export function write(
  device: Scripted,
  row: string,
  set: Change['set'],
  now = Date.now(),
): Pick<Transaction, 'n' | 'stamp' | 'changes'> {
  const made = device.transaction([change(row, set)], now);
  device.took(made);
  return made;
}

/** The answer to a batch that the server took. @throws with the error that it answered instead */
export async function accepted(
  device: Scripted,
  transactions: readonly Pick<Transaction, 'n' | 'stamp' | 'changes'>[],
): Promise<PushAnswer> {
  const answer = await device.push(device.seal(transactions));
  if ('refused' in answer) return answer;
  throw new Error(JSON.stringify(answer));
}

export function refusals(answer: PushAnswer): Refusal['type'][] {
  return answer.refused.map(({ refusal }) => refusal.type);
}
