import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareList, mergeList, type Entry, type ListSides } from './lists.ts';
import { recommendedAnswers, type Answers } from './merge.ts';

const entry = (id: string, fr = id, more: Partial<Entry> = {}): Entry => ({
  id,
  label: { fr },
  ...more,
});

function met(sides: ListSides, answers?: Answers, used: readonly string[] = []) {
  const differences = compareList('phases', sides);
  const all = answers ?? recommendedAnswers({ differences });
  return {
    differences: differences.map(({ id, kinds, conflict }) => [id, ...kinds, conflict]),
    merged: mergeList(sides, differences, all, new Set(used)),
  };
}
const names = (list: readonly Entry[]) =>
  list.map(({ label }) => (label as { readonly fr: string }).fr);

const base = [entry('a'), entry('b'), entry('c')];

it('brings what a version adds, renames and moves, and keeps what the pilots changed', () => {
  const theirs = [entry('b'), entry('a', 'A'), entry('n'), entry('c')];
  const ours = [entry('a'), entry('b'), entry('c', 'C'), entry('own')];
  const { differences, merged } = met({ base, theirs, ours });
  expect(differences).toEqual([
    ['phases:a', 'moved', 'renamed', null],
    ['phases:n', 'added', null],
  ]);
  expect(names(merged)).toEqual(['b', 'A', 'n', 'C', 'own']);
});

it('asks where both changed the same, and takes the answer', () => {
  const sides = { base, theirs: [entry('a', 'x'), ...base.slice(1)], ours: [entry('a', 'y')] };
  const { differences, merged } = met(sides);
  expect(differences).toEqual([['phases:a', 'renamed', 'bothChanged']]);
  expect(names(merged)).toEqual(['y']);
  expect(names(met(sides, { 'phases:a': 'theirs' }).merged)).toEqual(['x']);
});

it('asks before it drops what the pilots changed, or brings back what they dropped', () => {
  const theirs = [entry('b', 'B'), entry('c')];
  const sides = { base, theirs, ours: [entry('a', 'own'), entry('c')] };
  const { differences, merged } = met(sides);
  expect(differences).toEqual([
    ['phases:b', 'changed', 'changedButRemoved'],
    ['phases:a', 'removed', 'removedButChanged'],
  ]);
  expect(names(merged)).toEqual(['own', 'c']);
  const answers = { 'phases:a': 'theirs', 'phases:b': 'theirs' } as const;
  expect(names(met(sides, answers).merged)).toEqual(['B', 'c']);
});

it('leaves out nothing that actions name', () => {
  const sides = { base, theirs: [entry('b')], ours: [entry('a'), entry('c')] };
  expect(names(met(sides).merged)).toEqual([]);
  expect(names(met(sides, {}, ['a', 'b']).merged)).toEqual(['b', 'a']);
});

it('merges labels language by language and roles one by one', () => {
  const was = [entry('a', 'A', { roles: ['bursar'] })];
  const ours = [{ ...was[0]!, label: { fr: 'A', ar: 'أ' }, roles: ['bursar', 'tutor'] }];
  const theirs = [{ ...was[0]!, label: { fr: 'Z' }, roles: ['pilot'], short: { fr: 'z' } }];
  expect(met({ base: was, theirs, ours }).merged).toEqual([
    { id: 'a', label: { fr: 'Z', ar: 'أ' }, roles: ['tutor', 'pilot'], short: { fr: 'z' } },
  ]);
});

it('puts back in its place what a merge that was taken back left at the end', () => {
  const theirs = [entry('a'), entry('n'), entry('b'), entry('c')];
  const { differences, merged } = met({ base, theirs, ours: [...base, entry('n')] });
  expect(differences).toEqual([['phases:n', 'moved', null]]);
  expect(names(merged)).toEqual(['a', 'n', 'b', 'c']);
});

const lists = fc
  .tuple(fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e']), fc.array(fc.constantFrom('1', '2', '3')))
  .map(([ids, texts]) => ids.map((id, at) => entry(id, texts[at] ?? 'x')));

it('is the new version itself where the pilots changed nothing', () => {
  fc.assert(
    fc.property(lists, lists, (was, theirs) => {
      expect(met({ base: was, theirs, ours: was }).merged).toEqual(theirs);
    }),
  );
});

it('finds nothing left once it is merged with the answers of the new version', () => {
  fc.assert(
    fc.property(lists, lists, lists, (was, theirs, ours) => {
      const differences = compareList('phases', { base: was, theirs, ours });
      const answers = Object.fromEntries(differences.map(({ id }) => [id, 'theirs' as const]));
      const merged = mergeList({ theirs, ours }, differences, answers, new Set());
      expect(compareList('phases', { base: was, theirs, ours: merged })).toEqual([]);
      expect(compareList('phases', { base: theirs, theirs, ours: merged })).toEqual([]);
    }),
  );
});
