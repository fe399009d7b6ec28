import { describe, expect, it } from 'vitest';
import { checkPlan, createChecker, whyNot } from './checkPlan.ts';
import type {
  Broken,
  PlanDraft,
  PlannedGroup,
  PlannedSession,
  PlanPerson,
  PlanProblem,
  PlanTrainer,
} from './planner.types.ts';
import { RULES, type RuleId } from './rules.ts';
import { legalPlan, smallProblem } from './testing/smallProblem.ts';

interface Case {
  readonly rule: RuleId;
  readonly problem?: PlanProblem;
  readonly plan?: PlanDraft;
  /** Ids of where it is broken. */
  readonly at: Readonly<Record<string, string>>;
  readonly facts?: Readonly<Record<string, string | number>>;
  /** Other hard rules that cannot but be broken as well. */
  readonly also?: readonly RuleId[];
}

const problem = smallProblem();
const plan = legalPlan();

function session(id: string, change: Partial<PlannedSession>): PlanDraft {
  const sessions = plan.sessions.map((one) => (one.id === id ? { ...one, ...change } : one));
  return { ...plan, sessions };
}
function group(id: string, change: Partial<PlannedGroup>): PlanDraft {
  const groups = plan.groups.map((one) => (one.id === id ? { ...one, ...change } : one));
  return { ...plan, groups };
}
function trainer(id: string, change: Partial<PlanTrainer>): PlanProblem {
  const trainers = problem.trainers.map((one) => (one.id === id ? { ...one, ...change } : one));
  return { ...problem, trainers };
}
function person(id: string, change: Partial<PlanPerson>): PlanProblem {
  const people = problem.people.map((one) => (one.id === id ? { ...one, ...change } : one));
  return { ...problem, people };
}
const sites = (change: Partial<PlanProblem['sites'][number]>): PlanProblem => ({
  ...problem,
  sites: problem.sites.map((one) => (one.id === 'laon' ? { ...one, ...change } : one)),
});

/** A problem in which the first session of the first group has been held. */
const begun = (of: PlanProblem): PlanProblem => ({
  ...of,
  groups: plan.groups.map(({ id, track, members }) => ({ id, track, members })),
  sessions: [{ ...plan.sessions[0]!, pinned: false, held: true }],
});

const GA2 = { group: 'ga', session: 'ga-m2' };
const GB1 = { group: 'gb', session: 'gb-m1' };
const newcomers = ['a5', 'a6'].map((id) => ({ ...problem.people[1]!, id, name: id }));

