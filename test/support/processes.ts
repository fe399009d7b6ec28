import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** Asks it to stop and waits until it has. */
  stop(): Promise<void>;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts the central server as its command does, and waits for its first line. */
export async function spawnServer(
  dataDir: string,
  options: { port?: number; demo?: boolean; databaseUrl?: string } = {},
): Promise<ServerProcess> {
  const args = ['server/index.ts', '--port', String(options.port ?? 0), '--data', dataDir];
  if (options.demo !== false) args.push('--demo', 'amiens-v6');
  if (options.databaseUrl !== undefined) args.push('--database-url', options.databaseUrl);
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const lines = createInterface({ input: child.stdout });
  const first = await Promise.race([
    once(lines, 'line').then(([line]) => String(line)),
    once(child, 'exit').then(([code]) => {
      throw new Error(`server ended with ${String(code)}: ${complaints}`);
    }),
  ]);
  const url = first.replace('listening on ', '');
  const ended = once(child, 'exit');
  const signal = async (name: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill(name);
    await ended;
  };
  return { url, child, stop: () => signal('SIGTERM'), kill: () => signal('SIGKILL') };
}

/** What a finished command said. */
export interface Finished {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs a program of the project to its end. */
export async function runScript(
  script: string,
  args: readonly string[],
  options: { input?: string; environment?: Record<string, string> } = {},
): Promise<Finished> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...options.environment },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  // A command that stops early closes its input; what was still to be written is of no use.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/** Runs `bascule`. */
export function bascule(
  args: readonly string[],
  options: { input?: string; environment?: Record<string, string> } = {},
): Promise<Finished> {
  return runScript('main/cli/index.ts', args, options);
}

/** Starts `bascule tick --stdin` and hands out its input and lines, to be killed at any moment. */
export function spawnTick(dataDir: string): ChildProcess {
  return spawn(
    process.execPath,
    ['main/cli/index.ts', 'tick', '--stdin', '--data', dataDir, '--json'],
    { cwd: root, stdio: ['pipe', 'pipe', 'ignore'] },
  );
}
