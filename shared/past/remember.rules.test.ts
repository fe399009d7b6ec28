import { describe, expect, it } from 'vitest';
import type { Stamp } from '../kernel/clock.ts';
import type { JsonValue } from '../schema/entity.ts';
import { DELETED_FIELD } from '../sync/change.ts';
import type { RowState } from '../sync/merge.ts';
import { heldBefore, heldOn, mayReplace } from './remember.rules.ts';

const TODAY = '2024-01-22';
const STAMP = '000000001-0000-d' as Stamp;

function row(entity: string, values: Record<string, JsonValue>): RowState {
  return { entity, id: 'r', scope: 'wave:w', values, stamps: { status: STAMP } };
}

/** What is kept of a step that goes from one state to another; it was blocked on 10 January. */
function kept(before: Record<string, JsonValue>, after: Record<string, JsonValue>) {
  return heldBefore(row('kitStep', before), after, TODAY, () => '2024-01-10');
}

describe('what is kept of a step', () => {
  const done = { status: 'done', doneOn: '2024-01-10' };
  const todo = { status: 'todo', doneOn: null };

  it('is that it was done, once it is taken back', () => {
    expect(kept(done, todo)).toEqual({ status: 'done', since: '2024-01-10', stamp: STAMP });
  });

  it('is nothing where a tick tells by itself what was before', () => {
    expect(kept(todo, { status: 'done', doneOn: TODAY })).toBeNull();
    expect(kept({}, { status: 'blocked', note: 'x' })).toBeNull();
  });

  it('is nothing of what began today, or of what stays', () => {
    expect(kept({ status: 'done', doneOn: TODAY }, todo)).toBeNull();
    expect(kept(done, { ...done, note: 'x' })).toBeNull();
    expect(kept({ ...done, [DELETED_FIELD]: true }, todo)).toBeNull();
  });

  it('is that it was to be done, where it is done on an earlier day or does not apply', () => {
    expect(kept(todo, done)).toMatchObject({ status: 'todo', since: null });
    expect(kept(todo, { status: 'notApplicable' })).toMatchObject({ status: 'todo' });
  });

  it('is since when it was blocked', () => {
    expect(kept({ status: 'blocked' }, todo)).toMatchObject({ since: '2024-01-10' });
  });
});

it('keeps all values of other rows that past days depend on, when one of them is another', () => {
  const wave = row('wave', { switchoverDate: '2024-01-01', label: 'V6' });
  const change = (set: Record<string, JsonValue>) => heldBefore(wave, set, TODAY, () => TODAY);
  expect(change({ switchoverDate: '2024-03-01' })).toEqual({
    switchoverDate: '2024-01-01',
    variant: null,
  });
  expect(change({ label: 'V7' })).toBeNull();
  expect(change({ switchoverDate: '2024-01-01' })).toBeNull();
});

it('tells writes that may replace something from those that make a row', () => {
  expect(mayReplace('kitStep', { status: 'todo' })).toBe(true);
  expect(mayReplace('kitStep', { action: 'a', status: 'todo' })).toBe(false);
  expect(mayReplace('kitStep', { note: 'x' })).toBe(false);
  expect(mayReplace('person', { name: 'x' })).toBe(false);
});

it('finds what held on a day', () => {
  const formers = [
    { until: '2024-01-05', held: 'a' },
    { until: '2024-01-10', held: 'b' },
  ];
  const on = (day: string) => heldOn(formers, day)?.held;
  expect([on('2024-01-04'), on('2024-01-05'), on('2024-01-10')]).toEqual(['a', 'b', undefined]);
});
