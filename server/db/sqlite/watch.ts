import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Feed, OpenFeed } from '../../sync/feed.ts';
import type { SqliteStorage } from './storage.ts';

/** How often another process' writes are looked for, in milliseconds. */
const WATCH_MS = 1_000;

/**
 * Publishes what other processes (administration commands) commit to the same file. SQLite tells
 * nobody, so it is asked.
 */
export class ForeignWatch implements OpenFeed {
  readonly feed: Feed;
  readonly #storage: SqliteStorage;
  readonly #known: Map<ScopeId, number>;
  readonly #unsubscribe: () => void;
  #timer: NodeJS.Timeout | undefined;
  #seen: number | null;

  private constructor(storage: SqliteStorage, feed: Feed, known: Map<ScopeId, number>) {
    this.#storage = storage;
    this.feed = feed;
    this.#known = known;
    this.#seen = storage.foreignWrites();
    this.#unsubscribe = feed.subscribe(({ moved }) => {
      for (const { scope, version } of moved) known.set(scope, version);
    });
  }

  /** Looks every second until stopped. `onFault` hears of a look that failed. */
  static async open(
    storage: SqliteStorage,
    feed: Feed,
    onFault: (error: unknown) => void,
  ): Promise<ForeignWatch> {
    const versions = await storage.read((read) => read.allVersions());
    const watch = new ForeignWatch(storage, feed, versions);
    watch.#timer = setInterval(() => void watch.look().catch(onFault), WATCH_MS);
    return watch;
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
    this.feed.publish({ moved, access: true });
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#unsubscribe();
  }
}
