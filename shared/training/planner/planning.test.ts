import { describe, expect, it } from 'vitest';
import { amiensProblem } from '../../../test/bench/training/amiens.ts';
import { checkPlan, createChecker, whyNot } from './checkPlan.ts';
import { createPlanning } from './planning.ts';
import type { Plan, PlanProblem } from './planner.types.ts';

/** A plan by a count of pieces of work: the same on every machine. */
function planned(problem: PlanProblem, seed = 1, totalUnits?: number): Plan {
  const planning = createPlanning(problem, { seed, now: () => 0, totalMs: Infinity, totalUnits });
  let progress = planning.stepCount(100);
  while (!progress.done) progress = planning.stepCount(100);
  return planning.best();
}

describe('the practice data', () => {
  const problem = amiensProblem();
  const plan = planned(problem);

  it('gives ten groups of about twenty with complete pairs and no broken hard rule', () => {
    const perTrack = ['ac', 'ac-ag', 'sc-fp', 'sg'].map(
      (track) => plan.groups.filter((group) => group.track === track).length,
    );
    expect(perTrack).toEqual([1, 3, 2, 4]);
    expect(plan.groups.flatMap(({ members }) => members).sort()).toEqual(
      problem.people.map(({ id }) => id).sort(),
    );
    for (const { trainers } of plan.groups) expect(new Set(trainers).size).toBe(2);
    expect(plan.sessions).toHaveLength(33);
    expect(plan.broken.filter(({ hard }) => hard)).toEqual([]);
    expect(plan.score.hard).toBe(0);
  });

  it('is judged by the checker as by the search', () => {
    expect(checkPlan(problem, plan)).toEqual(plan.broken);
    expect(createChecker(problem).score(plan)).toEqual(plan.score);
  });

  it('tells of each day why a session can not be there', () => {
    const session = plan.sessions[0]!;
    const hints = whyNot(problem, plan, session.id);
    expect(hints.map(({ date }) => date)).toEqual(problem.days.map(({ date }) => date));
    const present = hints.find(({ date }) => date === session.day)!;
    expect(present).toMatchObject({ hard: 0, soft: 0 });
    const christmas = hints.find(({ date }) => date === '2023-12-25')!;
    expect(christmas.hard).toBeGreaterThan(0);
    expect(christmas.reasons).toMatchObject({ dayOff: 1, trainingBaseClosed: 1 });
  });

  it('is the same for the same seed and count of pieces of work', () => {
    expect(planned(problem, 7, 200)).toEqual(planned(problem, 7, 200));
    expect(planned(problem, 7, 200)).not.toEqual(planned(problem, 8, 200));
  });
});
