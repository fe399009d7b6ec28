import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { teachingOf, type CoveredSession, type CoveredTrack } from './coverage.parts.ts';
import {
  countStates,
  daysTooLate,
  makeUps,
  progressOn,
  type CoverageState,
  type Learner,
  type Mark,
  type MissingReason,
} from './coverage.rules.ts';

const track: CoveredTrack = {
  id: 'sg',
  modules: [
    { id: 'm1', halfDays: 2 },
    { id: 'm2', halfDays: 1 },
  ],
  distanceHours: 9,
};

function session(id: string, day: string, set: Partial<CoveredSession> = {}): CoveredSession {
  return {
    id,
    title: id,
    track: 'sg',
    module: 'm1',
    mode: 'inPerson',
    groups: ['g1'],
    day,
    from: '09:00',
    halves: ['morning', 'afternoon'],
    status: 'planned',
    ...set,
  };
}
/** Group 1 has module 1 on a day and module 2 on another; group 2 has both later; all a webinar. */
const sessions = [
  session('web', '2024-01-05', {
    track: null,
    module: null,
    mode: 'webinar',
    groups: ['g1', 'g2'],
    halves: ['morning'],
  }),
  session('one', '2024-01-10'),
  session('two', '2024-01-20', { module: 'm2', halves: ['morning'] }),
  session('other', '2024-02-10', { groups: ['g2'] }),
  session('off', '2024-01-25', { status: 'cancelled' }),
  session('room', '2024-01-26', { mode: 'openRoom', module: null, title: 'Salle ouverte' }),
];
const teaching = teachingOf([track], sessions);

const was = (at: string, status: Mark['status'] = 'present'): Mark => {
  const [id = '', half = 'morning'] = at.split(' ');
  const day = sessions.find((one) => one.id === id)!.day;
  return { session: id, half: half as Mark['half'], day, status };
};
const all = [was('web'), was('one'), was('one afternoon'), was('two')];

function learner(marks: readonly Mark[], set: Partial<Learner> = {}): Learner {
  return {
    track: 'sg',
    stays: [{ group: 'g1', from: '2024-01-01', until: null }],
    marks,
    hours: [{ on: '2024-01-15', hours: 9 }],
    ...set,
  };
}
const on = (day: string, marks: readonly Mark[], set: Partial<Learner> = {}) =>
  progressOn(learner(marks, set), track, teaching, day);

describe('how far somebody is', () => {
  const cases: [string, CoverageState, string, readonly Mark[], Partial<Learner>?][] = [
    ['nothing yet', 'enrolled', '2024-01-02', [], { hours: [] }],
    ['hours alone', 'underWay', '2024-01-16', [], { stays: [] }],
    ['on the way', 'underWay', '2024-01-12', all.slice(0, 3)],
    ['all of it', 'trained', '2024-01-20', all],
    ['all but the hours', 'underWay', '2024-01-20', all, { hours: [{ on: null, hours: 8 }] }],
    ['the same before the last session', 'underWay', '2024-01-19', all],
    ['absent, and nothing makes it up', 'gap', '2024-01-12', [was('one', 'absent')]],
    ['excused is a gap as well', 'gap', '2024-01-12', [was('one', 'excused')]],
    ['late is there', 'trained', '2024-01-20', [...all.slice(0, 3), was('two', 'late')]],
    ['nobody wrote it down', 'underWay', '2024-01-12', [was('web')]],
    [
      'joined after it was held',
      'gap',
      '2024-01-12',
      [],
      { stays: [{ group: 'g1', from: '2024-01-11', until: null }] },
    ],
    [
      'moved to a group that still has it',
      'enrolled',
      '2024-01-12',
      [was('one', 'absent'), was('one afternoon', 'absent')],
      {
        stays: [
          { group: 'g1', from: '2024-01-01', until: '2024-01-11' },
          { group: 'g2', from: '2024-01-11', until: null },
        ],
      },
    ],
  ];
  it.each(cases)('%s: %s', (_name, state, day, marks, set) => {
    expect(on(day, marks, set).state).toBe(state);
  });

  it('counts each half-day once, wherever it was learned', () => {
    const twice = [...all, was('other'), was('other afternoon')];
    expect(on('2024-03-01', twice)).toMatchObject({ expected: 4, attended: 4, missing: [] });
    const elsewhere = [was('web'), was('other'), was('other afternoon'), was('two')];
    expect(on('2024-03-01', elsewhere).state).toBe('trained');
  });

  it('says what is missing, why, and until when it will come', () => {
    const { missing, lastPlanned, ...counts } = on('2024-01-12', [
      was('web', 'absent'),
      was('one', 'excused'),
      was('one afternoon'),
    ]);
    const said = missing.map(({ part, reason, day }) => [part.module ?? part.title, reason, day]);
    expect(said).toEqual([
      ['m1', 'excused', '2024-01-10'],
      ['m2', 'ahead', '2024-01-20'],
      ['web', 'absent', '2024-01-05'],
    ]);
    expect(lastPlanned).toBe('2024-01-20');
    expect(counts).toMatchObject({ attended: 1, missed: 1, excused: 1, taught: false });
    expect(counts.shared).toEqual({ expected: 1, attended: 0 });
  });

  it('says apart whether the track alone is learned', () => {
    const progress = on('2024-01-20', [was('web', 'absent'), ...all.slice(1)]);
    expect(progress).toMatchObject({ state: 'gap', taught: true });
  });

  it('of a track that teaches nothing, nobody is trained', () => {
    const empty = { id: 'x', modules: [], distanceHours: 0 };
    const progress = progressOn(
      { track: 'x', stays: [], marks: [], hours: [] },
      empty,
      teachingOf([empty], []),
      '2024-01-12',
    );
    expect(progress).toMatchObject({ state: 'enrolled', taught: false });
  });

  const reasons: [MissingReason, string, readonly Mark[]][] = [
    ['ahead', '2024-01-10', []],
    ['unrecorded', '2024-01-11', []],
    ['absent', '2024-01-10', [was('one', 'absent')]],
  ];
  it.each(reasons)('%s on %s', (reason, day, marks) => {
    expect(on(day, marks).missing[0]!.reason).toBe(reason);
  });
});

