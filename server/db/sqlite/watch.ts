import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Feed } from '../../sync/feed.ts';
import type { SqliteStorage } from './storage.ts';

/** How often another process' writes are looked for, in milliseconds. */
export const WATCH_MS = 1_000;

/**
 * Publishes what other processes (administration commands) commit to the same file. SQLite tells
 * nobody, so it is asked.
 */
export class ForeignWatch {
  readonly #storage: SqliteStorage;
  readonly #feed: Feed;
  readonly #known: Map<ScopeId, number>;
  readonly #stop: () => void;
  #seen: number | null;

  private constructor(storage: SqliteStorage, feed: Feed, known: Map<ScopeId, number>) {
    this.#storage = storage;
    this.#feed = feed;
    this.#known = known;
    this.#seen = storage.foreignWrites();
    this.#stop = feed.subscribe(({ moved }) => {
      for (const { scope, version } of moved) known.set(scope, version);
    });
  }

  static async start(storage: SqliteStorage, feed: Feed): Promise<ForeignWatch> {
    return new ForeignWatch(storage, feed, await storage.read((read) => read.allVersions()));
  }

  /** Looks once. */
  async look(): Promise<void> {
    const now = this.#storage.foreignWrites();
    if (now === null || now === this.#seen) return;
    this.#seen = now;
    const versions = await this.#storage.read((read) => read.allVersions());
    const moved = [...versions].flatMap(([scope, version]) =>
      this.#known.get(scope) === version ? [] : [{ scope, version }],
    );
    // Also when no scope has moved: a device may have been revoked.
    this.#feed.publish({ moved, access: true });
  }

  /** Looks every second until stopped. `onFault` hears of a look that failed. */
  every(onFault: (error: unknown) => void): () => void {
    const timer = setInterval(() => void this.look().catch(onFault), WATCH_MS);
    return () => {
      clearInterval(timer);
      this.#stop();
    };
  }
}
