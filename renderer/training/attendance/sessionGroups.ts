import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { SessionDay } from '../../../shared/training/sessionDays.rules.ts';

/** Parts of the list of sessions, in its order. */
export const sessionParts = ['today', 'toRecord', 'next', 'past'] as const;
export type SessionPart = (typeof sessionParts)[number];

/** How many sessions to come are shown: to print their sheets, or to look who comes. */
const MAX_NEXT = 6;

interface Progress {
  readonly session: string;
  readonly expected: number;
  readonly marked: number;
}

/** Sessions, and of series their days, by what is to be done with their sheets. */
export function sessionGroups(
  days: readonly SessionDay[],
  progress: readonly Progress[],
  today: LocalDate,
): Record<SessionPart, SessionDay[]> {
  const marked = new Map(progress.map((one) => [one.session, one.marked >= one.expected]));
  const parts: Record<SessionPart, SessionDay[]> = { today: [], toRecord: [], next: [], past: [] };
  for (const session of days) {
    if (session.status === 'cancelled') continue;
    if (session.day === today) parts.today.push(session);
    else if (session.day > today) parts.next.push(session);
    else parts[marked.get(session.key) === true ? 'past' : 'toRecord'].push(session);
  }
  parts.next.splice(MAX_NEXT);
  // What is longest unrecorded comes first; of what is done, the latest.
  parts.past.reverse();
  return parts;
}
