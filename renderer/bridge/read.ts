import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Result } from '../../shared/kernel/result.ts';
import type { BridgeFailure } from './client.ts';

export type ReadState<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly value: T }
  | { readonly status: 'failed'; readonly error: BridgeFailure };

/** Something read from the core that several features look at. */
export interface Read<T> {
  readonly store: StoreApi<ReadState<T>>;
  /** Reads if nobody has asked yet. */
  ensure(): void;
  /** Reads again; calls made meanwhile are joined into one more read. */
  reload(): Promise<void>;
  /** Keeps it fresh while somebody looks at it, until the returned function is called. */
  watch(): () => void;
  /** Says that it is out of date: read again now if somebody looks, else when somebody does. */
  invalidate(): void;
  /** Takes a value that arrived by itself. */
  set(value: T): void;
}

/** Makes a read around a call; nothing is asked before `ensure` or `reload`. */
export function createRead<T>(fetch: () => Promise<Result<T, BridgeFailure>>): Read<T> {
  const store = createStore<ReadState<T>>(() => ({ status: 'loading' }));
  let running: Promise<void> | null = null;
  let again = false;
  let asked = false;
  let stale = false;
  let watchers = 0;

  async function run(): Promise<void> {
    do {
      again = false;
      stale = false;
      const answer = await fetch();
      store.setState(
        answer.ok
          ? { status: 'ready', value: answer.value }
          : { status: 'failed', error: answer.error },
        true,
      );
    } while (again);
    running = null;
  }

  function reload(): Promise<void> {
    asked = true;
    if (running !== null) again = true;
    running ??= run();
    return running;
  }

  return {
    store,
    ensure() {
      if (!asked) void reload();
    },
    reload,
    watch() {
      watchers += 1;
      if (!asked || stale) void reload();
      return () => {
        watchers -= 1;
      };
    },
    invalidate() {
      stale = true;
      if (watchers > 0) void reload();
    },
    set(value) {
      asked = true;
      store.setState({ status: 'ready', value }, true);
    },
  };
}
