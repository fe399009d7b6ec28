import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** What a child process of the benchmarks answers to, by name. Inputs and answers are plain data. */
export type Handlers = Readonly<Record<string, (input: never) => unknown>>;

interface Question {
  readonly id: number;
  readonly name: string;
  readonly input: unknown;
}
type Reply = { readonly id: number } & ({ readonly value: unknown } | { readonly error: string });

/** A child process that answers questions one by one. */
export interface Child<H extends Handlers> {
  ask<K extends keyof H & string>(
    name: K,
    input: Parameters<H[K]>[0],
  ): Promise<Awaited<ReturnType<H[K]>>>;
  /** Ends it and waits until it is gone. */
  stop(): Promise<void>;
}

/** Flags of Node for children whose script's name contains `PROFILE` of the environment. */
function flags(script: string): string[] {
  const wanted = process.env['PROFILE'];
  if (wanted === undefined || !script.includes(wanted)) return [];
  return ['--cpu-prof', `--cpu-prof-dir=${process.env['PROFILE_DIR'] ?? 'profiles'}`];
}

/** Starts a script of the benchmarks and waits until it answers. */
export async function startChild<H extends Handlers>(
  script: URL,
  args: readonly string[] = [],
): Promise<Child<H>> {
  const child = fork(script, args, {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    execArgv: flags(script.pathname),
    serialization: 'advanced',
  });
  const ended = once(child, 'exit');
  const waiting = new Map<number, (reply: Reply) => void>();
  let asked = 0;
  child.on('message', (reply: Reply) => waiting.get(reply.id)?.(reply));
  void ended.then(() => {
    for (const [id, reply] of waiting) reply({ id, error: `${script.pathname} has ended` });
  });
  const ask = (name: string, input: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const id = (asked += 1);
      waiting.set(id, (reply) => {
        waiting.delete(id);
        if ('error' in reply) reject(new Error(reply.error));
        else resolve(reply.value);
      });
      send(child, { id, name, input });
    });
  await ask('ready', null);
  return {
    ask: ask as Child<H>['ask'],
    async stop() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}

function send(child: ChildProcess, question: Question): void {
  child.send(question, (error) => {
    // It has ended: whoever asked is told by its exit.
    if (error !== null) child.emit('unsent', error);
  });
}

/**
 * Answers the parent's questions until it lets go.
 * @param atEnd lets go of what is open
 */
export function answer(handlers: Handlers, atEnd: () => unknown = () => undefined): void {
  const reply = (message: Reply): void => void process.send!(message);
  process.on('message', ({ id, name, input }: Question) => {
    const handler = name === 'ready' ? () => null : handlers[name];
    Promise.resolve()
      .then(() => handler!(input as never))
      .then(
        (value) => reply({ id, value }),
        (error: unknown) =>
          reply({ id, error: error instanceof Error ? (error.stack ?? error.message) : 'failed' }),
      );
  });
  process.once('disconnect', () => {
    void Promise.resolve(atEnd()).then(() => process.exit());
  });
}

/** Milliseconds of the system's monotonic clock: the same in every process of a machine. */
export function machineMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
