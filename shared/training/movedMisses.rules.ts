import type { LocalDate } from '../kernel/dates.ts';
import { sessionDays } from './sessionDays.rules.ts';
import type { SessionView } from './training.views.ts';

/** A group that somebody would go to has held modules before the day. */
export interface MovedMisses {
  /** Whether the group has begun by then. */
  readonly begun: boolean;
  /** Titles of what it will have held by then, will not hold again, and the group before has not held. */
  readonly missed: readonly string[];
}

/**
 * What somebody would miss who goes from a group to another one on a day: modules that the other has held
 * by then and theirs has not.
 */
export function movedMisses(
  sessions: readonly SessionView[],
  { from, to, on }: { readonly from: string | null; readonly to: string; readonly on: LocalDate },
): MovedMisses {
  const days = sessions.flatMap(sessionDays).filter((one) => one.status !== 'cancelled');
  const of = (group: string | null, before: boolean) =>
    days.filter(
      ({ groups, module, day }) =>
        group !== null && groups.includes(group) && module !== null && day < on === before,
    );
  const known = new Set(of(from, true).map(({ module }) => module));
  const again = new Set(of(to, false).map(({ module }) => module));
  const held = of(to, true);
  const missed = held.filter(({ module }) => !known.has(module) && !again.has(module));
  return { begun: held.length > 0, missed: [...new Set(missed.map(({ title }) => title))] };
}
