import { expect, it } from 'vitest';
import { byPhase, editKit, kitEditSchema, type KitEdit } from './kitEdit.ts';
import { blankAction, type KitAction } from './kitContent.ts';

const phases = ['before', 'empty', 'after'];

function action(id: string, phase: string): KitAction {
  return blankAction(id, phase, { fr: id });
}

/** Phases stand between each other, as in templates that are ordered by their days. */
const kit = [action('a', 'before'), action('x', 'after'), action('b', 'before')];

function read(actions: readonly KitAction[]): string[] {
  return byPhase(actions, phases).map(({ id, phase }) => `${phase} ${id}`);
}

function edited(actions: readonly KitAction[], edit: KitEdit): readonly KitAction[] {
  const done = editKit(actions, edit, { phases });
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return done.value.actions;
}

const move = (id: string, by: 1 | -1): KitEdit => ({ type: 'move', id, by });

it('moves an action within its phase, whatever stands between', () => {
  expect(read(edited(kit, move('b', -1)))).toEqual(['before b', 'before a', 'after x']);
  expect(read(edited(kit, move('a', 1)))).toEqual(['before b', 'before a', 'after x']);
});

it('moves an action past the edge of its phase into the next one, be it empty', () => {
  const once = edited(kit, move('b', 1));
  expect(read(once)).toEqual(['before a', 'empty b', 'after x']);
  const twice = edited(once, move('b', 1));
  expect(read(twice)).toEqual(['before a', 'after b', 'after x']);
  const back = edited(edited(twice, move('b', -1)), move('b', -1));
  expect(read(back)).toEqual(['before a', 'before b', 'after x']);
});

it('leaves the first and the last action where they are', () => {
  expect(edited(kit, move('a', -1))).toEqual(kit);
  expect(edited(kit, move('x', 1))).toEqual(kit);
});

it('changes no field that an edit does not name', () => {
  const full = { ...action('a', 'before'), dueOffsetDays: -60, blocking: true, dependsOn: ['x'] };
  const edit = kitEditSchema.parse({ type: 'set', id: 'a', set: { title: { fr: 'Other' } } });
  expect(edited([full], edit)).toEqual([{ ...full, title: { fr: 'Other' } }]);
});

it('removes an action, and nobody waits for it any more', () => {
  const waiting = [action('a', 'before'), { ...action('b', 'before'), dependsOn: ['a'] }];
  expect(edited(waiting, { type: 'remove', id: 'a' })).toEqual([action('b', 'before')]);
});

it('adds an action after another one, under an id of its title that is free', () => {
  const add: KitEdit = { type: 'add', after: 'a', action: { phase: 'before', title: 'B !' } };
  expect(edited(kit, add).map(({ id }) => id)).toEqual(['a', 'b-2', 'x', 'b']);
});
