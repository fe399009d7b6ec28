import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** An answer of a device's process. */
export interface DeviceAnswer {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: { readonly type: string };
}

const PROGRAM = fileURLToPath(new URL('deviceProcess.ts', import.meta.url));

/** A device's process: started, asked, killed, started again on the same folder. */
export class DeviceChild {
  readonly folder: string;
  #child: ChildProcess | null = null;
  #waiting = new Map<number, (answer: DeviceAnswer | null) => void>();
  #last = 0;
  #complaints = '';

  constructor(folder: string) {
    this.folder = folder;
  }

  get isUp(): boolean {
    return this.#child !== null;
  }

  /** @throws when the program does not open its folder */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [PROGRAM, this.folder], {
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#complaints = '';
    child.stdin.on('error', () => undefined);
    child.stderr.on('data', (chunk: Buffer) => (this.#complaints += chunk.toString()));
    const waiting = new Map<number, (answer: DeviceAnswer | null) => void>();
    this.#waiting = waiting;
    child.once('close', () => {
      for (const answer of waiting.values()) answer(null);
      waiting.clear();
      if (this.#child === child) this.#child = null;
    });
    const { promise, resolve } = Promise.withResolvers<DeviceAnswer | null>();
    waiting.set(0, resolve);
    createInterface({ input: child.stdout }).on('line', (line) => {
      const answer = JSON.parse(line) as DeviceAnswer & { id: number };
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    });
    if ((await promise) === null && !child.killed) {
      throw new Error(`a device does not start: ${this.#complaints.slice(0, 2_000)}`);
    }
  }

  /** Asks for something. @returns null when the process was gone before it answered */
  ask(order: object): Promise<DeviceAnswer | null> {
    const child = this.#child;
    if (child === null) return Promise.resolve(null);
    this.#last += 1;
    const id = this.#last;
    const { promise, resolve } = Promise.withResolvers<DeviceAnswer | null>();
    this.#waiting.set(id, resolve);
    child.stdin!.write(`${JSON.stringify({ id, ...order })}\n`);
    return promise;
  }

  /** `kill -9`, and waits until it is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const closed = once(child, 'close');
    child.kill('SIGKILL');
    await closed;
  }

  /** Lets it end by itself. */
  async stop(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const closed = once(child, 'close');
    child.stdin!.end();
    await closed;
  }

  /** At once, for when this process ends. */
  killNow(): void {
    this.#child?.kill('SIGKILL');
  }
}
