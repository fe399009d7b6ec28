import { describe, expect, it } from 'vitest';
import { createPlanning } from './planning.ts';
import { impossible } from './impossible.ts';
import type { Plan, PlanProblem } from './planner.types.ts';
import { RULES, RULE_IDS, WAIVABLE_RULES, type RuleId } from './rules.ts';
import { smallProblem } from './testing/smallProblem.ts';

type Waivable = (typeof WAIVABLE_RULES)[number];
const small = smallProblem();
const UNITS = 150;

function planned(problem: PlanProblem): Plan {
  const planning = createPlanning(problem, {
    seed: 1,
    now: () => 0,
    totalMs: 1000,
    totalUnits: UNITS,
  });
  planning.stepCount(UNITS);
  return planning.best();
}
const units = (plan: Plan, rule: RuleId): number =>
  plan.broken.filter((one) => one.rule === rule).length;

const eachTrainer = (set: Partial<PlanProblem['trainers'][number]>): PlanProblem => ({
  ...small,
  trainers: small.trainers.map((one) => ({ ...one, ...set })),
});
const eachDay = (set: Partial<PlanProblem['days'][number]>): PlanProblem => ({
  ...small,
  days: small.days.map((one) => ({ ...one, ...set })),
});
const eachModule = (
  set: Partial<PlanProblem['tracks'][number]['modules'][number]>,
): PlanProblem => ({
  ...small,
  tracks: small.tracks.map((track) => ({
    ...track,
    modules: track.modules.map((module) => ({ ...module, ...set })),
  })),
});
const eachPerson = (set: Partial<PlanProblem['people'][number]>): PlanProblem => ({
  ...small,
  people: small.people.map((one) => ({ ...one, ...set })),
});
const onlyDays = (...dates: string[]): PlanProblem => ({
  ...small,
  days: small.days.filter(({ date }) => dates.includes(date)),
});
const pinnedElsewhere: PlanProblem = {
  ...small,
  groups: [
    {
      id: 'gb',
      track: 'sg',
      members: ['b1', 'b2', 'b3', 'b4'],
      trainers: ['t3', 't4'],
      site: 'laon',
      pinned: true,
    },
  ],
  sessions: [
    {
      id: 'gb-m1',
      group: 'gb',
      module: 'm1',
      day: '2024-01-10',
      half: 'day',
      site: 'amiens',
      room: 'small',
      trainers: ['t1', 't2'],
      pinned: true,
    },
  ],
};

/** For each rule that may be waived, a problem that cannot be planned without breaking it. */
const tight: Readonly<Record<Waivable, PlanProblem>> = {
  pairIncomplete: { ...small, trainers: small.trainers.slice(0, 1), pairs: [] },
  trainerTooFar: eachTrainer({ maxTravelMinutes: 1, home: { lat: 43.3, lng: 5.4 } }),
  trainerWeekFull: eachTrainer({ maxDaysPerWeek: 0 }),
  trainingBaseClosed: eachDay({ trainingBase: false }),
  dayForbidden: eachDay({ avoid: { label: 'Closing', weight: Infinity } }),
  // Both modules of a track on the one day that there is, the whole one first.
  modulesInOrder: {
    ...onlyDays('2024-01-09', '2024-01-10'),
    tracks: small.tracks.map((track) => ({
      ...track,
      modules: track.modules.map((module) => ({
        ...module,
        ...(module.id === 'm1' && track.id === 'ac' && { notBefore: '2024-01-10' }),
        ...(module.id === 'm2' && { notAfter: '2024-01-09' }),
      })),
    })),
  },
  moduleWindow: eachModule({ notAfter: '2024-01-01' }),
  afterDeadline: eachPerson({ deadline: '2024-01-01' }),
  officeEmpty: {
    ...eachPerson({ office: 'one' }),
    people: small.people
      .filter(({ track }) => track === 'ac')
      .map((one) => ({ ...one, office: 'one' })),
  },
  dayAvoided: eachDay({ avoid: { label: 'Budget', weight: 1 } }),
  gapTooShort: onlyDays('2024-01-09', '2024-01-10'),
  sameSphere: eachTrainer({ sphere: 'accounting' }),
  schoolTogether: eachPerson({ establishment: 'one' }),
  groupOffAim: {
    ...small,
    tracks: small.tracks.map((track) => ({ ...track, aim: 40, max: 40 })),
  },
  travelLong: eachPerson({ at: { lat: 43.3, lng: 5.4 } }),
  loadUneven: {
    ...small,
    trainers: small.trainers.map((one) => ({
      ...one,
      tracks: one.id === 't1' || one.id === 't2' ? null : [],
    })),
  },
  officeThin: {
    ...small,
    people: small.people.map((one) => ({
      ...one,
      office: one.track === 'ac' || one.id === 'b1' ? 'one' : null,
    })),
  },
  pairChanged: pinnedElsewhere,
  siteChanged: pinnedElsewhere,
};

describe('a rule that a wave does without', () => {
  it.each(WAIVABLE_RULES)('%s is not kept, in no step of the search', (rule) => {
    const problem = tight[rule];
    const waived = { ...problem, weights: { [rule]: 0 } };
    const kept = planned(problem);
    const free = planned(waived);
    expect(units(kept, rule)).toBeGreaterThan(0);
    expect(units(free, rule)).toBe(0);
    expect(impossible(waived).map((one) => one.rule)).not.toContain(rule);
    if (RULES[rule].hard) expect(free.score.hard).toBeLessThan(kept.score.hard);
    else expect(free.score.soft).toBeLessThan(kept.score.soft);
  });

  it.each(['trainingBaseClosed', 'dayForbidden', 'moduleWindow'] as const)(
    '%s closes no day to the search',
    (rule) => {
      // One day is open by the rule, and off for the trainers; the others are open without it.
      const day = '2024-01-10';
      const closing: Partial<Record<RuleId, PlanProblem>> = {
        trainingBaseClosed: {
          ...small,
          days: small.days.map((one) => ({ ...one, trainingBase: one.date === day })),
        },
        dayForbidden: {
          ...small,
          days: small.days.map((one) =>
            one.date === day ? one : { ...one, avoid: { label: 'Closing', weight: Infinity } },
          ),
        },
        moduleWindow: eachModule({ notBefore: day, notAfter: day }),
      };
      const away = [{ from: day, until: day }];
      const problem = {
        ...closing[rule]!,
        trainers: small.trainers.map((one) => ({ ...one, away })),
      };
      expect(planned(problem).score.hard).toBeGreaterThan(0);
      expect(planned({ ...problem, weights: { [rule]: 0 } }).score.hard).toBe(0);
    },
  );

  it('is none of those that say what cannot be, or that keep what people know', () => {
    const others = RULE_IDS.filter((rule) => !WAIVABLE_RULES.some((one) => one === rule));
    expect(others.filter((rule) => !RULES[rule].hard)).toEqual([
      'planChanged',
      'groupEmpty',
      'memberMoved',
      'moduleRepeated',
    ]);
    expect(others.filter((rule) => RULES[rule].hard)).toEqual([
      'groupTooLarge',
      'trainerTwice',
      'personTwice',
      'roomTwice',
      'roomTooSmall',
      'roomMissing',
      'trainerAway',
      'dayOff',
      'dayPast',
      'dayOutside',
      'siteClosed',
      'trackNotTaught',
      'sessionMissing',
      'personWithoutGroup',
      'modulesMissed',
      'personInTwoGroups',
    ]);
  });
});
