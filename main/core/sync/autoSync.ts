import { scopeSchema } from '../../../shared/sync/change.ts';
import type { ServerLink } from './serverLink.ts';
import type { SyncEngine } from './engine.ts';

/** The window comes first: what it asks at its start is answered before the network is asked. */
const FIRST_SYNC_MS = 500;
/** Waits after a local write, so that a burst of ticks leaves in one batch. */
const DEBOUNCE_MS = 400;
/** First wait after a failed try; it doubles up to the longest. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
/** How often the server is asked when its events do not come through. */
const POLL_MS = 20_000;

/** Starts syncs by itself: after local writes, at the server's events, when the network is back. */
export interface AutoSync {
  /** Something waits to be sent. */
  localWrite(): void;
  networkChanged(online: boolean): void;
  stop(): void;
}

interface AutoSyncParts {
  readonly engine: SyncEngine;
  readonly link: () => ServerLink | null;
  /** A number from 0 to 1, for jitter: many devices must not come back at the same moment. */
  readonly random: () => number;
}

export function startAutoSync(parts: AutoSyncParts): AutoSync {
  const { engine } = parts;
  let timer: NodeJS.Timeout | null = null;
  let dueAt = Number.POSITIVE_INFINITY;
  let failures = 0;
  let again = false;
  let stopped = false;
  let events: AbortController | null = null;

  function schedule(delay: number): void {
    if (stopped) return;
    const at = Date.now() + delay;
    // An earlier appointment stands.
    if (timer !== null && dueAt <= at) return;
    if (timer !== null) clearTimeout(timer);
    dueAt = at;
    timer = setTimeout(() => {
      timer = null;
      void sync();
    }, delay);
  }

  async function sync(): Promise<void> {
    if (engine.status().phase === 'syncing') {
      again = true;
      return;
    }
    again = false;
    const result = await engine.syncNow();
    if (stopped) return;
    if (result.ok) {
      failures = 0;
      listen();
      schedule(again || engine.status().pending > 0 ? DEBOUNCE_MS : jitter(POLL_MS));
    } else {
      failures += 1;
      schedule(jitter(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1))));
    }
  }

  function jitter(ms: number): number {
    return ms * (0.75 + parts.random() / 2);
  }

  /** Keeps one stream of events open; when it ends, the next sync opens it again. */
  function listen(): void {
    const link = parts.link();
    if (events !== null || link === null) return;
    const controller = new AbortController();
    events = controller;
    void follow(link, controller.signal)
      .catch(() => undefined)
      .finally(() => {
        if (events === controller) events = null;
        // The server may have gone: find out soon, and say so.
        if (!stopped && !controller.signal.aborted) schedule(jitter(FIRST_RETRY_MS));
      });
  }

  async function follow(link: ServerLink, signal: AbortSignal): Promise<void> {
    for await (const text of link.events(signal)) {
      const moved = JSON.parse(text) as { scope?: unknown; version?: unknown };
      const scope = scopeSchema.safeParse(moved.scope);
      const held = scope.success ? engine.cursors()[scope.data] : undefined;
      if (held === undefined || typeof moved.version !== 'number' || moved.version > held)
        schedule(0);
    }
  }

  schedule(FIRST_SYNC_MS);
  return {
    localWrite: () => schedule(failures > 0 ? FIRST_RETRY_MS : DEBOUNCE_MS),
    networkChanged(online) {
      if (!online) return;
      failures = 0;
      schedule(0);
    },
    stop() {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      events?.abort();
    },
  };
}
