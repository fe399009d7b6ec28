import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { projectRoot } from '../runtime/paths.ts';
import { RuntimeProblem } from '../runtime/problem.ts';
import { tail } from '../runtime/run.ts';
import { end, ended, onLine } from './child.ts';
import { DEFAULT_DEMO } from './line.ts';

const HOST = '127.0.0.1';
const LEASH = new URL('leash.ts', import.meta.url).href;
/** Its first start writes the practice data. */
const ANSWER_WITHIN_MS = 60_000;

export interface PracticeServer {
  readonly url: string;
  readonly child: ChildProcess;
}

/**
 * Starts the central server with the practice data on this computer alone.
 *
 * @param data its folder; what it says goes into `server.log` there
 * @param demo which practice data
 * @param lastUrl where it was the last time: the devices know that address
 * @throws RuntimeProblem with what it said when it does not come up.
 */
export async function startServer(
  data: string,
  lastUrl?: string,
  demo = DEFAULT_DEMO,
): Promise<PracticeServer> {
  const port = await portLike(lastUrl);
  const script = join(projectRoot, 'server', 'index.ts');
  const args = ['--import', LEASH, script, '--port', String(port), '--data', data, '--demo', demo];
  mkdirSync(data, { recursive: true });
  const log = join(data, 'server.log');
  const journal = openSync(log, 'w');
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', journal, 'ipc'],
  });
  closeSync(journal);
  // The leash must not keep this process alive.
  child.channel?.unref();
  try {
    return { url: await firstAddress(child), child };
  } catch (error) {
    await end(child);
    const why = tail(readFileSync(log, 'utf8')) || (error as Error).message;
    throw new RuntimeProblem(`The practice server did not start: ${why}`);
  }
}

function firstAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      clearTimeout(timer);
      reject(new Error(why));
    };
    const timer = setTimeout(() => fail('it gave no address.'), ANSWER_WITHIN_MS);
    void ended(child).then((code) => fail(`it ended with code ${String(code)}.`));
    onLine(child.stdout!, (line) => {
      const [address] = /https?:\/\/[^\s"]+/.exec(line) ?? [];
      if (address === undefined) return;
      clearTimeout(timer);
      resolve(address);
    });
  });
}

/** The port of the address if it can still be had, else 0: any. */
async function portLike(url: string | undefined): Promise<number> {
  if (url === undefined || !URL.canParse(url)) return 0;
  const port = Number(new URL(url).port);
  const probe = createServer();
  try {
    probe.listen(port, HOST);
    await once(probe, 'listening');
    probe.close();
    await once(probe, 'close');
    return port;
  } catch {
    return 0;
  }
}
