import type { Plan, Progress, Score } from '../../../shared/training/planner/planner.types.ts';
import { createPlanning, type PlanningOptions } from '../../../shared/training/planner/planning.ts';
import type { WaveProblem } from './planProblem.ts';

/** A plan, and the problem that it answers. */
export interface FoundPlan {
  readonly wave: WaveProblem;
  readonly plan: Plan;
}

/** A search of a wave's plan, from one start or several. */
export interface PlanSearch {
  /** Searches on for about so many milliseconds. */
  step(budgetMs: number): Progress;
  best(): FoundPlan;
}

/** The share of the time that a search around the existing plan gets before all is made anew. */
const FIRST_SHARE = 0.6;

/**
 * Searches around the existing plan first, then anew with the time that is left: what is made anew is never
 * proposed where it breaks more than what can stay.
 * @param starts the problem as it stands; one that is made anew, where that is asked for
 */
export function createPlanSearch(
  starts: readonly [WaveProblem] | readonly [WaveProblem, WaveProblem],
  { seed, now, totalMs }: Pick<PlanningOptions, 'seed' | 'now' | 'totalMs'>,
): PlanSearch {
  const [first, anew] = starts;
  if (anew === undefined) {
    const planning = createPlanning(first.problem, { seed, now, totalMs });
    return {
      step: (ms) => planning.step(ms),
      best: () => ({ wave: first, plan: planning.best() }),
    };
  }
  const standing = createPlanning(first.problem, { seed, now, totalMs: totalMs * FIRST_SHARE });
  let fresh: ReturnType<typeof createPlanning> | null = null;
  let worked = 0;
  let standingScore: Score = { hard: 0, soft: 0 };
  const freshPlanning = (): ReturnType<typeof createPlanning> =>
    (fresh ??= createPlanning(anew.problem, {
      seed,
      now,
      totalMs: Math.max(totalMs - worked, totalMs * (1 - FIRST_SHARE)),
    }));
  return {
    step(budgetMs) {
      const started = now();
      if (fresh === null) {
        const { done, progress, best } = standing.step(budgetMs);
        worked += now() - started;
        standingScore = best;
        if (done) freshPlanning();
        return { done: false, progress: progress * FIRST_SHARE, best };
      }
      const { done, progress, best } = fresh.step(budgetMs);
      return {
        done,
        progress: FIRST_SHARE + progress * (1 - FIRST_SHARE),
        best: best.hard <= standingScore.hard ? best : standingScore,
      };
    },
    best() {
      const stays = standing.best();
      const made = freshPlanning().best();
      return isNoWorse(made, stays) ? { wave: anew, plan: made } : { wave: first, plan: stays };
    },
  };
}

/** Whether a plan made anew breaks no more than one that leaves what can stay, and drops no session. */
function isNoWorse(made: Plan, stays: Plan): boolean {
  if (made.score.hard !== stays.score.hard) return made.score.hard < stays.score.hard;
  return made.sessions.length >= stays.sessions.length;
}
