import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextStamp } from '../../../shared/kernel/clock.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import { cutActions, MAX_PART, type Write } from './record.ts';
import { changesFrame, openTestStore, type TestStore } from './testing.ts';
import { undoLast } from './undo.ts';

let folder: string;
let device: TestStore;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bascule-all-'));
  device = openTestStore(folder);
});
afterEach(() => {
  device.store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A school with some steps, as an import makes it. */
function school(id: string, steps: number): Write[] {
  const scope = scopeId('establishment', id);
  const made: Write = { entity: 'establishment', row: id, scope, set: { name: id } };
  const kit = Array.from({ length: steps }, (_, at): Write => {
    return {
      entity: 'kitStep',
      row: `${id}:p:${at}`,
      scope,
      set: { action: String(at), status: 'todo' },
    };
  });
  return [made, ...kit];
}

function recordAll(lists: readonly (readonly Write[])[]) {
  return device.store.db.transaction(() => device.recorder.recordAll(lists))();
}

function undo() {
  return device.store.db.transaction(() => undoLast({ ...device, after: 0 }))();
}

describe('an action of many transactions', () => {
  it('is a transaction for each list, and says which is the first', () => {
    device.write('s0', { note: 'x' });
    const recorded = recordAll([school('e1', 2), [], school('e2', 1)]);
    expect(recorded).toEqual({
      n: 2,
      transactions: 2,
      scopes: ['establishment:e1', 'establishment:e2'],
      entities: ['establishment', 'kitStep'],
    });
    expect(device.outbox.pending().map(({ n, changes }) => [n, changes.length])).toEqual([
      [1, 1],
      [2, 3],
      [3, 2],
    ]);
  });

  it('leaves nothing when it is not written as a whole', () => {
    // As it would be on a full disk, in the midst of it.
    device.store.db.exec(`CREATE TEMP TRIGGER full BEFORE INSERT ON outbox WHEN new.n = 2
      BEGIN SELECT RAISE(ABORT, 'full'); END`);
    expect(() => recordAll([school('e1', 2), school('e2', 1)])).toThrow('full');
    expect(device.outbox.pending()).toEqual([]);
    expect(device.rows.read('establishment', 'e1')).toBeUndefined();
  });

  it('is taken back as a whole, what came before it stays', () => {
    device.write('e1:p:0', { note: 'before' });
    recordAll([school('e1', 2), school('e2', 2)]);
    const undone = undo();
    expect(undone).toMatchObject({ ok: true, value: { transactions: 2, row: { row: 'e1' } } });
    expect(device.rows.read('establishment', 'e1')?.values[DELETED_FIELD]).toBe(true);
    expect(device.rows.read('establishment', 'e2')?.values[DELETED_FIELD]).toBe(true);
    const step = device.rows.read('kitStep', 'e1:p:0')!.values;
    expect(step).toMatchObject({ note: 'before', status: null });
    expect(step[DELETED_FIELD]).toBeUndefined();
    // The transactions that take it back are no action of their own; the tick before it is next.
    expect(undo()).toMatchObject({ ok: true, value: { transactions: 1, row: { row: 'e1:p:0' } } });
    expect(undo()).toMatchObject({ ok: false, error: { type: 'NothingToUndo' } });
  });

  it('is taken back also where it has written a row twice', () => {
    const [made] = school('e1', 0);
    recordAll([[made!], [{ ...made!, set: { name: 'other', town: 'Here' } }]]);
    expect(undo().ok).toBe(true);
    expect(device.rows.read('establishment', 'e1')?.values[DELETED_FIELD]).toBe(true);
  });

  it('is not taken back where somebody has written in any of it since', () => {
    recordAll([school('e1', 1), school('e2', 1)]);
    const stamp = nextStamp(device.states.highestStamp(), 5_000, 'other');
    device.inbox.apply([changesFrame(0, 1, [{ row: 'e1:p:0', set: { status: 'done' }, stamp }])]);
    expect(undo()).toMatchObject({ ok: false, error: { type: 'ChangedSince', by: 'other' } });
    expect(device.rows.read('establishment', 'e2')?.values[DELETED_FIELD]).toBeUndefined();
  });

  it('leaves out what the server has refused of it', () => {
    recordAll([school('e1', 1), school('e2', 1)]);
    device.outbox.refuse(1, { type: 'Malformed', detail: '' });
    expect(undo()).toMatchObject({ ok: true, value: { transactions: 1, row: { row: 'e2' } } });
  });
});

describe('a field that was written several times', () => {
  const noteOf = () => device.rows.read('kitStep', 'e1:p:0')?.values['note'];
  const colleague = (note: string) => {
    const stamp = nextStamp(device.states.highestStamp(), 5_000, 'other');
    device.inbox.apply([changesFrame(0, 1, [{ row: 'e1:p:0', set: { note }, stamp }])]);
  };

  it('is taken back step by step', () => {
    for (const note of ['one', 'two', 'three']) device.write('e1:p:0', { note });
    expect(undo().ok).toBe(true);
    expect(noteOf()).toBe('two');
    expect(undo().ok).toBe(true);
    expect(noteOf()).toBe('one');
    device.write('e1:p:0', { note: 'another way' });
    expect([undo().ok, noteOf()]).toEqual([true, 'one']);
    expect(undo().ok).toBe(true);
    expect(undo()).toMatchObject({ ok: false, error: { type: 'NothingToUndo' } });
  });

  it('is not taken back past what somebody wrote in between', () => {
    device.write('e1:p:0', { note: 'one' });
    colleague('theirs');
    device.write('e1:p:0', { note: 'two' });
    expect([undo().ok, noteOf()]).toEqual([true, 'theirs']);
    expect(undo()).toMatchObject({ ok: false, error: { type: 'ChangedSince' } });
    expect(noteOf()).toBe('theirs');
  });
});

describe('cutting an action', () => {
  it('keeps lists apart and whole as long as the server takes them', () => {
    const parts = cutActions([school('a', MAX_PART - 1), school('b', 1)]);
    expect(parts.map((part) => part.length)).toEqual([MAX_PART, 2]);
  });

  it('leaves room for what is kept of values that are replaced', () => {
    const scope = scopeId('establishment', 'a');
    const writes = Array.from({ length: MAX_PART }, (_, at): Write => {
      return { entity: 'kitStep', row: `a:p:${at}`, scope, set: { status: 'todo' } };
    });
    const parts = cutActions([writes]);
    expect(parts.map((part) => part.length)).toEqual([MAX_PART / 2, MAX_PART / 2]);
  });

  it('cuts a long one by places, each in its own order', () => {
    const writes = ['a', 'b', 'c', 'd', 'e'].flatMap((id) => school(id, 91));
    const parts = cutActions([writes]);
    expect(parts.map((part) => part.length)).toEqual([368, 92]);
    expect(parts.flat()).toEqual(writes);
    const long = cutActions([school('z', 1_000)]);
    expect(long.map((part) => part.length)).toEqual([400, 400, 201]);
    expect(long[0]![0]!.entity).toBe('establishment');
  });
});
