import { WireFailure } from './failure.ts';

/** When to come back, in milliseconds. */
const RETRY_MS = 2_000;

/**
 * Lets a bounded number of pieces of work wait. Beyond it, whoever comes is told at once to come
 * back, instead of waiting longer and longer while bodies fill the memory.
 */
export class Turnstile {
  readonly #limit: number;
  #inside = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Number of pieces of work that are under way or wait. */
  get inside(): number {
    return this.#inside;
  }

  /** @throws WireFailure `Busy` when too many wait already */
  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside >= this.#limit) {
      throw new WireFailure({ type: 'Busy', retryAfterMs: RETRY_MS });
    }
    this.#inside += 1;
    try {
      return await work();
    } finally {
      this.#inside -= 1;
    }
  }
}
