import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextStamp, type Stamp } from '../../../shared/kernel/clock.ts';
import type { Change } from '../../../shared/sync/change.ts';
import { changedState, mergeRow, type RowState } from '../../../shared/sync/merge.ts';
import type { ChangesFrame, Frame, Refusal } from '../../../shared/sync/protocol.ts';
import { openStore, type Store } from './database.ts';
import { createParts } from './parts.ts';
import { purge } from './purge.ts';
import { undoLast } from './undo.ts';

const scope = 'establishment:e1' as const;
let folder: string;
let store: Store;

function open() {
  const result = openStore({ dataDir: folder });
  if (!result.ok) throw new Error(result.error.type);
  store = result.value;
  const { db } = store;
  let now = 1_000;
  const parts = createParts(db, {
    now: () => now,
    hash: (text) => text,
    salt: () => 'x'.repeat(22),
  });
  const { states, rows, outbox, recorder, inbox, decisions, cursors } = parts;
  const begin = (): void => {
    parts.forget();
    states.write({ device: 'me', person: 'p' });
    cursors.set(scope, 0);
  };
  begin();
  return {
    ...parts,
    db,
    begin,
    take: (given: Frame) => inbox.apply([given]),
    decide: (from: number, to: number, refused: ReadonlyMap<number, Refusal> = new Map()) =>
      decisions.apply({ from, to, hash: `batch ${to}` }, refused),
    at: (ms: number) => (now = ms),
    write(row: string, set: Record<string, string | null>) {
      outbox.added();
      return db.transaction(() => recorder.record([{ entity: 'kitStep', row, scope, set }]))();
    },
    undo() {
      outbox.added();
      return db.transaction(() => undoLast({ outbox, rows, recorder, after: 0 }))();
    },
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
    device.take(frame([{ change, stamp: theirs }], 1));
    expect(device.rows.read('kitStep', 's1')?.values).toEqual({
      status: 'done',
      note: 'mine',
      doneOn: null,
    });
    device.decide(1, 1, new Map([[1, refusal]]));
    expect(device.rows.read('kitStep', 's1')?.values).toEqual({ status: 'blocked', doneOn: null });
    expect(device.outbox.refused()).toMatchObject([{ n: 1, refusal, changes: [{ row: 's1' }] }]);
    expect(device.held()).toBe(0);
  });

  it('removes a row that only a refused change had made', () => {
    const device = open();
    device.write('s9', { note: 'x' });
    device.decide(1, 1, new Map([[1, refusal]]));
    expect(device.rows.read('kitStep', 's9')).toBeUndefined();
  });

  it('keeps both of two accepted changes of one row', () => {
    const device = open();
    device.write('s1', { status: 'done' });
    device.write('s1', { note: 'second' });
    device.decide(1, 2);
    expect(device.rows.read('kitStep', 's1')?.values).toEqual({
      status: 'done',
      doneOn: null,
      note: 'second',
    });
    expect(device.outbox.pendingCount()).toBe(0);
  });

  it('writes after a received stamp that is far ahead', () => {
    const device = open();
    const ahead = nextStamp(null, 9_000_000, 'other');
    const change: Change = { entity: 'kitStep', row: 's1', scope, set: { note: 'theirs' } };
    device.take(frame([{ change, stamp: ahead }], 1));
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
    const device = open();
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 30 }), (operations) => {
        purge(device.db, '');
        device.begin();
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
          if (waiting.length > 0) device.decide(waiting[0]!.n, waiting.at(-1)!.n, refused);
        };
        const news = (back: number): void => {
          const from = Math.max(0, seen - back);
          device.take(frame(log.slice(from), log.length));
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
    expect(device.rows.read('kitStep', 's1')?.values).toEqual({
      status: 'done',
      doneOn: null,
      note: null,
    });
    expect(device.undo().ok).toBe(true);
    expect(device.rows.read('kitStep', 's1')?.values).toEqual({
      status: 'todo',
      doneOn: null,
      note: null,
    });
    expect(device.outbox.pendingCount()).toBe(5);
  });

  it('does not throw away what somebody else has written since', () => {
    const device = open();
    device.write('s1', { status: 'done' });
    const later = nextStamp(device.states.highestStamp(), 2_000, 'other');
    const change: Change = { entity: 'kitStep', row: 's1', scope, set: { status: 'blocked' } };
    device.decide(1, 1);
    device.take(frame([{ change, stamp: later }], 2));
    expect(device.undo()).toMatchObject({ error: { type: 'ChangedSince', by: 'other' } });
    expect(device.rows.read('kitStep', 's1')?.values['status']).toBe('blocked');
  });
});
