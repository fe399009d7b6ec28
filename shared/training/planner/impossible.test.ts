import { describe, expect, it } from 'vitest';
import { amiensProblem } from '../../../test/bench/training/amiens.ts';
import { impossible } from './impossible.ts';
import type { PlanModule, PlanProblem, PlanTrack } from './planner.types.ts';
import type { RuleId } from './rules.ts';
import { legalPlan, smallProblem } from './testing/smallProblem.ts';

const problem = smallProblem();
const sg = problem.tracks[1]!;

const onlySg = (change: Partial<PlanTrack>, rest: Partial<PlanProblem> = {}): PlanProblem => ({
  ...problem,
  people: problem.people.filter(({ track }) => track === 'sg'),
  ...rest,
  tracks: [{ ...sg, ...change }],
});
const modules = (...changes: Partial<PlanModule>[]): readonly PlanModule[] =>
  changes.map((change, at) => ({ ...sg.modules[0]!, id: `m${at}`, title: `M${at}`, ...change }));

interface Case {
  readonly what: string;
  readonly narrow: PlanProblem;
  readonly rule: RuleId;
  readonly facts: Readonly<Record<string, string | number>>;
}

const cases: Case[] = [];
function told(
  what: string,
  narrow: PlanProblem,
  rule: RuleId,
  facts: Readonly<Record<string, string | number>>,
): void {
  cases.push({ what, narrow, rule, facts });
}

told(
  'more days of pairs than trainers have',
  onlySg(
    { max: 1, aim: 1, modules: modules({}, {}, {}) },
    {
      trainers: problem.trainers.slice(0, 2).map((one) => ({ ...one, maxDaysPerWeek: 1 })),
    },
  ),
  'pairIncomplete',
  { needed: 12, available: 4, groups: 4, unit: 'pairDays' },
);
told(
  'a track that nobody teaches',
  onlySg({}, { trainers: problem.trainers.map((one) => ({ ...one, tracks: ['ac'] })) }),
  'trackNotTaught',
  { needed: 2, available: 0, unit: 'trainers' },
);
told(
  'a track that one trainer teaches',
  onlySg(
    {},
    {
      trainers: problem.trainers.map((one, at) => ({ ...one, tracks: at === 0 ? null : [] })),
    },
  ),
  'pairIncomplete',
  { needed: 2, available: 1, unit: 'trainers' },
);
told(
  'trainers who are all too far',
  onlySg(
    {},
    {
      sites: problem.sites.map((site) => ({ ...site, at: { lat: 43.6, lng: 1.44 } })),
      trainers: problem.trainers.map((one) => ({ ...one, maxTravelMinutes: 200 })),
    },
  ),
  'trainerTooFar',
  { needed: 2, available: 0, unit: 'trainers' },
);
told(
  'no day of the training base before a deadline',
  onlySg(
    { modules: modules({ trainingBase: true }) },
    {
      days: problem.days.map((day) => ({ ...day, trainingBase: day.date > '2024-01-20' })),
      people: problem.people
        .filter(({ track }) => track === 'sg')
        .map((one) => ({ ...one, deadline: '2024-01-19' })),
    },
  ),
  'trainingBaseClosed',
  { module: 'M0', needed: 1, available: 0, unit: 'days', deadline: '2024-01-19' },
);
told(
  'more modules than days before a deadline',
  onlySg(
    { modules: modules({}, {}, {}) },
    {
      people: problem.people
        .filter(({ track }) => track === 'sg')
        .map((one) => ({ ...one, deadline: '2024-01-09' })),
    },
  ),
  'afterDeadline',
  {
    module: 'M2',
    needed: 3,
    available: 2,
    unit: 'days',
    deadline: '2024-01-09',
    earliest: '2024-01-10',
  },
);
told(
  'modules whose windows are the wrong way round',
  onlySg({ modules: modules({ notBefore: '2024-01-15' }, { notAfter: '2024-01-12' }) }),
  'modulesInOrder',
  { module: 'M1', needed: 2, available: 5, unit: 'days' },
);
told(
  'a window outside the span',
  onlySg({ modules: modules({ notBefore: '2024-03-01' }) }),
  'moduleWindow',
  { module: 'M0', needed: 1, available: 0, unit: 'days' },
);
told(
  'a window of days off',
  onlySg({ modules: modules({ notBefore: '2024-01-13', notAfter: '2024-01-14' }) }),
  'dayOff',
  { module: 'M0', needed: 1, available: 0, unit: 'days' },
);
told(
  'a window that is forbidden',
  onlySg(
    {},
    {
      days: problem.days.map((day) => ({
        ...day,
        avoid: { label: 'Closing', weight: Infinity },
      })),
    },
  ),
  'dayForbidden',
  { module: 'Budget', needed: 1, available: 0, unit: 'days' },
);
told(
  'no room that is large enough',
  onlySg(
    {},
    {
      sites: problem.sites.map((site) => ({ ...site, rooms: [{ id: 'small', seats: 3 }] })),
    },
  ),
  'roomTooSmall',
  { needed: 4, available: 3, unit: 'seats' },
);
told('no room at all', onlySg({}, { sites: [] }), 'roomMissing', {
  needed: 1,
  available: 0,
  unit: 'rooms',
});
told(
  'more days of rooms than are open',
  onlySg(
    {},
    {
      sites: [
        {
          ...problem.sites[0]!,
          rooms: [{ id: 'only', seats: 12 }],
          closed: [{ from: '2024-01-09', until: '2024-02-04' }],
        },
      ],
      groups: [
        { id: 'g1', track: 'sg' },
        { id: 'g2', track: 'sg' },
      ],
    },
  ),
  'roomTwice',
  { needed: 2, available: 1, unit: 'roomDays' },
);
told(
  'an office that is in one group as a whole',
  onlySg(
    {},
    {
      people: problem.people
        .filter(({ track }) => track === 'sg')
        .map((one, at) => ({ ...one, office: at < 3 ? 'office' : null })),
    },
  ),
  'officeEmpty',
  { needed: 2, available: 1, people: 3, unit: 'groups' },
);
told(
  'a person of no known track',
  onlySg({}, { people: [{ ...problem.people[4]!, track: 'lost' }] }),
  'personWithoutGroup',
  { track: 'lost' },
);

describe('what no plan can keep', () => {
  it('is nothing where there is a plan', () => {
    expect(impossible(problem)).toEqual([]);
    expect(impossible(amiensProblem())).toEqual([]);
  });

  it.each(cases)('is told: $what', ({ narrow, rule, facts }) => {
    const told = impossible(narrow).find((broken) => broken.rule === rule);
    expect(told).toMatchObject({ hard: true, facts });
    const weights: PlanProblem['weights'] = { [rule]: 0 };
    const off = impossible({ ...narrow, weights });
    expect(off.filter((broken) => broken.rule === rule)).toEqual([]);
  });

  it('asks nothing more of what has been held', () => {
    const plan = legalPlan();
    const held = {
      ...problem,
      trainers: [],
      pairs: [],
      groups: plan.groups.map(({ id, track, members }) => ({ id, track, members })),
      sessions: plan.sessions.map((session) => ({ ...session, pinned: false, held: true })),
    };
    expect(impossible(held)).toEqual([]);
  });
});
