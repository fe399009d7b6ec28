import { describe, expect, it } from 'vitest';
import { pairProblem, splitSchools, statementOf } from './groups.rules.ts';
import type { TutoringGroupView, TutoringSessionView } from './tutoring.contract.ts';

describe('a pair of tutors', () => {
  it.each([
    [[], 'nobody'],
    [[{ sphere: 'comptable' }], 'alone'],
    [[{ sphere: 'comptable' }, { sphere: 'Comptable ' }], 'sameSphere'],
    [[{ sphere: 'comptable' }, {}], 'sphereMissing'],
    [[{ sphere: 'comptable' }, { sphere: 'ordonnateur' }], null],
    // A programme without spheres.
    [[{}, {}], null],
  ])('%j: %s', (tutors, problem) => {
    expect(pairProblem(tutors)).toBe(problem);
  });
});

describe('schools split into groups', () => {
  const school = (id: string, together: string | null = null) => ({ id, together });
  const sizes = (groups: string[][]): number[] => groups.map(({ length }) => length);

  it('makes groups of about twenty that differ by one at most', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => school(`e${at}`));
    expect(sizes(splitSchools(many(61)))).toEqual([21, 20, 20]);
    expect(sizes(splitSchools(many(9)))).toEqual([9]);
    expect(sizes(splitSchools(many(31)))).toEqual([16, 15]);
    expect(splitSchools([])).toEqual([]);
  });

  it('keeps accounting offices together where there is room, whatever they are', () => {
    const seed = Math.floor(Math.random() * 2 ** 31);
    let state = seed >>> 0;
    const pick = (count: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * count);
    };
    for (let round = 0; round < 200; round += 1) {
      const said = `seed ${seed}, round ${round}`;
      const schools = Array.from({ length: 1 + pick(90) }, (_, at) =>
        school(`e${at}`, pick(3) === 0 ? null : `ac${pick(30)}`),
      );
      const groups = splitSchools(schools);
      expect(groups.flat().sort(), said).toEqual(schools.map(({ id }) => id).sort());
      expect(Math.max(...sizes(groups)) - Math.min(...sizes(groups)), said).toBeLessThanOrEqual(1);
    }
    const offices = splitSchools([
      ...Array.from({ length: 7 }, (_, at) => school(`a${at}`, 'a')),
      ...Array.from({ length: 6 }, (_, at) => school(`b${at}`, 'b')),
      ...Array.from({ length: 27 }, (_, at) => school(`c${at}`)),
    ]);
    for (const office of ['a', 'b']) {
      expect(offices.filter((ids) => ids.some((id) => id.startsWith(office)))).toHaveLength(1);
    }
  });
});

describe('the statement of tutors', () => {
  const group = {
    id: 'g',
    label: 'G',
    tutors: [
      { id: 't1', name: 'Un' },
      { id: 't2', name: 'Deux' },
    ],
    former: [{ id: 't0', name: 'Avant', left: '2024-02-01' }],
  } as unknown as TutoringGroupView;
  const session = (day: string, set: Partial<TutoringSessionView> = {}) =>
    ({
      group: 'g',
      day,
      hours: 2,
      status: 'held',
      tutors: ['t1', 't2'],
      ...set,
    }) as TutoringSessionView;

  const today = '2024-02-29';

  it('counts none after today, whatever is said of it', () => {
    const sessions = [session('2024-02-29'), session('2024-03-01')];
    expect(statementOf([group], sessions, { today }).map(({ hours }) => hours)).toEqual([2, 2]);
  });

  it('counts what was held between two days, for who led it', () => {
    const sessions = [
      session('2024-01-17', { tutors: ['t0', 't2'], hours: 3 }),
      session('2024-01-31'),
      session('2024-02-14', { status: 'cancelled', hours: 0 }),
      session('2024-02-28', { status: 'planned' }),
    ];
    const told = (from?: string, until?: string) =>
      statementOf([group], sessions, { from, until, today }).map(
        ({ name, sessions: held, hours }) => [name, held, hours],
      );
    expect(told()).toEqual([
      ['Un', 1, 2],
      ['Deux', 2, 5],
      ['Avant', 1, 3],
    ]);
    expect(told('2024-01-18')).toEqual([
      ['Un', 1, 2],
      ['Deux', 1, 2],
    ]);
    expect(told(undefined, '2024-01-17')).toEqual([
      ['Un', 0, 0],
      ['Deux', 1, 3],
      ['Avant', 1, 3],
    ]);
  });
});
