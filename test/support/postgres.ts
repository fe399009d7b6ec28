import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { nativePrograms, withoutRoot } from './postgresPrograms.ts';

const USER = 'bascule';
const START_MS = 60_000;
/**
 * Ends the database when this process ends, however it ends: the pipe to it closes then. Waits for
 * the database, so that its end is the shell's.
 */
const LEASH = `exec 3<&0; "$0" "$@" </dev/null 3<&- & pid=$!
(read -r _ <&3; kill -INT $pid 2>/dev/null) & exec 3<&-; wait $pid`;

/** A PostgreSQL of the tests' own, with a folder and a port of its own. */
export interface Cluster {
  readonly port: number;
  /** Address of a database of it. */
  url(database: string): string;
  /** Makes an empty database. @returns its address */
  freshDatabase(): Promise<string>;
  /** Stops the database and starts it again on the same port and files. */
  restart(whileDown?: () => Promise<void>): Promise<void>;
  /** Stops it and removes its files. */
  stop(): Promise<void>;
}

/**
 * Starts a real PostgreSQL on a free port of 127.0.0.1. Its locale is a language's, not C: what
 * relies on the order of bytes must say so. It writes through to the disk, as in earnest.
 */
export async function startCluster(): Promise<Cluster> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'bascule-pg-'));
  const { initdb, postgres } = await nativePrograms(folder);
  const data = path.join(folder, 'data');
  const identity = withoutRoot(folder);
  try {
    // Its first files need not survive a power cut; what tests write to it does.
    const made = spawn(
      initdb,
      [
        `--pgdata=${data}`,
        `--username=${USER}`,
        '--auth=trust',
        '--encoding=UTF8',
        '--locale-provider=icu',
        '--icu-locale=fr',
        '--locale=C',
        '--no-sync',
      ],
      { ...identity, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const said = collect(made);
    const [code] = (await once(made, 'close')) as [number | null];
    if (code !== 0) throw new Error(`initdb failed: ${said()}`);
    return await RunningCluster.start(postgres, data, folder, identity);
  } catch (error) {
    fs.rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

class RunningCluster implements Cluster {
  readonly port: number;
  readonly #folder: string;
  readonly #launch: () => Promise<ChildProcess>;
  #child: ChildProcess;
  #databases = 0;

  private constructor(
    port: number,
    folder: string,
    child: ChildProcess,
    launch: () => Promise<ChildProcess>,
  ) {
    this.port = port;
    this.#folder = folder;
    this.#child = child;
    this.#launch = launch;
  }

  static async start(
    postgres: string,
    data: string,
    folder: string,
    identity: object,
  ): Promise<RunningCluster> {
    const port = await freePort();
    const settings = [
      'listen_addresses=127.0.0.1',
      'unix_socket_directories=',
      'max_connections=300',
      'shared_buffers=32MB',
      'dynamic_shared_memory_type=mmap',
      'autovacuum_naptime=10min',
    ].flatMap((setting) => ['-c', setting]);
    const launch = (): Promise<ChildProcess> =>
      ready(
        spawn('/bin/sh', ['-c', LEASH, postgres, '-D', data, '-p', String(port), ...settings], {
          ...identity,
          stdio: ['pipe', 'ignore', 'pipe'],
        }),
      );
    return new RunningCluster(port, folder, await launch(), launch);
  }

  url(database: string): string {
    return `postgres://${USER}@127.0.0.1:${this.port}/${database}`;
  }

  async freshDatabase(): Promise<string> {
    this.#databases += 1;
    const name = `test_${process.pid}_${this.#databases}`;
    await createDatabase(this.url('postgres'), name);
    return this.url(name);
  }

  async restart(whileDown?: () => Promise<void>): Promise<void> {
    await end(this.#child);
    await whileDown?.();
    this.#child = await this.#launch();
  }

  async stop(): Promise<void> {
    await end(this.#child);
    fs.rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** Makes an empty database in the cluster that `url` is an address of. */
export async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`CREATE DATABASE ${name} TEMPLATE template0`);
  } finally {
    await client.end();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = once(child, 'exit');
  child.stdin!.end();
  await closed;
}

/** Everything that a program says on stderr. */
function collect(child: ChildProcess): () => string {
  let text = '';
  child.stderr!.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

function ready(child: ChildProcess): Promise<ChildProcess> {
  const said = collect(child);
  return new Promise((resolve, reject) => {
    const fail = (): void => reject(new Error(`PostgreSQL did not start: ${said()}`));
    const late = setTimeout(() => {
      child.stdin!.end();
      fail();
    }, START_MS);
    const settle = (): void => {
      clearTimeout(late);
      child.removeListener('exit', fail);
    };
    child.once('exit', fail);
    child.stderr!.on('data', () => {
      if (!said().includes('ready to accept connections')) return;
      settle();
      resolve(child);
    });
  });
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  return port;
}
