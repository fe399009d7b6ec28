import { describe, expect, it } from 'vitest';
import { checkPlan, whyNot } from './checkPlan.ts';
import { createPlanning } from './planning.ts';
import type { PlanProblem, TakenTime } from './planner.types.ts';
import { legalPlan, smallProblem } from './testing/smallProblem.ts';

const plan = legalPlan();
/** A webinar of somebody, at once with the first session of group `ga`. */
const webinar: TakenTime = {
  id: 'webinar',
  label: 'Opening',
  day: '2024-01-09',
  half: 'morning',
  site: null,
  room: null,
  trainers: [],
  people: [],
};
const withTaken = (...taken: Partial<TakenTime>[]): PlanProblem => ({
  ...smallProblem(),
  taken: taken.map((one, at) => ({ ...webinar, id: `webinar-${at}`, ...one })),
});
const told = (problem: PlanProblem) =>
  checkPlan(problem, plan).map(({ rule, sessions = [] }) => [rule, ...sessions]);

describe('what is not planned', () => {
  it.each([
    ['personTwice', { people: ['a2', 'b1'] }],
    ['trainerTwice', { trainers: ['t1'] }],
    ['roomTwice', { site: 'amiens', room: 'small' }],
  ])('takes what a session would need: %s', (rule, taken) => {
    expect(told(withTaken(taken))).toEqual([[rule, 'ga-m1', 'webinar-0']]);
    expect(told(withTaken({ ...taken, day: '2024-01-11' }))).toEqual([]);
  });

  it('meets itself as well, without any session', () => {
    const both = { people: ['a1'], day: '2024-01-11' };
    expect(told(withTaken(both, both))).toEqual([['personTwice', 'webinar-0', 'webinar-1']]);
  });

  it('counts in the days of a week that a trainer has', () => {
    const problem = withTaken({ trainers: ['t1'], day: '2024-01-11' });
    const trainers = problem.trainers.map((one) => ({ ...one, maxDaysPerWeek: 1 }));
    expect(told({ ...problem, trainers })).toEqual([['trainerWeekFull', 'ga-m1', 'webinar-0']]);
  });

  it('leaves nobody missing at an office', () => {
    expect(told(withTaken({ people: ['a1', 'b1'], day: '2024-01-11' }))).toEqual([]);
  });

  it('is told what it would break on each day, and what its own day breaks', () => {
    const problem = withTaken({ people: ['a1'], trainers: ['t3'], day: '2024-01-13' });
    const hints = new Map(whyNot(problem, plan, 'webinar-0').map((one) => [one.date, one]));
    expect(hints.get('2024-01-09')).toMatchObject({ hard: 1, reasons: { personTwice: 1 } });
    expect(hints.get('2024-01-10')).toMatchObject({ hard: 1, reasons: { trainerTwice: 1 } });
    expect(hints.get('2024-01-11')).toMatchObject({ hard: 0, reasons: {} });
    expect(hints.get('2024-01-13')).toMatchObject({ hard: 1, reasons: { dayOff: 1 } });
    expect(checkPlan(problem, plan)).toMatchObject([
      { rule: 'dayOff', where: { session: { id: 'webinar-0', label: 'Opening' } } },
    ]);
  });

  it('is planned around', () => {
    const problem = smallProblem();
    // Every morning of the weeks in which the training base is open but of one day.
    const days = problem.days.filter((day) => day.trainingBase && day.date !== '2024-01-17');
    const taken = days.map(({ date }, at) => ({
      ...webinar,
      id: `webinar-${at}`,
      day: date,
      people: ['a1'],
    }));
    const planning = createPlanning(
      { ...problem, taken },
      { seed: 1, now: () => 0, totalMs: 1000, totalUnits: 200 },
    );
    planning.stepCount(200);
    const { score, sessions } = planning.best();
    expect(score.hard).toBe(0);
    expect(sessions.find(({ track, module }) => track === 'ac' && module === 'm1')?.day).toBe(
      '2024-01-17',
    );
  });
});
