import { utilityProcess, type UtilityProcess } from 'electron';
import type { CoreEvent } from '../../shared/bridge/bridge.ts';
import type { CoreFailure } from '../../shared/bridge/failure.ts';
import { never } from '../../shared/kernel/never.ts';
import { err, type Failure, type Result } from '../../shared/kernel/result.ts';
import type {
  CoreStart,
  FromCore,
  ToCore,
  ProxyQuestion,
  VaultAnswer,
  VaultQuestion,
} from '../core/port.ts';
import type { CoreCall, FileCall } from './calls.ts';
import type { Log } from './log.ts';

/** Sudden ends within {@link RESTART_WINDOW_MS} after which the core is left alone. */
const MAX_RESTARTS = 3;
const RESTART_WINDOW_MS = 5 * 60_000;
/** A core that could not be built is not built again for each of the calls that came with the page. */
const TRY_AGAIN_MS = 250;
/** The core closes its database in a moment; a hung one must not keep the program open. */
const STOP_WITHIN_MS = 5_000;

/** A core that ended under a call: whether the call was carried out is not known. */
export class CoreLost extends Error {
  override readonly name = 'CoreLost';
}

export interface CoreWatch {
  readonly worker: string;
  readonly options: CoreStart;
  readonly log: Log;
  readonly vault: (question: VaultQuestion) => VaultAnswer;
  /** The proxy on the way to an address, by the system's settings. */
  readonly proxyFor: (url: string) => Promise<string | null>;
  readonly onEvent: (event: CoreEvent) => void;
  /** The core takes calls, the first time or again. */
  readonly onReady: () => void;
  /** The core's process ended by itself; `restarted` is false when it does so again and again. */
  readonly onLost: (restarted: boolean) => void;
}

interface Waiting {
  readonly call: CoreCall | FileCall;
  readonly resolve: (result: Result<unknown, Failure>) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Runs the core in its own process and keeps it running. Calls made before it is ready wait; when
 * it cannot be built every call is answered with the reason.
 */
export class CoreProcess {
  readonly #watch: CoreWatch;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ends: number[] = [];
  #child: UtilityProcess | undefined;
  #state: 'starting' | 'ready' | 'stopping' | 'stopped' = 'stopped';
  #failure: CoreFailure | undefined;
  #failedAt = 0;
  #lastId = 0;

  constructor(watch: CoreWatch) {
    this.#watch = watch;
  }

  /** Starts the process unless it runs; also one that was given up, or could not be built. */
  start(): void {
    if (this.#state !== 'stopped') return;
    this.#state = 'starting';
    this.#failure = undefined;
    const child = utilityProcess.fork(this.#watch.worker, [], { serviceName: 'Bascule core' });
    this.#child = child;
    child.on('message', (message: FromCore) => this.#receive(message));
    child.once('exit', (code) => this.#ended(code));
    this.#send({ kind: 'start', options: this.#watch.options });
  }

  /** False once the process has ended, or before it was started. */
  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  call(call: CoreCall | FileCall): Promise<Result<unknown, Failure>> {
    if (this.#failure !== undefined) {
      // The disk may have room again, the folder may be free: whoever asks later is not put off.
      const tryAgain = !this.isRunning && Date.now() - this.#failedAt >= TRY_AGAIN_MS;
      if (!tryAgain) return Promise.resolve(err(this.#failure));
      this.start();
    }
    if (this.#state === 'stopped') return Promise.reject(new CoreLost());
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#waiting.set(this.#lastId, { call, resolve, reject });
      if (this.#state === 'ready') this.#post(this.#lastId, call);
    });
  }

  networkChanged(online: boolean): void {
    if (this.#state === 'ready') this.#send({ kind: 'network', online });
  }

  /** Lets the core finish and close its database; ends it after a few seconds all the same. */
  stop(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return Promise.resolve();
    this.#state = 'stopping';
    return new Promise((resolve) => {
      const timer = setTimeout(() => child.kill(), STOP_WITHIN_MS);
      child.once('exit', () => {
        clearTimeout(timer);
        resolve();
      });
      this.#send({ kind: 'stop' });
    });
  }

  #send(message: ToCore): void {
    this.#child?.postMessage(message);
  }

  #post(id: number, { method, input }: CoreCall | FileCall): void {
    this.#send({ kind: 'call', id, method, input });
  }

  #receive(message: FromCore): void {
    switch (message.kind) {
      case 'ready':
        if (this.#state !== 'starting') return;
        this.#state = 'ready';
        for (const [id, { call }] of this.#waiting) this.#post(id, call);
        return this.#watch.onReady();
      case 'failed':
        this.#failure = message.failure;
        this.#failedAt = Date.now();
        this.#watch.log.note('core.failed', { type: message.failure.type });
        for (const id of this.#waiting.keys()) this.#take(id)?.resolve(err(message.failure));
        return this.#send({ kind: 'stop' });
      case 'answer':
        return this.#take(message.id)?.resolve(message.result);
      case 'fault':
        this.#watch.log.note('core.fault', { fault: message.message });
        return this.#take(message.id)?.reject(new Error(`Core fault ${message.message}`));
      case 'event':
        return this.#watch.onEvent(message.event);
      case 'vault':
        return this.#send({
          kind: 'vaultAnswer',
          id: message.id,
          answer: this.#watch.vault(message),
        });
      case 'proxy':
        return void this.#findProxy(message);
      default:
        never(message);
    }
  }

  /** Without an answer of the system the core goes straight to the server. */
  async #findProxy({ id, url }: ProxyQuestion): Promise<void> {
    const proxy = await this.#watch.proxyFor(url).catch(() => null);
    this.#send({ kind: 'proxyAnswer', id, proxy });
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  #ended(code: number): void {
    // The program is ending with it: nobody waits for an answer any more.
    if (this.#state === 'stopping') this.#waiting.clear();
    const expected = this.#state === 'stopping' || this.#failure !== undefined;
    const wereSent = this.#state === 'ready';
    this.#child = undefined;
    this.#state = 'stopped';
    const restart = !expected && this.#mayRestart(code);
    // What was sent is not sent twice: an undo that was carried out would undo something else.
    if (wereSent || !restart) {
      for (const id of this.#waiting.keys()) this.#take(id)?.reject(new CoreLost());
    }
    if (restart) this.start();
    if (!expected) this.#watch.onLost(restart);
  }

  #mayRestart(code: number): boolean {
    this.#watch.log.note('core.ended', { code });
    const now = Date.now();
    this.#ends.push(now);
    return this.#ends.filter((at) => now - at < RESTART_WINDOW_MS).length <= MAX_RESTARTS;
  }
}
