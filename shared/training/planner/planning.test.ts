import { describe, expect, it } from 'vitest';
import { amiensProblem } from '../../../test/bench/training/amiens.ts';
import { addDays, weekdayOf } from '../../kernel/dates.ts';
import { checkPlan, createChecker, whyNot } from './checkPlan.ts';
import { createPlanning } from './planning.ts';
import type { Plan, PlanProblem } from './planner.types.ts';
import { smallProblem } from './testing/smallProblem.ts';

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

/** The problem again with a plan that exists. */
function again(problem: PlanProblem, plan: Plan): PlanProblem {
  return {
    ...problem,
    groups: plan.groups.map(({ site, ...group }) => ({ ...group, site: site ?? undefined })),
    sessions: plan.sessions.map((session) => ({ ...session, pinned: false })),
  };
}

describe('planning again', () => {
  const problem = amiensProblem();
  const plan = planned(problem);

  it('leaves a plan as it is when nothing has happened', () => {
    const next = planned(again(problem, plan), 3);
    expect(next.moved).toBe(0);
    expect(next.score.hard).toBe(0);
  });

  it.each([0, 7, 18, 29])('moves the sessions of an ill trainer in that week alone (%i)', (at) => {
    const { day, trainers } = plan.sessions[at]!;
    const from = addDays(day, 1 - weekdayOf(day));
    const until = addDays(from, 6);
    const ill = trainers[0]!;
    const next = planned(
      again(
        {
          ...problem,
          trainers: problem.trainers.map((one) =>
            one.id === ill ? { ...one, away: [{ from, until }] } : one,
          ),
        },
        plan,
      ),
    );
    expect(next.score.hard).toBe(0);
    const touched = plan.sessions.filter(
      (session) => session.trainers.includes(ill) && from <= session.day && session.day <= until,
    );
    const was = new Map(plan.sessions.map((session) => [session.id, session]));
    const moved = next.sessions.filter(({ id, day, half, site, trainers }) => {
      const now = { day, half, site, trainers };
      const { day: d, half: h, site: s, trainers: t } = was.get(id)!;
      return JSON.stringify(now) !== JSON.stringify({ day: d, half: h, site: s, trainers: t });
    });
    expect(moved.map(({ id }) => id).sort()).toEqual(touched.map(({ id }) => id).sort());
    expect(next.moved).toBe(touched.length);
  });

  it('never moves what is pinned or has been held', () => {
    const ill = plan.sessions[0]!.trainers[0]!;
    const next = planned({
      ...again(problem, plan),
      sessions: plan.sessions.map((session, at) => ({
        ...session,
        pinned: at % 2 === 0,
        held: at % 2 === 1,
      })),
      trainers: problem.trainers.map((one) =>
        one.id === ill ? { ...one, away: [{ from: '2023-11-13', until: '2024-03-29' }] } : one,
      ),
    });
    expect(next.sessions).toEqual(plan.sessions);
    expect(next.broken.filter(({ hard }) => hard).map(({ rule }) => rule)).toContain('trainerAway');
  });
});

describe('what can not be planned', () => {
  const problem = smallProblem();

  it('is planned as well as can be, and says which rule is broken where', () => {
    const lonely = { ...problem, trainers: problem.trainers.slice(0, 1), pairs: [] };
    const plan = planned(lonely);
    expect(plan.sessions).toHaveLength(3);
    const told = plan.broken.filter(({ rule }) => rule === 'pairIncomplete');
    expect(told.map(({ where }) => where.session?.id)).toHaveLength(3);
    expect(told[0]!.facts).toEqual({ needed: 2, available: 1 });
  });

  it('is left out where there is no day at all', () => {
    const plan = planned({ ...problem, days: [] });
    expect(plan.sessions).toEqual([]);
    expect(plan.broken.filter(({ rule }) => rule === 'sessionMissing')).toHaveLength(3);
  });

  it('has nothing to plan without people', () => {
    const plan = planned({ ...problem, people: [] });
    expect(plan).toMatchObject({
      groups: [],
      sessions: [],
      broken: [],
      score: { hard: 0, soft: 0 },
    });
  });

  it('pairs free trainers of different spheres where pairs are missing', () => {
    const plan = planned({ ...problem, pairs: [] });
    const sphere = new Map(problem.trainers.map((one) => [one.id, one.sphere]));
    for (const { trainers } of plan.groups) {
      expect(new Set(trainers.map((id) => sphere.get(id))).size).toBe(2);
    }
    expect(plan.score.hard).toBe(0);
  });
});

