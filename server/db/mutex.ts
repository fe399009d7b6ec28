/** Runs asynchronous work one after the other, in the order it was asked for. */
export class Mutex {
  #tail: Promise<unknown> = Promise.resolve();

  /** Runs `work` once all earlier work has ended, whether that failed or not. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#tail.then(work, work);
    this.#tail = result.catch(() => undefined);
    return result;
  }

  /** Resolves when everything asked for so far has ended. */
  async idle(): Promise<void> {
    await this.#tail;
  }
}
