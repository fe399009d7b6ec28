import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextStamp, type Stamp } from '../kernel/clock.ts';
import type { JsonValue } from '../schema/entity.ts';
import type { Change } from './change.ts';
import { mergeChange, mergeRow, sameValue, type RowState } from './merge.ts';

const scope = 'establishment:e1' as const;

function state(values: Record<string, JsonValue>, stamps: Record<string, Stamp>): RowState {
  return { entity: 'kitStep', id: 's', scope, values, stamps };
}

/** Changes as several devices would write them: every stamp is unique. */
const writes = fc.uniqueArray(
  fc.record({
    field: fc.constantFrom('status', 'note', 'doneOn'),
    value: fc.constantFrom<JsonValue>('todo', 'done', 'blocked', null),
    at: fc.integer({ min: 0, max: 1_000 }),
    device: fc.constantFrom('a', 'b', 'c'),
  }),
  { selector: ({ at, device }) => `${at} ${device}`, maxLength: 12 },
);

function apply(
  changes: readonly { field: string; value: JsonValue; at: number; device: string }[],
): RowState | undefined {
  let row: RowState | undefined;
  for (const { field, value, at, device } of changes) {
    const stamp = nextStamp(null, at, device);
    row = mergeRow(row, state({ [field]: value }, { [field]: stamp })).row;
  }
  return row;
}

function canonical(row: RowState | undefined): string {
  if (row === undefined) return 'none';
  const fields = Object.keys(row.values).sort();
  return JSON.stringify(fields.map((field) => [field, row.values[field], row.stamps[field]]));
}

describe('the merge', () => {
  it('shows the same row for the same changes in any order, with any repeated', () => {
    fc.assert(
      fc.property(
        writes.chain((list) =>
          fc.record({
            list: fc.constant(list),
            shuffled: fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 }),
          }),
        ),
        ({ list, shuffled }) => {
          expect(canonical(apply(shuffled))).toBe(canonical(apply(list)));
        },
      ),
    );
  });

  it('lets a value written by somebody who had seen the older one win over any clock', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e12 }),
        fc.integer({ min: 0, max: 1e12 }),
        (t1, t2) => {
          const first = nextStamp(null, t1, 'z');
          const later = nextStamp(first, t2, 'a');
          const older = state({ note: 'old' }, { note: first });
          const newer = state({ note: 'new' }, { note: later });
          expect(mergeRow(older, newer).row.values['note']).toBe('new');
          expect(mergeRow(newer, older).row.values['note']).toBe('new');
        },
      ),
    );
  });

  it('says which fields were written without having seen each other', () => {
    const base = nextStamp(null, 1, 'a');
    const theirs = nextStamp(base, 2, 'b');
    const mine = nextStamp(base, 3, 'c');
    const row = state({ status: 'blocked', note: 'x' }, { status: theirs, note: base });
    const change: Change = {
      entity: 'kitStep',
      row: 's',
      scope,
      set: { status: 'done', note: 'y' },
      seen: { status: base, note: base },
    };
    const merged = mergeChange(row, change, mine);
    expect(merged.concurrent).toEqual(['status']);
    expect(merged.row.values).toEqual({ status: 'done', note: 'y' });
    const agreeing = mergeChange(row, { ...change, set: { status: 'blocked' } }, mine);
    expect(agreeing.concurrent).toEqual([]);
  });

  it('never moves a row to another scope', () => {
    const stamp = nextStamp(null, 1, 'a');
    const moved = { ...state({ note: 'x' }, { note: stamp }), scope: 'establishment:e2' as const };
    expect(mergeRow(state({}, {}), moved).row.scope).toBe(scope);
  });

  it('compares JSON values by content', () => {
    expect(sameValue({ a: 1, b: [1, null] }, { b: [1, null], a: 1 })).toBe(true);
    expect(sameValue([1, 2], [2, 1])).toBe(false);
    expect(sameValue(null, undefined)).toBe(true);
    expect(sameValue({}, [])).toBe(false);
    expect(sameValue('1', 1)).toBe(false);
  });
});
