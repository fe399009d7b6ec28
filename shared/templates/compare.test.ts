import { describe, expect, it } from 'vitest';
import { compareKits, type Comparing, type Difference } from './compare.ts';
import { recommendedAnswers, mergeKits } from './merge.ts';
import { kitAction, running } from './testing.ts';
import type { KitAction, RunningAction } from './kitContent.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const base = ids.map((id) => kitAction(id));

function compare(over: Partial<Comparing>) {
  return compareKits({ base, theirs: base, ours: running(base), worked: new Set(), ...over });
}

/** Actions by id, each changed as given. */
function changed<A extends KitAction>(
  actions: readonly A[],
  changes: Record<string, Partial<RunningAction>>,
): A[] {
  return actions.map((action) => ({ ...action, ...changes[action.id] }));
}

function only(differences: readonly Difference[]): Difference {
  expect(differences).toHaveLength(1);
  return differences[0]!;
}

describe('a new version compared with the running kit', () => {
  it('is no difference where it says the same', () => {
    expect(compare({})).toEqual({ differences: [], local: [] });
  });

  it('tells three added, one removed, two moved and one renamed', () => {
    const theirs = [
      kitAction('n1'),
      kitAction('f'),
      kitAction('a'),
      kitAction('b', { title: { fr: 'Autre titre' } }),
      kitAction('n2'),
      kitAction('d'),
      kitAction('e'),
      kitAction('h', { dueOffsetDays: -40 }),
      kitAction('g'),
      kitAction('n3'),
    ];
    // Of `g` and `h`, which changed places, the one that is also due on another day was moved.
    const { differences } = compare({ theirs });
    const told = differences.map(({ id, kinds }) => [id, kinds.join(' ')]);
    expect(told).toEqual([
      ['n1', 'added'],
      ['f', 'moved'],
      ['b', 'renamed'],
      ['n2', 'added'],
      ['h', 'moved'],
      ['n3', 'added'],
      ['c', 'removed'],
    ]);
    expect(differences.every(({ conflict }) => conflict === null)).toBe(true);
  });

  it('leaves alone what the pilots changed and the version did not', () => {
    const ours = [
      ...changed(running(base), { c: { title: { fr: 'À nous' } } }),
      ...running([kitAction('own')]),
    ];
    const comparison = compare({ ours });
    expect(comparison.differences).toEqual([]);
    expect(comparison.local).toEqual(['c', 'own']);
  });

  it('asks where both changed one field, and merges the others beside it', () => {
    const ours = changed(running(base), {
      c: { title: { fr: 'À nous' }, actors: ['sg', 'adsi'], blocking: true },
    });
    const theirs = changed(base, {
      c: { title: { fr: 'À eux' }, actors: ['sg', 'epac'], dueOffsetDays: -20 },
    });
    const found = only(compare({ ours, theirs }).differences);
    expect(found).toMatchObject({ id: 'c', conflict: 'bothChanged', recommended: 'ours' });
    expect(found.fields.map(({ field, conflict }) => [field, conflict])).toEqual([
      ['title', true],
      ['dueOffsetDays', false],
      ['actors', false],
    ]);
    for (const [choice, title] of [
      ['ours', 'À nous'],
      ['theirs', 'À eux'],
    ] as const) {
      const merged = mergeKits({ ours, theirs }, { differences: [found] }, { c: choice });
      expect(merged.ok && merged.value.actions.find(({ id }) => id === 'c')).toMatchObject({
        title: { fr: title },
        actors: ['sg', 'adsi', 'epac'],
        dueOffsetDays: -20,
        blocking: true,
      });
    }
  });

  it('does not call a translation a contradiction of a new wording', () => {
    const ours = changed(running(base), { c: { title: { fr: 'Titre c', ar: 'عنوان' } } });
    const theirs = changed(base, { c: { title: { fr: 'Mieux dit' } } });
    const found = only(compare({ ours, theirs }).differences);
    expect(found.conflict).toBeNull();
    expect(found.fields[0]!.merged).toEqual({ fr: 'Mieux dit', ar: 'عنوان' });
  });

  it('asks before it drops what schools worked on, or pilots changed', () => {
    const theirs = base.filter(({ id }) => id !== 'c');
    expect(only(compare({ theirs }).differences)).toMatchObject({ conflict: null });
    expect(only(compare({ theirs, worked: new Set(['c']) }).differences)).toMatchObject({
      id: 'c',
      kinds: ['removed'],
      conflict: 'removedButWorked',
      recommended: 'theirs',
    });
    const ours = changed(running(base), { c: { dueOffsetDays: 3 } });
    expect(only(compare({ theirs, ours }).differences)).toMatchObject({
      conflict: 'removedButChanged',
      recommended: 'ours',
    });
  });

  it('asks where an added id is taken by something else', () => {
    const theirs = [...base, kitAction('own')];
    const ours = running([...base, kitAction('own', { title: { fr: 'À nous' } })]);
    expect(only(compare({ theirs, ours }).differences)).toMatchObject({
      id: 'own',
      kinds: ['added'],
      conflict: 'addedButExists',
    });
    expect(compare({ theirs, ours: running([...base, kitAction('own')]) }).differences).toEqual([]);
  });

  it('knows an action again under another id, and keeps its work by the old one', () => {
    const theirs = base.map((action) =>
      action.id === 'c'
        ? { ...action, id: 'c2', title: { fr: 'TITRE  c.' }, dueOffsetDays: -3 }
        : action.id === 'd'
          ? { ...action, dependsOn: ['c2'] }
          : action,
    );
    const quiet = compare({ theirs }).differences.find(({ id }) => id === 'c')!;
    expect(quiet).toMatchObject({ newId: 'c2', conflict: null, recommended: 'theirs' });
    const ours = running(base);
    const comparison = compare({ theirs, worked: new Set(['c']) });
    const asked = comparison.differences.find(({ id }) => id === 'c')!;
    expect(asked).toMatchObject({
      newId: 'c2',
      conflict: 'reidentifiedButWorked',
      recommended: 'ours',
    });
    expect(mergeKits({ ours, theirs }, comparison, {})).toEqual({
      ok: false,
      error: { type: 'AnswersMissing', ids: ['c'] },
    });
    const same = mergeKits({ ours, theirs }, comparison, recommendedAnswers(comparison));
    expect(same.ok && same.value.aliases).toEqual({ c2: 'c' });
    expect(same.ok && same.value.actions.map(({ id }) => id)).toEqual(ids);
    expect(same.ok && same.value.actions[3]!.dependsOn).toEqual(['c']);
    const apart = mergeKits({ ours, theirs }, comparison, { c: 'theirs' });
    expect(apart.ok && apart.value.actions.filter(({ retired }) => retired)).toMatchObject([
      { id: 'c' },
    ]);
    expect(apart.ok && apart.value.actions.find(({ id }) => id === 'd')!.dependsOn).toEqual(['c2']);
  });

  it('does not bring back what the pilots dropped, unless they say so', () => {
    const ours = changed(running(base), { c: { retired: true } });
    const theirs = changed(base, { c: { blocking: true } });
    expect(compare({ ours }).differences).toEqual([]);
    const comparison = compare({ ours, theirs });
    expect(only(comparison.differences)).toMatchObject({
      conflict: 'changedButRetired',
      recommended: 'ours',
    });
    const back = mergeKits({ ours, theirs }, comparison, { c: 'theirs' });
    expect(back.ok && back.value.actions.find(({ id }) => id === 'c')).toMatchObject({
      retired: false,
      blocking: true,
    });
  });

  it('asks where both moved one action, and follows the chosen one', () => {
    const order = (text: string): KitAction[] =>
      text.split('').map((id) => base.find((action) => action.id === id)!);
    const theirs = order('hcabdefg').filter(Boolean);
    const ours = running(order('abdefcgh'));
    const comparison = compare({ theirs, ours });
    expect(comparison.differences.map(({ id, conflict }) => [id, conflict])).toEqual([
      ['h', null],
      ['c', 'bothChanged'],
    ]);
    const followed = (choice: 'ours' | 'theirs') => {
      const merged = mergeKits({ ours, theirs }, comparison, { c: choice });
      return merged.ok ? merged.value.actions.map(({ id }) => id).join('') : '';
    };
    expect(followed('theirs')).toBe('hcabdefg');
    expect(followed('ours')).toBe('habdefcg');
  });
});