const cases: readonly Case[] = [
  {
    rule: 'groupTooLarge',
    problem: { ...problem, people: [...problem.people, ...newcomers] },
    plan: {
      groups: [
        { ...plan.groups[0]!, members: ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'] },
        plan.groups[1]!,
      ],
      sessions: plan.sessions.map((one) => ({ ...one, room: 'large' })),
    },
    at: { group: 'ga', track: 'ac' },
    facts: { size: 6, max: 5, stays: '' },
  },
  {
    rule: 'pairIncomplete',
    plan: session('gb-m1', { trainers: ['t3'] }),
    at: GB1,
    facts: { needed: 2, available: 1 },
  },
  {
    rule: 'trainerTwice',
    plan: session('gb-m1', { day: '2024-01-16', trainers: ['t1', 't4'] }),
    at: { trainer: 't1', day: '2024-01-16' },
    facts: { sessions: 2, halfDays: 1 },
    also: ['officeEmpty'],
  },
  {
    rule: 'personTwice',
    plan: session('ga-m2', { day: '2024-01-09', room: 'large', trainers: ['t3', 't4'] }),
    at: { session: 'ga-m2', day: '2024-01-09' },
    facts: { sessions: 2, people: 4 },
    also: ['modulesInOrder'],
  },
  {
    rule: 'roomTwice',
    problem: person('a1', { office: null }),
    plan: session('gb-m1', { day: '2024-01-09', site: 'amiens' }),
    at: { site: 'amiens', room: 'small', day: '2024-01-09' },
    facts: { sessions: 2, halfDays: 2 },
  },
  {
    rule: 'roomTooSmall',
    problem: sites({ rooms: [{ id: 'small', seats: 3 }] }),
    at: { ...GB1, room: 'small' },
    facts: { needed: 4, available: 3 },
  },
  { rule: 'roomMissing', plan: session('gb-m1', { room: null }), at: GB1 },
  {
    rule: 'trainerAway',
    problem: trainer('t3', { away: [{ from: '2024-01-10', until: '2024-01-12' }] }),
    at: { ...GB1, trainer: 't3', day: '2024-01-10' },
    facts: { from: '2024-01-10', until: '2024-01-12' },
  },
  {
    rule: 'trainerTooFar',
    problem: trainer('t1', { maxTravelMinutes: 60 }),
    plan: session('gb-m1', { trainers: ['t1', 't4'] }),
    at: { ...GB1, trainer: 't1', site: 'laon' },
    facts: { minutes: 142, max: 60 },
  },
  {
    rule: 'dayOff',
    plan: session('ga-m2', { day: '2024-01-27' }),
    at: { ...GA2, day: '2024-01-27' },
    facts: { reason: 'weekend' },
  },
  {
    rule: 'dayPast',
    problem: {
      ...problem,
      days: problem.days.map((day) =>
        day.date === plan.sessions.find(({ id }) => id === 'ga-m2')!.day
          ? { ...day, gone: 'past' }
          : day,
      ),
    },
    at: GA2,
  },
  { rule: 'dayOutside', plan: session('ga-m2', { day: '2024-03-01' }), at: GA2 },
  {
    rule: 'dayForbidden',
    problem: {
      ...problem,
      days: problem.days.map((day) =>
        day.date === '2024-01-10' ? { ...day, avoid: { label: 'Closing', weight: Infinity } } : day,
      ),
    },
    at: { ...GB1, day: '2024-01-10' },
    facts: { reason: 'Closing' },
  },
  {
    rule: 'siteClosed',
    problem: sites({ closed: [{ from: '2024-01-08', until: '2024-01-10' }] }),
    at: { ...GB1, site: 'laon' },
    facts: { from: '2024-01-08', until: '2024-01-10' },
  },
  {
    rule: 'trainingBaseClosed',
    plan: {
      ...plan,
      sessions: plan.sessions.map((one) => {
        if (one.id === 'ga-m1') return { ...one, day: '2024-01-22' };
        return one.id === 'ga-m2' ? { ...one, day: '2024-01-26' } : one;
      }),
    },
    at: { group: 'ga', session: 'ga-m1', day: '2024-01-22' },
  },
  {
    rule: 'modulesInOrder',
    plan: session('ga-m2', { day: '2024-01-08' }),
    at: GA2,
    facts: { before: 'First steps', day: '2024-01-09' },
  },
  {
    rule: 'moduleWindow',
    problem: {
      ...problem,
      tracks: problem.tracks.map((track) => ({
        ...track,
        modules: track.modules.map((module) =>
          module.id === 'm2' ? { ...module, notBefore: '2024-01-17' } : module,
        ),
      })),
    },
    at: GA2,
    facts: { notBefore: '2024-01-17', notAfter: '' },
  },
  {
    rule: 'afterDeadline',
    problem: person('a3', { deadline: '2024-01-15' }),
    at: { ...GA2, person: 'a3' },
    facts: { people: 1, deadline: '2024-01-15' },
  },
  {
    rule: 'officeEmpty',
    plan: session('gb-m1', { day: '2024-01-09' }),
    at: { office: 'office-1', day: '2024-01-09' },
    facts: { people: 2, away: 2 },
  },
  {
    rule: 'trainerWeekFull',
    problem: trainer('t4', { maxDaysPerWeek: 1 }),
    plan: session('ga-m2', { day: '2024-01-12', trainers: ['t1', 't4'] }),
    at: { trainer: 't4' },
    facts: { days: 2, max: 1, week: '2024-01-08' },
  },
  {
    rule: 'trackNotTaught',
    problem: trainer('t3', { tracks: ['ac'] }),
    at: { ...GB1, trainer: 't3', track: 'sg' },
  },
  {
    rule: 'sessionMissing',
    plan: { ...plan, sessions: plan.sessions.slice(0, 2) },
    at: { group: 'gb', session: 'gb.m1' },
  },
  {
    rule: 'personWithoutGroup',
    plan: group('gb', { members: ['b1', 'b2', 'b3'] }),
    at: { person: 'b4', track: 'sg' },
  },
  {
    rule: 'modulesMissed',
    problem: begun(person('a4', { followed: [] })),
    at: { person: 'a4', group: 'ga', track: 'ac' },
    facts: { modules: 'First steps' },
  },
  {
    rule: 'personInTwoGroups',
    plan: {
      groups: [...plan.groups, { ...plan.groups[0]!, id: 'gc', label: 'C', members: ['a4'] }],
      sessions: [
        ...plan.sessions,
        { ...plan.sessions[0]!, id: 'gc-m1', group: 'gc', day: '2024-01-10' },
        { ...plan.sessions[1]!, id: 'gc-m2', group: 'gc', day: '2024-01-17' },
      ],
    },
    at: { person: 'a4', track: 'ac' },
    facts: { groups: 'ga, C' },
  },
];

const hardOf = (broken: readonly Broken[]): Broken[] => broken.filter(({ hard }) => hard);

describe('checking a plan', () => {
  it('finds nothing in a legal plan', () => {
    expect(checkPlan(problem, plan)).toEqual([]);
  });

  it('has a case for every hard rule', () => {
    const hard = Object.entries(RULES).filter(([, rule]) => rule.hard);
    expect(cases.map(({ rule }) => rule).sort()).toEqual(hard.map(([id]) => id).sort());
  });

  it.each(cases)('tells $rule with its place', (one) => {
    const found = hardOf(checkPlan(one.problem ?? problem, one.plan ?? plan));
    expect(new Set(found.map(({ rule }) => rule))).toEqual(
      new Set([one.rule, ...(one.also ?? [])]),
    );
    const [broken, ...others] = found.filter(({ rule }) => rule === one.rule);
    expect(others).toEqual([]);
    for (const [key, id] of Object.entries(one.at)) {
      const place = broken!.where[key as keyof Broken['where']];
      expect(typeof place === 'string' ? place : place?.id, key).toBe(id);
    }
    if (one.facts !== undefined) expect(broken!.facts).toEqual(one.facts);
  });

  it.each(cases)('keeps quiet about $rule when it is switched off', (one) => {
    const off = { ...(one.problem ?? problem), weights: { [one.rule]: 0 } };
    const found = hardOf(checkPlan(off, one.plan ?? plan));
    expect(found.filter(({ rule }) => rule === one.rule)).toEqual([]);
  });

  it.each(cases)('tells $rule as well after an edit of another plan', (one) => {
    const checker = createChecker(one.problem ?? problem);
    const edited = one.plan ?? plan;
    checker.check(plan);
    expect(checker.check(edited)).toEqual(checkPlan(one.problem ?? problem, edited));
    expect(checker.check(plan)).toEqual(checkPlan(one.problem ?? problem, plan));
  });

  it('tells of a group that is too large whether it has begun', () => {
    const people = [...problem.people, ...newcomers];
    const large = group('ga', { members: ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'] });
    const told = hardOf(checkPlan(begun({ ...problem, people }), large)).find(
      ({ rule }) => rule === 'groupTooLarge',
    );
    expect(told!.facts).toEqual({ size: 6, max: 5, stays: 'begun' });
  });

  it('tells the day of what counts as held and of which nobody has said so', () => {
    const days = problem.days.map((day) =>
      day.date <= '2024-01-13' ? { ...day, gone: 'past' as const } : day,
    );
    const over = { ...plan.sessions[0]!, day: '2024-01-13', pinned: false, held: true };
    const draft = { ...plan, sessions: plan.sessions.with(0, over) };
    const said = (unsaid: boolean) =>
      checkPlan({ ...problem, days, sessions: [{ ...over, unsaid }] }, draft).flatMap(
        ({ rule, where }) => (where.session?.id === over.id ? [rule] : []),
      );
    expect(said(true)).toEqual(expect.arrayContaining(['dayPast', 'dayOff']));
    expect(said(false)).toEqual([]);
  });

  it('asks nothing of what has been held, and tells what is pinned where it should not be', () => {
    const before = plan.sessions.map((one) => ({ ...one, day: '2024-01-13', pinned: true }));
    const held = { ...problem, sessions: before.map((one) => ({ ...one, held: true })) };
    const onSaturday = { ...plan, sessions: plan.sessions.with(2, before[2]!) };
    expect(hardOf(checkPlan(held, onSaturday))).toEqual([]);
    const [told] = hardOf(checkPlan({ ...problem, sessions: before }, onSaturday));
    expect(told).toMatchObject({ rule: 'dayOff', where: { session: { id: 'gb-m1' } } });
  });
});

describe('why a session can not be on a day', () => {
  const hints = new Map(whyNot(problem, plan, 'gb-m1').map((hint) => [hint.date, hint]));

  it('says of a day outside the period that, and not that the training base is closed', () => {
    const early = {
      ...plan,
      sessions: plan.sessions.map((one) => {
        if (one.id === 'ga-m1') return { ...one, day: '2024-03-01' };
        return one.id === 'ga-m2' ? { ...one, day: '2024-03-05' } : one;
      }),
    };
    const rules = hardOf(checkPlan(problem, early)).map(({ rule }) => rule);
    expect(rules).toContain('dayOutside');
    expect(rules).not.toContain('trainingBaseClosed');
  });

  it('counts the reasons of every day', () => {
    expect(hints.get('2024-01-10')).toMatchObject({ hard: 0, soft: 0, reasons: {} });
    expect(hints.get('2024-01-11')).toMatchObject({ hard: 0, reasons: {} });
    expect(hints.get('2024-01-13')).toMatchObject({ hard: 1, reasons: { dayOff: 1 } });
    expect(hints.get('2024-01-09')).toMatchObject({ hard: 2, reasons: { officeEmpty: 2 } });
    expect(hints.get('2024-01-16')).toMatchObject({ hard: 1, reasons: { officeEmpty: 1 } });
    expect(hints.size).toBe(problem.days.length);
  });

  it('takes the better half of a day for half a day', () => {
    const busy = session('gb-m1', { half: 'morning', day: '2024-01-18' });
    const hint = whyNot(problem, busy, 'ga-m2').find(({ date }) => date === '2024-01-18')!;
    expect(hint).toMatchObject({ half: 'afternoon', hard: 0, reasons: {} });
  });

  it('knows nothing of a session that is not there', () => {
    expect(whyNot(problem, plan, 'nobody')).toEqual([]);
  });
});
