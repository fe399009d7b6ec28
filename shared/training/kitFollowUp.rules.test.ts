import { expect, it } from 'vitest';
import { followUps, type SchoolLearner } from './kitFollowUp.rules.ts';

const sg = { outsideGroups: false, kitActions: ['presentiel-sg', 'magistere'] };
const ag = { outsideGroups: false, kitActions: ['presentiel-ag', 'magistere'] };
const head = { outsideGroups: true, kitActions: ['presentiel-ordonnateur'] };

function person(
  id: string,
  track: SchoolLearner['track'],
  set: Partial<SchoolLearner['progress']> = {},
): SchoolLearner {
  return {
    person: id,
    track,
    progress: {
      state: 'underWay',
      taught: false,
      shared: { expected: 0, attended: 0 },
      lastAttended: '2024-01-16',
      expected: 2,
      attended: 1,
      ...set,
    },
  };
}
const taught = { taught: true };
const said = (people: readonly SchoolLearner[]) =>
  followUps(people).map(({ action, people: of }) => `${action} ${of}`);

it('nothing is said of a school without people to train', () => {
  expect(said([])).toEqual([]);
});

it('an action is done when all whom it is about have followed', () => {
  expect(said([person('a', sg, taught)])).toEqual(['presentiel-sg 1', 'magistere 1']);
  expect(said([person('a', sg, taught), person('b', sg)])).toEqual([]);
  // Two tracks share an action: it waits for both.
  expect(said([person('a', sg, taught), person('b', ag)])).toEqual(['presentiel-sg 1']);
  expect(said([person('a', sg, taught), person('b', ag, taught)])).toContain('magistere 2');
});

it('who has the function and no place keeps it open', () => {
  const without = { state: 'notEnrolled', lastAttended: null } as const;
  expect(said([person('a', sg, taught), person('b', sg, without)])).toEqual([]);
});

it('the opening webinar is done when all who were called to it came', () => {
  const came = { shared: { expected: 1, attended: 1 } };
  const missed = { shared: { expected: 1, attended: 0 } };
  expect(said([person('a', sg, came), person('b', head)])).toEqual(['module-1-webinaire 1']);
  expect(said([person('a', sg, came), person('b', sg, missed)])).toEqual([]);
  expect(said([person('a', sg, came), person('b', sg, { state: 'notEnrolled' })])).toEqual([]);
  expect(said([person('b', head)])).toEqual([]);
});

it('the last day on which one of them learned is its evidence', () => {
  const [found] = followUps([
    person('a', head, { ...taught, lastAttended: '2023-12-13' }),
    person('b', head, { ...taught, lastAttended: '2024-01-25' }),
  ]);
  expect(found).toEqual({ action: 'presentiel-ordonnateur', people: 2, lastDay: '2024-01-25' });
});
