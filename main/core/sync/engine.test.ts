import { expect, it } from 'vitest';
import type { SyncReport } from '../../../shared/sync/sync.contract.ts';
import { createSyncEngine, type EngineParts } from './engine.ts';

/** An engine over an exchange whose steps end when the test says so. */
function engineWithGates() {
  const gates: { push: (() => void)[]; pull: (() => void)[] } = { push: [], pull: [] };
  const gate = (step: 'push' | 'pull') => () =>
    new Promise<void>((resolve) => gates[step].push(resolve));
  const phases: string[] = [];
  /** What each push finds to send. */
  const pushes: number[] = [];
  const engine = createSyncEngine({
    folder: '',
    file: '',
    states: { read: () => ({ device: 'd', lastSyncAt: 0, clockOffsetMs: 0 }), write() {} },
    outbox: { recount() {}, pendingCount: () => 1, refusedCount: () => 0 },
    exchange: {
      async push(_link: unknown, report: { -readonly [K in keyof SyncReport]: SyncReport[K] }) {
        await gate('push')();
        report.pushed += pushes.shift() ?? 0;
      },
      pull: gate('pull'),
      deliver: () => Promise.resolve(),
      meet: () => Promise.resolve(),
    },
    notices: { read: () => null },
    link: () => ({}),
    openConflicts: () => 0,
    carrying: () => 0,
    now: () => 0,
    onStatus: ({ phase }: { phase: string }) => phases.push(phase),
  } as unknown as EngineParts);
  /** Lets what waits on ended steps run, without a clock. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { engine, gates, phases, pushes, settle };
}

it('keeps a sync in sight that was asked for while a push ran', async () => {
  const { engine, gates, phases, pushes, settle } = engineWithGates();
  pushes.push(62, 1);
  const push = engine.pushNow();
  const sync = engine.syncNow();
  await settle();
  gates.push.shift()!();
  await push;
  await settle();
  expect(engine.status().phase).toBe('syncing');
  expect(engine.syncNow()).toBe(sync);
  gates.push.shift()!();
  await settle();
  gates.pull.shift()!();
  // What the push before it has sent is told with it.
  expect(await sync).toMatchObject({ ok: true, value: { pushed: 63 } });
  expect(engine.status().phase).toBe('idle');
  expect(phases.at(-1)).toBe('idle');
});

it('closes only after what runs has ended and said so', async () => {
  const { engine, gates, phases, settle } = engineWithGates();
  const push = engine.pushNow();
  await settle();
  let closed = false;
  const closing = engine.close().then(() => {
    closed = true;
    expect(phases.at(-1)).toBe('idle');
  });
  await settle();
  expect(closed).toBe(false);
  gates.push.shift()!();
  await push;
  await closing;
});
