import type { AddressInfo } from 'node:net';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { loadIdentity } from './accounts/identity.ts';
import { buildApp } from './app.ts';
import { asStorageProblem, openStorage, type StorageOptions } from './db/open.ts';
import { errorCode } from './db/sqlite/problems.ts';
import { demoNames } from './demo/demos.ts';
import { seedDemo } from './demo/seed.ts';
import { serverLog } from './log.ts';
import { ProblemError } from './problem.ts';

/** Requests under way when the server stops may take this long to end, in milliseconds. */
const GRACE_MS = 3_000;

export interface ServerOptions extends StorageOptions {
  /** 0: any free port. */
  readonly port: number;
  readonly host?: string;
  /** Name of the practice data to serve, or several names; only on loopback. */
  readonly demo?: string | readonly string[] | undefined;
  /** Milliseconds since 1970; the computer's clock by default. */
  readonly now?: () => number;
  readonly logger?: FastifyBaseLogger;
}

export interface RunningServer {
  readonly url: string;
  /** Lets requests under way end, then lets go of the database and the data folder. */
  close(): Promise<void>;
}

/**
 * Starts a server in this process.
 * @throws ProblemError for what can be expected to be wrong with the options, the folder,
 *   the database or the port
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { dataDir, port, host = '127.0.0.1', now = Date.now } = options;
  const demos = [options.demo ?? []].flat();
  const logger = options.logger ?? serverLog();
  for (const demo of demos) checkDemo(demo, host);
  const opened = await openStorage(options);
  const { storage } = opened;
  const undo: (() => Promise<void>)[] = [() => opened.close()];
  const stop = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const identity = await loadIdentity(storage);
    for (const demo of demos) await seedDemo(storage, demo, dataDir, now());
    const news = await opened.openFeed((error) => logger.error({ err: error }, 'feed'));
    undo.push(() => news.stop());
    const { feed } = news;
    const app = await buildApp({
      storage,
      dataDir,
      identity,
      feed,
      demo: demos.length > 0,
      now,
      logger,
    });
    undo.push(async () => {
      const cut = setTimeout(() => app.server.closeAllConnections(), GRACE_MS);
      await app.close();
      clearTimeout(cut);
    });
    return { url: await listen(app, port, host), close: stop };
  } catch (error) {
    await stop();
    throw asStorageProblem(error, options);
  }
}

async function listen(app: FastifyInstance, port: number, host: string): Promise<string> {
  try {
    await app.listen({ port, host, listenTextResolver: () => 'listening' });
  } catch (error) {
    throw asListenProblem(error, port, host);
  }
  const { address, port: actual } = app.server.address() as AddressInfo;
  return `http://${address.includes(':') ? `[${address}]` : address}:${actual}`;
}

function checkDemo(demo: string, host: string): void {
  if (!demoNames.includes(demo)) {
    throw new ProblemError({ type: 'demoUnknown', demo, known: demoNames.join(', ') });
  }
  if (!isLoopback(host)) throw new ProblemError({ type: 'demoNotLocal', host });
}

/** Only this computer itself can reach such an address. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(host);
}

function asListenProblem(error: unknown, port: number, host: string): unknown {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return new ProblemError({ type: 'portInUse', port, host }, { cause: error });
    case 'EACCES':
      return new ProblemError({ type: 'portForbidden', port }, { cause: error });
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new ProblemError({ type: 'hostUnknown', host }, { cause: error });
    default:
      return error;
  }
}