describe('kits that have no known past', () => {
  const ours = running(changed(base, { a: { title: { fr: 'Titre du kit' } } }));
  const theirs = [
    kitAction('n1'),
    ...changed(base.slice(0, -1), {
      a: { title: { fr: 'Titre du fichier' } },
      b: { source: 'ailleurs' },
      c: { actors: ['sg', 'agent'] },
      d: { title: { fr: 'Titre d', ar: 'عنوان' } },
    }),
    kitAction('h2', { title: { fr: 'Titre h' } }),
  ];
  const given = { base: null, theirs, ours: [...ours, { ...kitAction('x'), retired: true }] };
  const comparison = compare({ ...given, theirs: [...theirs, kitAction('x')] });

  it('are asked about in all that differs', () => {
    expect(comparison.differences.map(({ id, conflict }) => [id, conflict])).toEqual([
      ['n1', null],
      ['a', 'originUnknown'],
      ['b', 'originUnknown'],
      ['c', 'originUnknown'],
      ['d', 'originUnknown'],
      ['h', 'originUnknown'],
      ['x', 'originUnknown'],
    ]);
  });

  it('keep ours where nobody answers, and take theirs where that is the answer', () => {
    const after = (answers: ReturnType<typeof recommendedAnswers>) => {
      const merged = mergeKits(given, comparison, answers);
      if (!merged.ok) throw new Error('answers were given');
      return new Map(merged.value.actions.map((action) => [action.id, action]));
    };
    const recommended = recommendedAnswers(comparison);
    const kept = after(recommended);
    for (const action of given.ours) expect(kept.get(action.id)).toEqual(action);
    const taken = after({ ...recommended, a: 'theirs', h: 'theirs' });
    expect(taken.get('a')!.title.fr).toBe('Titre du fichier');
    expect(taken.get('h')!.retired).toBe(true);
    expect(taken.get('h2')!.retired).toBe(false);
  });
});
