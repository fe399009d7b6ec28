import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { SyncReport } from '../../../shared/sync/sync.contract.ts';
import { startAutoSync, type AutoSync } from './autoSync.ts';
import { emptyReport, type SyncEngine } from './engine.ts';
import type { ServerLink } from './serverLink.ts';

const scope: ScopeId = 'establishment:e1';
let auto: AutoSync;
/** When syncs began, in milliseconds after the start, and which kind. */
let calls: [number, 'sync' | 'push'][];
let answer: Result<SyncReport, CoreFailure>;
/** What was heard with an event, and whether it fits. */
let heard: unknown[];
let fits: boolean;
let halted: boolean;
let held: Map<ScopeId, number>;
/** Open streams: what they say next, and how they end. */
let streams: { say: (text: string | null) => void; end: () => void; aborted: boolean }[];
let began: number;

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setImmediate', 'clearImmediate', 'performance'],
  });
  calls = [];
  streams = [];
  answer = ok(emptyReport());
  halted = false;
  heard = [];
  fits = true;
  held = new Map([[scope, 1]]);
  began = performance.now();
  const begin = (kind: 'sync' | 'push') => {
    calls.push([Math.round(performance.now() - began), kind]);
    return Promise.resolve(answer);
  };
  const engine = {
    syncNow: () => begin('sync'),
    pushNow: () => begin('push'),
    isHalted: () => halted,
    hear(event: unknown) {
      heard.push(event);
      return fits;
    },
    status: () => ({ pending: 0 }),
  } as unknown as SyncEngine;
  const link = {
    async *events(signal: AbortSignal) {
      const waiting: (string | null | undefined)[] = [];
      let wake = (): void => undefined;
      const stream = {
        aborted: false,
        say(text: string | null) {
          waiting.push(text);
          wake();
        },
        end() {
          waiting.push(undefined);
          wake();
        },
      };
      signal.addEventListener('abort', () => {
        stream.aborted = true;
        stream.end();
      });
      streams.push(stream);
      for (;;) {
        while (waiting.length > 0) {
          const next = waiting.shift();
          if (next === undefined) return;
          yield next;
        }
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  } as unknown as ServerLink;
  auto = startAutoSync({ engine, cursors: held, link: () => link, random: () => 0.5 });
});
afterEach(() => {
  auto.stop();
  vi.useRealTimers();
});

const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
const moved = (version: number): string => JSON.stringify({ scope, version });

/** Past the first sync, with a stream that lives. */
async function settle(): Promise<void> {
  await pass(500);
  streams[0]!.say(null);
  await pass(10);
  calls = [];
}

describe('a sync by itself', () => {
  it('follows a single write at once, and a burst together', async () => {
    await settle();
    const start = Math.round(performance.now() - began);
    auto.localWrite();
    await pass(1);
    expect(calls).toEqual([[start, 'push']]);
    for (let tick = 0; tick < 5; tick += 1) {
      auto.localWrite();
      await pass(10);
    }
    await pass(200);
    expect(calls).toEqual([
      [start, 'push'],
      [start + 120, 'push'],
    ]);
  });

  it('fetches as soon as the server tells of something, once', async () => {
    await settle();
    streams[0]!.say(moved(1));
    await pass(50);
    expect(calls).toEqual([]);
    streams[0]!.say(moved(2));
    await pass(1);
    expect(calls.map(([, kind]) => kind)).toEqual(['sync']);
    held.set(scope, 2);
    streams[0]!.say(moved(2));
    await pass(1_000);
    expect(calls).toHaveLength(1);
  });

  it('takes what an event brings along, and fetches what does not fit', async () => {
    await settle();
    const changes = { type: 'changes', scope, from: 1, to: 2, changes: [] };
    streams[0]!.say(JSON.stringify({ scope, version: 2, epoch: 'e', changes }));
    await pass(1_000);
    expect(heard).toEqual([{ scope, version: 2, epoch: 'e', changes }]);
    expect(calls).toEqual([]);
    fits = false;
    streams[0]!.say(JSON.stringify({ scope, version: 2, epoch: 'e', changes }));
    await pass(100);
    expect(calls.map(([, kind]) => kind)).toEqual(['sync']);
  });

  it('serves colleagues before it fetches what it has pushed itself', async () => {
    await settle();
    auto.localWrite();
    await pass(1);
    streams[0]!.say(moved(2));
    await pass(20);
    expect(calls.map(([, kind]) => kind)).toEqual(['push']);
    await pass(50);
    expect(calls.map(([, kind]) => kind)).toEqual(['push', 'sync']);
  });

  it('is tried again after longer and longer waits, at most half a minute', async () => {
    await pass(500);
    answer = err({ type: 'ServerUnreachable', server: 's' });
    calls = [];
    began = performance.now();
    auto.networkChanged(true);
    await pass(120_000);
    const times = calls.map(([at]) => at);
    expect(times.slice(0, 7)).toEqual([0, 1_000, 3_000, 7_000, 15_000, 31_000, 61_000]);
  });

  it('leaves a busy server alone for as long as it asks', async () => {
    answer = err({ type: 'ServerRefused', error: { type: 'Busy', retryAfterMs: 9_000 } });
    await pass(500);
    await pass(8_900);
    expect(calls).toHaveLength(1);
    await pass(200);
    expect(calls).toHaveLength(2);
  });

  it('stops where another try is of no use', async () => {
    answer = err({
      type: 'ServerRefused',
      error: { type: 'ProtocolUnsupported', oldest: 9, newest: 9 },
    });
    halted = true;
    await pass(500);
    await pass(600_000);
    expect(calls).toHaveLength(1);
  });
});

describe('events that do not come through', () => {
  it('are made up for by asking more often, and the dead stream is let go', async () => {
    await pass(500);
    calls = [];
    await pass(44_000);
    expect(calls.length).toBeGreaterThanOrEqual(4);
    expect(streams[0]!.aborted).toBe(false);
    await pass(2_000);
    expect(streams[0]!.aborted).toBe(true);
    // Not tried again at each sync.
    await pass(60_000);
    expect(streams).toHaveLength(1);
    await pass(600_000);
    expect(streams).toHaveLength(2);
  });

  it('are noticed when a stream that lived falls silent', async () => {
    await settle();
    await pass(20_000);
    streams[0]!.say(null);
    await pass(44_000);
    expect(streams[0]!.aborted).toBe(false);
    await pass(1_500);
    expect(streams[0]!.aborted).toBe(true);
    await pass(1_500);
    expect(streams).toHaveLength(2);
  });
});