describe('half-days of a module', () => {
  it('are the same when they are spread over two sessions', () => {
    const spread = teachingOf(
      [track],
      [
        session('a', '2024-01-10', { halves: ['morning'] }),
        session('b', '2024-01-11', { halves: ['morning'] }),
        session('c', '2024-02-01', { groups: ['g2'] }),
      ],
    );
    const key = (id: string, half: string) => spread.lessons.get(`${id} ${half}`)!.part.key;
    expect(key('a', 'morning')).toBe(key('c', 'morning'));
    expect(key('b', 'morning')).toBe(key('c', 'afternoon'));
  });

  it('can be made up with another group later on, not in a session that is cancelled', () => {
    const part = on('2024-01-12', [was('one', 'absent')]).missing[0]!.part;
    const days = (day: string, own = 'g1') =>
      makeUps(part, new Set([own]), teaching, day).map((one) => one.session.id);
    expect(days('2024-01-12')).toEqual(['other']);
    expect(days('2024-02-11')).toEqual([]);
    expect(days('2024-01-12', 'g2')).toEqual([]);
  });
});

it('is too late when the last day, or today, is after the day that is asked for', () => {
  const late = (lastPlanned: string | null, deadline: string | null, state: CoverageState) =>
    daysTooLate({ state, lastPlanned }, deadline, '2024-01-22');
  expect(late('2024-02-02', '2024-01-31', 'underWay')).toBe(2);
  expect(late('2024-01-31', '2024-01-31', 'underWay')).toBe(0);
  expect(late(null, '2024-01-21', 'gap')).toBe(1);
  expect(late(null, '2024-01-01', 'trained')).toBe(0);
  expect(late('2024-02-02', null, 'underWay')).toBe(0);
});

describe('on any day and with any attendance', () => {
  const marks = fc.subarray(
    ['web', 'one', 'one afternoon', 'two', 'other', 'other afternoon'].map((at) => at),
  );
  const statuses = fc.array(fc.constantFrom('present', 'late', 'absent', 'excused'), {
    minLength: 6,
    maxLength: 6,
  });
  const days = fc.constantFrom(
    '2024-01-01',
    '2024-01-10',
    '2024-01-22',
    '2024-02-10',
    '2024-03-01',
  );

  it('what is learned and what is missing are all that is expected, and it never gets less', () => {
    fc.assert(
      fc.property(marks, statuses, days, days, (at, status, one, two) => {
        const written = at.map((key, index) => was(key, status[index] as Mark['status']));
        const [early, late] = [one, two].sort();
        const before = on(early!, written);
        const after = on(late!, written);
        expect(before.attended + before.missing.length).toBe(before.expected);
        expect(after.attended).toBeGreaterThanOrEqual(before.attended);
        // Who is trained stays so.
        if (before.state === 'trained') expect(after.state).toBe('trained');
        expect(after.missed + after.excused).toBeLessThanOrEqual(after.missing.length);
      }),
    );
  });

  it('counts of states add up', () => {
    const states = fc.array(
      fc.constantFrom<CoverageState>('gap', 'notEnrolled', 'enrolled', 'underWay', 'trained'),
    );
    fc.assert(
      fc.property(states, (of) => {
        const { toTrain, ...counts } = countStates(of);
        expect(Object.values(counts).reduce((sum, one) => sum + one, 0)).toBe(toTrain);
        expect(toTrain).toBe(of.length);
      }),
    );
  });
});
