import { AsyncLocalStorage } from 'node:async_hooks';
import { Mutex } from '../../../server/db/mutex.ts';

interface Operation {
  over: boolean;
  readonly turn: Mutex;
}

/** An operation that waits for the network. */
export interface Parked {
  /** What it is a part of: that may be over while it still waits. */
  readonly operation: Operation | undefined;
  /** Who waits, and for what: for the trace. */
  readonly label: string;
  readonly go: () => void;
}

/** Longer than any step takes: an operation that neither ends nor waits for the network is stuck. */
const STUCK_MS = 10_000;

/** Lets what is about to run do so. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/**
 * Lets one operation run at a time: each runs until it waits for the network or ends, and the run
 * decides who goes on. So the order of everything follows the seed, although the code under test
 * is asynchronous.
 */
export class Scheduler {
  readonly parked: Parked[] = [];
  readonly #operations = new AsyncLocalStorage<Operation>();
  #settled: (() => void) | null = null;
  /** Operations that run now. */
  #running = 0;
  #current = '';

  /** Starts an operation and lets it run until it waits or ends. */
  async start(label: string, operation: () => Promise<void>): Promise<void> {
    const own: Operation = { over: false, turn: new Mutex() };
    await this.#until(label, 1, () => {
      void this.#operations.run(own, operation).finally(() => {
        own.over = true;
        this.#settle();
      });
    });
  }

  /** Lets one that waits go on until it waits again or ends. */
  async resume(parked: Parked): Promise<void> {
    this.parked.splice(this.parked.indexOf(parked), 1);
    if (parked.operation?.over === true) {
      parked.go();
      await turns();
      return;
    }
    await this.#until(parked.label, 1, parked.go);
  }

  /**
   * Lets all that wait go on at the same time, until each waits again or has ended. What happens
   * in between is not the seed's: for databases that are shared by processes in earnest.
   */
  async resumeAll(): Promise<void> {
    const all = this.parked.splice(0);
    const live = all.filter(({ operation }) => operation?.over !== true);
    if (live.length === 0) {
      for (const { go } of all) go();
      await turns();
      return;
    }
    await this.#until(live.map(({ label }) => label).join(' and '), live.length, () => {
      for (const { go } of all) go();
    });
  }

  /** Called by an operation: waits until the run lets it go on. */
  async park(label: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const operation = this.#operations.getStore();
    this.parked.push({ operation, label, go: resolve });
    this.#settle();
    await promise;
  }

  /**
   * Does what ends in waiting for the network after all else of its operation that does: one that
   * asks for several things at once waits in one place, so that its halt can be told.
   */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const operation = this.#operations.getStore();
    return operation === undefined ? work() : operation.turn.run(work);
  }

  /** Whether what runs now is a part of an operation that has ended: nobody waits for it. */
  isOver(): boolean {
    return this.#operations.getStore()?.over === true;
  }

  async #until(label: string, running: number, begin: () => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#settled = resolve;
    this.#current = label;
    this.#running = running;
    const stuck = setTimeout(
      () => reject(new Error(`stuck: ${this.#current} neither ended nor asked the network`)),
      STUCK_MS,
    );
    begin();
    try {
      await promise;
      // What went on beside it comes to a halt as well.
      await turns();
    } finally {
      clearTimeout(stuck);
    }
  }

  #settle(): void {
    this.#running -= 1;
    if (this.#running > 0) return;
    this.#settled?.();
    this.#settled = null;
  }
}
