import type { Plan, PlanProblem } from '../../../shared/training/planner/planner.types.ts';
import type { GroupRow } from './training.store.ts';

/**
 * Groups that stand for new ones of a plan that was made anew: what people know a group by stays, and its
 * sessions move instead of being made again.
 */
export interface StandIns {
  /** The stored group, by the id of the plan's. */
  readonly of: ReadonlyMap<string, GroupRow>;
  /** Stored groups that the plan has no use for. */
  readonly spare: readonly GroupRow[];
}

/** Finds stored groups that a plan does not know, and gives each new group of its track one. */
export function standIns(
  { groups }: Pick<Plan, 'groups'>,
  problem: PlanProblem,
  stored: readonly GroupRow[],
): StandIns {
  const known = new Set((problem.groups ?? []).map(({ id }) => id));
  const tracks = new Set(problem.tracks.map(({ id }) => id));
  const spare = stored.filter(({ id, track }) => tracks.has(track ?? '') && !known.has(id));
  const of = new Map<string, GroupRow>();
  for (const { id, track } of groups) {
    if (known.has(id)) continue;
    const at = spare.findIndex((one) => one.track === track);
    if (at !== -1) of.set(id, spare.splice(at, 1)[0]!);
  }
  return { of, spare };
}
