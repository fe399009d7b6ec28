import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { ScopeEvent } from '../../../shared/sync/protocol.ts';
import { scopeSchema } from '../../../shared/sync/change.ts';
import type { Cursors } from '../store/cursors.ts';
import type { SyncEngine } from './engine.ts';
import { EventWatch } from './eventWatch.ts';
import type { ServerLink } from './serverLink.ts';

/** The window comes first: what it asks at its start is answered before the network is asked. */
const FIRST_SYNC_MS = 500;
/** A single write leaves at once; those of a burst together, this long after the sync before. */
const BURST_MS = 120;
/**
 * The device's own push comes back as an event: it is fetched a little later, so that colleagues
 * are served first.
 */
const OWN_EVENT_MS = 60;
/** First wait after a failed try; it doubles up to the longest. */
const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;
/** How often the server is asked while its events come through, and while they do not. */
const POLL_MS = 120_000;
const POLL_WITHOUT_EVENTS_MS = 10_000;

/** Starts syncs by itself: after local writes, at the server's events, when the network is back. */
export interface AutoSync {
  /** Something waits to be sent. */
  localWrite(): void;
  networkChanged(online: boolean): void;
  stop(): void;
}

interface AutoSyncParts {
  readonly engine: SyncEngine;
  readonly cursors: Pick<Cursors, 'get'>;
  readonly link: () => ServerLink | null;
  /** A number from 0 to 1, for jitter: many devices must not come back at the same moment. */
  readonly random: () => number;
}

export function startAutoSync(parts: AutoSyncParts): AutoSync {
  const { engine, cursors } = parts;
  /** Versions that the server has told of, until they are here. */
  const told = new Map<ScopeId, number>();
  const watch = new EventWatch({ link: parts.link, onEvent: hear, onLife: greet, onEnd: lose });
  let cancel: (() => void) | null = null;
  let dueAt = Number.POSITIVE_INFINITY;
  let failures = 0;
  /** When the last sync began that had something to send. */
  let lastStart = Number.NEGATIVE_INFINITY;
  let lastPush = Number.NEGATIVE_INFINITY;
  let running = false;
  let writtenMeanwhile = false;
  let stopped = false;

  function schedule(delay: number): void {
    if (stopped || running) return;
    const at = performance.now() + delay;
    // An earlier appointment stands.
    if (cancel !== null && dueAt <= at) return;
    cancel?.();
    dueAt = at;
    const begin = (): void => {
      cancel = null;
      void sync();
    };
    // A timer of 0 ms is one of 1 ms.
    if (delay === 0) {
      const immediate = setImmediate(begin);
      cancel = () => clearImmediate(immediate);
    } else {
      const timer = setTimeout(begin, delay);
      cancel = () => clearTimeout(timer);
    }
  }

  async function sync(): Promise<void> {
    running = true;
    if (writtenMeanwhile) lastStart = performance.now();
    // While events come through, they tell when there is something to fetch.
    const pushes = writtenMeanwhile && watch.isAlive && told.size === 0 && failures === 0;
    writtenMeanwhile = false;
    // What is told from now on may be newer than what is fetched.
    if (!pushes) told.clear();
    const result = await (pushes ? engine.pushNow() : engine.syncNow());
    if (pushes) lastPush = performance.now();
    running = false;
    if (stopped || engine.isHalted()) return;
    if (result.ok) {
      failures = 0;
      watch.open();
      if (isBehind()) schedule(untilOwnEvents());
      else if (writtenMeanwhile || engine.status().pending > 0) schedule(untilNextBurst());
      else schedule(jitter(watch.isAlive ? POLL_MS : POLL_WITHOUT_EVENTS_MS));
    } else {
      failures += 1;
      const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
      schedule(Math.max(jitter(wait), askedWait(result.error)));
    }
  }

  /** Whether the server has told of something that no sync has fetched. */
  function isBehind(): boolean {
    for (const [scope, version] of told) {
      if ((cursors.get(scope) ?? -1) >= version) told.delete(scope);
    }
    return told.size > 0;
  }

  const untilNextBurst = (): number => Math.max(0, lastStart + BURST_MS - performance.now());

  const untilOwnEvents = (): number => Math.max(0, lastPush + OWN_EVENT_MS - performance.now());

  function jitter(ms: number): number {
    return ms * (0.75 + parts.random() / 2);
  }

  function hear(text: string): void {
    const moved = parseJson(text) as Partial<ScopeEvent> | undefined;
    const scope = scopeSchema.safeParse(moved?.scope);
    if (!scope.success || typeof moved?.version !== 'number') return;
    const held = cursors.get(scope.data);
    if (held !== undefined && held >= moved.version) return;
    if (moved.changes !== undefined && engine.hear(moved as ScopeEvent)) return;
    told.set(scope.data, Math.max(moved.version, told.get(scope.data) ?? 0));
    schedule(untilOwnEvents());
  }

  /** The stream is open: what happened between the last pull and now is fetched. */
  function greet(): void {
    schedule(0);
  }

  function lose(): void {
    // The server may have gone: find out soon, and say so.
    schedule(jitter(FIRST_RETRY_MS));
  }

  schedule(FIRST_SYNC_MS);
  return {
    localWrite() {
      writtenMeanwhile = true;
      schedule(failures > 0 ? FIRST_RETRY_MS : untilNextBurst());
    },
    networkChanged(online) {
      if (!online) return;
      failures = 0;
      // What was open went over a network that may be gone.
      watch.close();
      schedule(0);
    },
    stop() {
      stopped = true;
      cancel?.();
      watch.close();
    },
  };
}

/** How long the server asks to be left alone, in milliseconds. */
function askedWait(failure: CoreFailure): number {
  if (failure.type !== 'ServerRefused') return 0;
  const { error } = failure;
  return error.type === 'TooMany' || error.type === 'Busy' ? error.retryAfterMs : 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
