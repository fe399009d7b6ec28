import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../schema/entity.ts';
import { mergeContent } from './contentMerge.ts';

const action = (id: string, more: object = {}) => ({ id, phase: 'p', title: { fr: id }, ...more });
const base = {
  version: '1.1.0',
  phases: [{ id: 'p', label: { fr: 'Phase' } }],
  actions: [action('a', { actors: ['x'] }), action('b'), action('c')],
};
const withActions = (...actions: object[]) => ({ ...base, actions }) as JsonValue;
const [a, b, c] = base.actions as [object, object, object];

/** Both ways round, which has to be the same. */
function merge(left: JsonValue, right: JsonValue): JsonValue | null {
  const one = mergeContent(base, left, right);
  expect(mergeContent(base, right, left)).toEqual(one);
  return one;
}

describe('two contents of one draft', () => {
  it('keep what each wrote in its own actions', () => {
    const one = withActions({ ...a, title: { fr: 'A' } }, b, c);
    const other = withActions(a, { ...b, dueOffsetDays: 3 }, c);
    expect(merge(one, other)).toEqual(
      withActions({ ...a, title: { fr: 'A' } }, { ...b, dueOffsetDays: 3 }, c),
    );
  });

  it('keep fields of one action that each wrote, texts and lists too', () => {
    const one = withActions({ ...a, title: { fr: 'a', en: 'A' }, actors: ['x', 'y'] }, b, c);
    const other = withActions({ ...a, phase: 'q', actors: ['z', 'x'] }, b, c);
    const both = { ...a, title: { fr: 'a', en: 'A' }, phase: 'q', actors: ['x', 'y', 'z'] };
    expect(merge(one, other)).toEqual(withActions(both, b, c));
  });

  it('keep what one adds or removes while the other moves', () => {
    const one = withActions(a, action('new'), b);
    const other = withActions(b, a, c);
    expect(merge(one, other)).toEqual(withActions(b, a, action('new')));
    const two = withActions(a, action('other'), b, c);
    const merged = merge(withActions(a, action('new'), b, c), two) as { actions: { id: string }[] };
    expect(merged.actions.map(({ id }) => id).sort()).toEqual(['a', 'b', 'c', 'new', 'other']);
  });

  it('are left to a person where both wrote one field, or one removed what the other wrote', () => {
    const due = (days: number) => withActions({ ...a, dueOffsetDays: days }, b, c);
    expect(merge(due(1), due(2))).toBeNull();
    expect(merge(due(1), withActions(b, c))).toBeNull();
    expect(merge(withActions(b, a, c), withActions(b, c, a))).toBeNull();
    expect(mergeContent(null, due(1), due(2))).toBeNull();
  });

  it('keep moves of both at different places', () => {
    const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
    const ofIds = (order: string) => ({
      ...base,
      actions: order.split('').map((id) => action(id)),
    });
    const from = { ...base, actions: ids.map((id) => action(id)) };
    const both = ofIds('bacdfe');
    expect(mergeContent(from, ofIds('bacdef'), ofIds('abcdfe'))).toEqual(both);
    expect(mergeContent(from, ofIds('abcdfe'), ofIds('bacdef'))).toEqual(both);
  });

  it('lose a field that one of them emptied', () => {
    const { actors: _, ...without } = a as { actors: string[] };
    const one = withActions(without, b, c);
    expect(merge(one, withActions(a, b))).toEqual(withActions(without, b));
  });
});

describe('an action that one side moved and the other took out', () => {
  const actions = ['a', 'b', 'c', 'd'].map((id) => ({ id }));
  const of = (...ids: string[]) => ({ actions: ids.map((id) => ({ id })) });

  it('is left to a person, whichever comes first', () => {
    const [moved, removed] = [of('b', 'c', 'a', 'd'), of('b', 'c', 'd')];
    expect(mergeContent({ actions }, moved, removed)).toBeNull();
    expect(mergeContent({ actions }, removed, moved)).toBeNull();
  });

  it('is no question where another one moved', () => {
    const merged = of('b', 'd', 'c');
    expect(mergeContent({ actions }, of('a', 'b', 'd', 'c'), of('b', 'c', 'd'))).toEqual(merged);
  });
});
