import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { Plan, PlanProblem } from '../../../shared/training/planner/planner.types.ts';
import type { GroupRow, SessionRow } from './training.store.ts';

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

/**
 * The stored sessions that those of a plan are, by the plan's ids. What is made anew stays what it was in
 * people's calendars: a session of the same group and module that the plan does not know moves.
 * @param groupOf the stored group that a plan's group is; the same id where it is new
 */
export function standInSessions(
  { sessions, removed }: Pick<Plan, 'sessions' | 'removed'>,
  problem: PlanProblem,
  stored: readonly SessionRow[],
  today: LocalDate,
  groupOf: (group: string) => string,
): ReadonlyMap<string, SessionRow> {
  const rows = new Map(stored.map((row) => [row.id, row]));
  const known = new Set([
    ...sessions.map(({ id }) => id),
    ...(problem.sessions ?? []).map(({ id }) => id),
  ]);
  for (const id of removed) known.delete(id);
  const spare = new Map<string, SessionRow>(
    stored
      .filter((row) => !known.has(row.id) && isOpen(row, today) && row.groups?.length === 1)
      .map((row) => [`${row.groups![0]} ${row.module}`, row] as const),
  );
  const of = new Map<string, SessionRow>();
  for (const { id, group, module } of sessions) {
    const key = `${groupOf(group)} ${module}`;
    const row = rows.get(id) ?? spare.get(key);
    if (row === undefined) continue;
    of.set(id, row);
    if (row === spare.get(key)) spare.delete(key);
  }
  return of;
}

/** Whether a session is still to come and not held or cancelled. */
export function isOpen(
  { status, day }: Pick<SessionRow, 'status' | 'day'>,
  today: LocalDate,
): boolean {
  return (status === 'planned' || status === 'confirmed') && (day ?? today) >= today;
}
