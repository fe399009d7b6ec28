import { expect, it } from 'vitest';
import { blankAction } from './kitContent.ts';
import { draftEditSchema, editLists, type EditedLists, type ListEdit } from './listEdit.ts';

const action = (id: string, phase: string, actors: string[] = []) => ({
  ...blankAction(id, phase, { fr: id }),
  actors,
});
const kit: EditedLists = {
  phases: [
    { id: 'before', label: { fr: 'Avant', ar: 'قبل' } },
    { id: 'after', label: { fr: 'Après' } },
  ],
  actors: [
    { id: 'sg', label: { fr: 'SG' }, short: { fr: 'SG' }, roles: ['bursar'] },
    { id: 'head', label: { fr: 'Chef' }, roles: [] },
  ],
  actions: [action('a', 'before', ['sg', 'head']), action('b', 'after', ['head'])],
};

function edited(given: unknown, taken?: ReadonlySet<string>) {
  const done = editLists(kit, draftEditSchema.parse(given) as ListEdit, taken);
  if (!done.ok) throw new Error(JSON.stringify(done.error));
  return { ...done.value.kit, id: done.value.id };
}
const ids = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

it('adds an entry after another one, under an id that nothing else has', () => {
  const add = { type: 'addEntry', list: 'phases', label: 'Après !', after: 'before' };
  expect(ids(edited(add).phases)).toEqual(['before', 'apres', 'after']);
  expect(edited(add, new Set(['apres'])).id).toBe('apres-2');
  const actor = edited({ type: 'addEntry', list: 'actors', label: 'Tuteur', after: null });
  expect(actor.actors[0]).toEqual({ id: 'tuteur', label: { fr: 'Tuteur' }, roles: [] });
});

it('moves an entry, and leaves the last one where it is', () => {
  const move = { type: 'moveEntry', list: 'phases', id: 'after' };
  expect(ids(edited({ ...move, by: -1 }).phases)).toEqual(['after', 'before']);
  expect(edited({ ...move, by: 1 }).phases).toEqual(kit.phases);
});

it('names an entry in three languages, and gives an actor roles and a short name', () => {
  const label = { fr: 'Avant tout', en: 'First of all', ar: '' };
  const phase = edited({ type: 'setEntry', list: 'phases', id: 'before', set: { label } });
  expect(phase.phases[0]).toEqual({
    id: 'before',
    label: { fr: 'Avant tout', en: 'First of all' },
  });
  const set = { short: null, roles: ['bursar', 'assistant'] };
  const actor = edited({ type: 'setEntry', list: 'actors', id: 'sg', set });
  expect(actor.actors[0]).toEqual({
    id: 'sg',
    label: { fr: 'SG' },
    roles: ['bursar', 'assistant'],
  });
});

it('removes an entry that actions name only once another takes them over', () => {
  const phase = { type: 'removeEntry', list: 'phases', id: 'before', to: null } as const;
  expect(editLists(kit, phase)).toEqual({
    ok: false,
    error: { type: 'PhaseInUse', name: 'Avant', actions: 1 },
  });
  const moved = edited({ ...phase, to: 'after' });
  expect(ids(moved.phases)).toEqual(['after']);
  expect(moved.actions.map((one) => one.phase)).toEqual(['after', 'after']);
  const actor = edited({ type: 'removeEntry', list: 'actors', id: 'sg', to: 'head' });
  expect(actor.actions.map(({ actors }) => actors)).toEqual([['head'], ['head']]);
});

it('keeps the last entry, and knows no other ids', () => {
  const one = { ...kit, phases: kit.phases.slice(0, 1) };
  const remove = { type: 'removeEntry', list: 'phases', id: 'before', to: null } as const;
  expect(editLists(one, remove)).toMatchObject({ error: { type: 'PhaseLast' } });
  expect(editLists(kit, { ...remove, to: 'before' })).toMatchObject({
    error: { type: 'PhaseUnknown', id: 'before' },
  });
  expect(editLists(kit, { ...remove, list: 'actors', id: 'x' })).toMatchObject({
    error: { type: 'ActorUnknown', id: 'x' },
  });
});
