import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextStamp, type Stamp } from '../../../shared/kernel/clock.ts';
import type { Change } from '../../../shared/sync/change.ts';
import { changedState, mergeRow, type RowState } from '../../../shared/sync/merge.ts';
import type { ChangesFrame, Refusal } from '../../../shared/sync/protocol.ts';
import { openStore, type Store } from './database.ts';
import { createDeviceStates } from './deviceState.ts';
import { createInbox } from './inbox.ts';
import { createOutbox } from './outbox.ts';
import { createRecorder } from './record.ts';
import { createRows } from './rows.ts';
import { undoLast } from './undo.ts';

const scope = 'establishment:e1' as const;
let folder: string;
let store: Store;

function open() {
  const result = openStore({ dataDir: folder });
  if (!result.ok) throw new Error(result.error.type);
  store = result.value;
  const { db } = store;
  const states = createDeviceStates(db);
  states.write({ device: 'me', person: 'p' });
  const rows = createRows(db);
  const outbox = createOutbox(db, states);
  let now = 1_000;
  const recorder = createRecorder(db, rows, states, () => now);
  return {
    db,
    states,
    rows,
    outbox,
    recorder,
    inbox: createInbox(db, rows, outbox, states),
    at: (ms: number) => (now = ms),
    write: (row: string, set: Record<string, string | null>) =>
      db.transaction(() => recorder.record([{ entity: 'kitStep', row, scope, set }]))(),
    undo: () => db.transaction(() => undoLast({ outbox, rows, recorder, after: 0 }))(),
    held: () =>
      db.prepare('SELECT count(*) FROM kit_step WHERE base IS NOT NULL').pluck().get() as number,
  };
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-inbox-'));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

function frame(changes: readonly { change: Change; stamp: Stamp }[], to: number): ChangesFrame {
  return {
    type: 'changes',
    scope,
    from: 0,
    to,
    changes: changes.map(({ change, stamp }) => ({
      entity: change.entity,
      row: change.row,
      set: change.set,
      stamp,
    })),
  };
}

const refusal: Refusal = { type: 'NotAllowed', entity: 'kitStep', row: 's1', fields: ['status'] };

describe('what the server says and what waits here', () => {
  it('shows pending work over the server’s state, and the server’s state where it was refused', () => {
    const device = open();
    device.write('s1', { status: 'done', note: 'mine' });
    const theirs = nextStamp(null, 500, 'other');
    const change: Change = {
      entity: 'kitStep',
      row: 's1',
      scope,
      set: { status: 'blocked', doneOn: null },
    };
    device.inbox.applyFrame(frame([{ change, stamp: theirs }], 1));
    expect(device.rows.read('kitStep', 's1')?.values).toEqual({
      status: 'done',
      note: 'mine',
      doneOn: null,
    });
    device.inbox.applyDecisions({ numbers: [1], refused: new Map([[1, refusal]]) });
    expect(device.rows.read('kitStep', 's1')?.values).toEqual({ status: 'blocked', doneOn: null });
    expect(device.outbox.refused()).toMatchObject([{ n: 1, refusal, changes: [{ row: 's1' }] }]);
    expect(device.held()).toBe(0);
  });

  it('removes a row that only a refused change had made', () => {
    const device = open();
    device.write('s9', { note: 'x' });
    device.inbox.applyDecisions({ numbers: [1], refused: new Map([[1, refusal]]) });
    expect(device.rows.read('kitStep', 's9')).toBeUndefined();
  });

  it('keeps both of two accepted changes of one row', () => {
    const device = open();
    device.write('s1', { status: 'done' });
    device.write('s1', { note: 'second' });
    device.inbox.applyDecisions({ numbers: [1, 2], refused: new Map() });
    expect(device.rows.read('kitStep', 's1')?.values).toEqual({ status: 'done', note: 'second' });
    expect(device.outbox.pendingCount()).toBe(0);
  });

  it('writes after a received stamp that is far ahead', () => {
    const device = open();
    const ahead = nextStamp(null, 9_000_000, 'other');
    const change: Change = { entity: 'kitStep', row: 's1', scope, set: { note: 'theirs' } };
    device.inbox.applyFrame(frame([{ change, stamp: ahead }], 1));
    device.at(1);
    const { stamp } = device.write('s1', { note: 'mine' });
    expect(stamp > ahead).toBe(true);
  });

  it('ends as the server, whatever the order of writes, news, decisions and repeats', () => {
    const field = fc.constantFrom('status', 'note', 'doneOn');
    const operation = fc.oneof(
      fc.record({
        do: fc.constant('write' as const),
        row: fc.constantFrom('s1', 's2'),
        field,
        value: fc.constantFrom('a', 'b', null),
        at: fc.nat(5_000),
      }),
      fc.record({
        do: fc.constant('remote' as const),
        row: fc.constantFrom('s1', 's2'),
        field,
        value: fc.constantFrom('c', 'd', null),
        at: fc.nat(5_000),
      }),
      fc.record({
        do: fc.constant('decide' as const),
        count: fc.integer({ min: 1, max: 4 }),
        refuse: fc.boolean(),
      }),
      fc.record({ do: fc.constant('news' as const), back: fc.nat(3) }),
    );
    let round = 0;
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 30 }), (operations) => {
        round += 1;
        if (round > 1) store.close();
        rmSync(folder, { recursive: true, force: true });
        const device = open();
        const truth = new Map<string, RowState>();
        const log: { change: Change; stamp: Stamp }[] = [];
        let decided = 0;
        let seen = 0;
        let remote: Stamp | null = null;
        const accept = (change: Change, stamp: Stamp): void => {
          log.push({ change, stamp });
          truth.set(change.row, mergeRow(truth.get(change.row), changedState(change, stamp)).row);
        };
        const decide = (count: number, refuse: boolean): void => {
          const waiting = device.outbox.pending().slice(0, count);
          const refused = new Map<number, Refusal>();
          waiting.forEach((transaction, index) => {
            if (refuse && index % 2 === 0) refused.set(transaction.n, refusal);
            else for (const change of transaction.changes) accept(change, transaction.stamp);
          });
          decided += waiting.length;
          device.inbox.applyDecisions({ numbers: waiting.map(({ n }) => n), refused });
        };
        const news = (back: number): void => {
          const from = Math.max(0, seen - back);
          device.inbox.applyFrame(frame(log.slice(from), log.length));
          seen = log.length;
        };
        for (const step of operations) {
          if (step.do === 'write') {
            device.at(step.at);
            device.write(step.row, { [step.field]: step.value });
          } else if (step.do === 'remote') {
            remote = nextStamp(remote, step.at, 'other');
            accept(
              { entity: 'kitStep', row: step.row, scope, set: { [step.field]: step.value } },
              remote,
            );
          } else if (step.do === 'decide') decide(step.count, step.refuse);
          else news(step.back);
        }
        decide(1_000, false);
        news(1);
        for (const row of ['s1', 's2']) {
          const here = device.rows.read('kitStep', row);
          const there = truth.get(row);
          expect(here?.values ?? {}).toEqual(there?.values ?? {});
          expect(here?.stamps ?? {}).toEqual(there?.stamps ?? {});
        }
        expect(device.held()).toBe(0);
        expect(device.outbox.pendingCount()).toBe(0);
        expect(decided).toBe(device.states.lastNumber());
      }),
      { numRuns: 60 },
    );
  });
});

describe('undo', () => {
  it('takes back one action after the other, as ordinary changes', () => {
    const device = open();
    device.write('s1', { status: 'todo', note: null });
    device.write('s1', { status: 'done' });
    device.write('s1', { note: 'x' });
    expect(device.undo().ok).toBe(true);
    expect(device.rows.read('kitStep', 's1')?.values).toEqual({ status: 'done', note: null });
    expect(device.undo().ok).toBe(true);
    expect(device.rows.read('kitStep', 's1')?.values).toEqual({ status: 'todo', note: null });
    expect(device.outbox.pendingCount()).toBe(5);
  });

  it('does not throw away what somebody else has written since', () => {
    const device = open();
    device.write('s1', { status: 'done' });
    const later = nextStamp(device.states.highestStamp(), 2_000, 'other');
    const change: Change = { entity: 'kitStep', row: 's1', scope, set: { status: 'blocked' } };
    device.inbox.applyDecisions({ numbers: [1], refused: new Map() });
    device.inbox.applyFrame(frame([{ change, stamp: later }], 2));
    expect(device.undo()).toMatchObject({ error: { type: 'ChangedSince', by: 'other' } });
    expect(device.rows.read('kitStep', 's1')?.values['status']).toBe('blocked');
  });
});
