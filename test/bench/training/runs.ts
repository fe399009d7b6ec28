import { build } from '../../../shared/training/planner/building.ts';
import { lineUp } from '../../../shared/training/planner/lineUp.ts';
import { modelOf } from '../../../shared/training/planner/model.ts';
import { pairPool } from '../../../shared/training/planner/pairing.ts';
import { createPlanning } from '../../../shared/training/planner/planning.ts';
import { planOf } from '../../../shared/training/planner/planOf.ts';
import type { Plan, PlanProblem } from '../../../shared/training/planner/planner.types.ts';

/** What a search did: times in milliseconds. */
export interface Run {
  readonly plan: Plan;
  readonly ms: number;
  /** Until a plan was found that breaks no hard rule; null: none was. */
  readonly legalMs: number | null;
  readonly longestStepMs: number;
}

const STEP_MS = 20;
const MOST_MS = 120_000;

/** The whole search, in steps as a window's thread would make them. */
export function search(problem: PlanProblem, seed: number): Run {
  const started = performance.now();
  const now = (): number => performance.now();
  const planning = createPlanning(problem, { seed, now, totalMs: MOST_MS });
  let legalMs: number | null = null;
  let longestStepMs = 0;
  for (let done = false; !done;) {
    const before = performance.now();
    const progress = planning.step(STEP_MS);
    const after = performance.now();
    longestStepMs = Math.max(longestStepMs, after - before);
    if (progress.best.hard === 0) legalMs ??= after - started;
    done = progress.done;
  }
  return { plan: planning.best(), ms: performance.now() - started, legalMs, longestStepMs };
}

/** The first plan alone: one thing after the other, each where it is best, nothing changed again. */
export function greedy(problem: PlanProblem): { plan: Plan; ms: number } {
  const started = performance.now();
  const board = lineUp(modelOf(problem));
  const work = build(board, pairPool(board));
  while (work.next().done !== true);
  return { plan: planOf(board), ms: performance.now() - started };
}

/** The problem again, with a plan that exists, after a trainer has fallen ill. */
export function withIllTrainer(
  problem: PlanProblem,
  plan: Plan,
  trainer: string,
  from: string,
  until: string,
): PlanProblem {
  return {
    ...problem,
    trainers: problem.trainers.map((one) =>
      one.id === trainer ? { ...one, away: [...one.away, { from, until }] } : one,
    ),
    groups: plan.groups.map(({ site, ...group }) => ({ ...group, site: site ?? undefined })),
    sessions: plan.sessions.map((session) => ({ ...session, pinned: false })),
  };
}
