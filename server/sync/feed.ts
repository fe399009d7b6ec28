import type { ScopeNews } from '../../shared/sync/protocol.ts';

/** What was committed somewhere. */
export interface News {
  readonly moved: readonly ScopeNews[];
  /** Whether somebody's access may have changed with it. */
  readonly access: boolean;
}

/**
 * Carries news of commits to whoever waits for them, on all processes of this server. A hint: a
 * listener that misses one finds the change at its next pull.
 */
export interface Feed {
  publish(news: News): void;
  /** @returns how to stop listening */
  subscribe(listener: (news: News) => void): () => void;
}

/** A feed that listens to other processes until it is stopped. */
export interface OpenFeed {
  readonly feed: Feed;
  stop(): Promise<void>;
}

/** Carries news within one process. */
export class LocalFeed implements Feed {
  readonly #listeners = new Set<(news: News) => void>();

  publish(news: News): void {
    for (const listener of this.#listeners) listener(news);
  }

  subscribe(listener: (news: News) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