describe('a step', () => {
  it('ends when its time is over, and the search when all of its time is', () => {
    let ms = 0;
    let looks = 0;
    const now = (): number => {
      looks += 1;
      ms += 1;
      return ms;
    };
    const planning = createPlanning(amiensProblem(), { seed: 1, now, totalMs: 500 });
    let steps = 0;
    for (let done = false; !done; steps += 1) {
      const before = looks;
      const report = planning.step(10);
      ({ done } = report);
      // Each look at the clock comes after one small piece of work.
      expect(looks - before).toBeLessThanOrEqual(11);
      expect(report.progress).toBeLessThanOrEqual(1);
    }
    expect(steps).toBe(51);
    expect(planning.best().score.hard).toBe(0);
  });

  it('goes on as if nobody had asked for the best plan', () => {
    const options = { seed: 5, now: () => 0, totalMs: Infinity, totalUnits: 300 };
    const asked = createPlanning(amiensProblem(), options);
    const quiet = createPlanning(amiensProblem(), options);
    for (let done = false; !done;) {
      ({ done } = asked.stepCount(40));
      asked.best();
    }
    while (!quiet.stepCount(40).done);
    expect(asked.best()).toEqual(quiet.best());
  });
});

describe('the time that a search has', () => {
  const problem = smallProblem();
  const closed = { from: '2024-01-08', until: '2024-02-04' };
  /** Milliseconds of a search in which each piece of work takes one. */
  function searched(of: PlanProblem, totalMs: number): { ms: number; hard: number } {
    let ms = 0;
    const now = (): number => ms++;
    const planning = createPlanning(of, { seed: 1, now, totalMs });
    let before = -1;
    for (let done = false; !done;) {
      const report = planning.step(50);
      ({ done } = report);
      expect(report.progress).toBeGreaterThanOrEqual(before);
      before = report.progress;
    }
    return { ms, hard: planning.best().score.hard };
  }

  it('is used up while hard rules are broken', () => {
    const shut = { ...problem, sites: problem.sites.map((one) => ({ ...one, closed: [closed] })) };
    const { ms, hard } = searched(shut, 4000);
    expect(hard).toBe(3);
    expect(ms).toBeGreaterThanOrEqual(4000);
  });

  it('is left when a legal plan gets no better, and where no plan can be legal', () => {
    const legal = searched(problem, 20_000);
    expect(legal.hard).toBe(0);
    expect(legal.ms).toBeLessThan(8000);
    const alone = { ...problem, trainers: problem.trainers.slice(0, 1), pairs: [] };
    expect(searched(alone, 40_000).ms).toBeLessThan(20_000);
  });

  it('is not for tidying up a plan that is legal already', () => {
    const plan = planned(problem);
    expect(searched(again(problem, plan), 20_000).ms).toBeLessThan(1000);
  });

  it('is as long for what is made anew around what was held as for a first plan', () => {
    const plan = planned(problem);
    const held = plan.sessions.filter(({ module }) => module === 'm1');
    const fresh = {
      ...again(problem, plan),
      sessions: held.map((one) => ({ ...one, pinned: false, held: true })),
    };
    expect(searched(fresh, 20_000).ms).toBeGreaterThan(1000);
  });
});
