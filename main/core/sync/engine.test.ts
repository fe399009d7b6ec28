import { expect, it } from 'vitest';
import { createSyncEngine, type EngineParts } from './engine.ts';

/** An engine over an exchange whose steps end when the test says so. */
function engineWithGates() {
  const gates: { push: (() => void)[]; pull: (() => void)[] } = { push: [], pull: [] };
  const gate = (step: 'push' | 'pull') => () =>
    new Promise<void>((resolve) => gates[step].push(resolve));
  const phases: string[] = [];
  const engine = createSyncEngine({
    folder: '',
    file: '',
    states: { read: () => ({ device: 'd', lastSyncAt: 0, clockOffsetMs: 0 }), write() {} },
    outbox: { recount() {}, pendingCount: () => 1, refusedCount: () => 0 },
    exchange: {
      push: gate('push'),
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
  return { engine, gates, phases, settle };
}

it('keeps a sync in sight that was asked for while a push ran', async () => {
  const { engine, gates, phases, settle } = engineWithGates();
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
  expect(await sync).toMatchObject({ ok: true });
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
