import path from 'node:path';
import { openAdminStorage } from '../../server/db/open.ts';
import type { Storage } from '../../server/db/storage.ts';
import { startCluster, type Cluster } from '../support/postgres.ts';
import { spawnServer, type ServerProcess } from '../support/processes.ts';

/** A server that is killed and comes back on the same port. */
export class ServerSlot {
  readonly #dataDir: string;
  readonly #databaseUrl: string | undefined;
  #process: ServerProcess | null = null;
  port = 0;

  constructor(dataDir: string, databaseUrl: string | undefined) {
    this.#dataDir = dataDir;
    this.#databaseUrl = databaseUrl;
  }

  get isUp(): boolean {
    return this.#process !== null;
  }

  async start(): Promise<void> {
    const url = this.#databaseUrl;
    const options = url === undefined ? {} : { databaseUrl: url };
    const process = await spawnServer(this.#dataDir, { port: this.port, ...options });
    this.port = Number(new URL(process.url).port);
    this.#process = process;
  }

  async kill(): Promise<void> {
    const process = this.#process;
    this.#process = null;
    await process?.kill();
  }

  killNow(): void {
    this.#process?.child.kill('SIGKILL');
  }
}

/** Servers on one database, and the database itself. */
export class Ground {
  readonly servers: ServerSlot[];
  readonly #cluster: Cluster | null;
  readonly #dataDir: string;
  readonly #databaseUrl: string | undefined;

  private constructor(
    servers: ServerSlot[],
    cluster: Cluster | null,
    dataDir: string,
    databaseUrl: string | undefined,
  ) {
    this.servers = servers;
    this.#cluster = cluster;
    this.#dataDir = dataDir;
    this.#databaseUrl = databaseUrl;
  }

  /** Two servers on PostgreSQL, or one on SQLite, with practice data. */
  static async start(database: 'sqlite' | 'postgres', folder: string): Promise<Ground> {
    const cluster = database === 'postgres' ? await startCluster() : null;
    const url = await cluster?.freshDatabase();
    const dataDir = path.join(folder, 'server');
    const names = cluster === null ? [dataDir] : [dataDir, path.join(folder, 'server two')];
    const servers = names.map((name) => new ServerSlot(name, url));
    const ground = new Ground(servers, cluster, dataDir, url);
    try {
      for (const server of servers) await server.start();
    } catch (error) {
      await ground.stop();
      throw error;
    }
    return ground;
  }

  /** Looks into the database, also while servers use it. */
  storage(): Promise<Storage> {
    return openAdminStorage({ dataDir: this.#dataDir, databaseUrl: this.#databaseUrl });
  }

  async stop(): Promise<void> {
    for (const server of this.servers) await server.kill();
    await this.#cluster?.stop();
  }

  killNow(): void {
    for (const server of this.servers) server.killNow();
  }
}
