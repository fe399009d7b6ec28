import { addDays, daysBetween, type LocalDate } from '../kernel/dates.ts';
import { changeRule, ruleDays, type Recurrence } from '../calendar/recurrence.ts';
import { halvesOf } from './sessionTimes.ts';
import type { SessionView } from './training.views.ts';

/** A session on one of its days: one that does not repeat has but one. */
export interface SessionDay extends SessionView {
  /** What it is known by among all: the session's id, and of a series `id@on`. */
  readonly key: string;
  /** The day that the rule of its series gives; null: it does not repeat. */
  readonly on: LocalDate | null;
  /** Id of the holiday on which it falls, where nobody has said what becomes of it. */
  readonly off: string | null;
  readonly wasMoved: boolean;
  /** It was moved from a day that the rule no longer gives. */
  readonly leftover: boolean;
}

/** What a day of a series is known by. */
export function sessionDayKey(session: string, on: LocalDate | null): string {
  return on === null ? session : `${session}@${on}`;
}

/** All days of a session, those among them on which it does not take place: they are cancelled. */
export function sessionDays(session: SessionView): SessionDay[] {
  if (session.repeats === null) {
    const alone = { key: session.id, on: null, off: null, wasMoved: false, leftover: false };
    return [{ ...session, ...alone }];
  }
  return session.occurrences.map((one): SessionDay => {
    const from = one.from ?? session.from;
    const to = one.to ?? session.to;
    const isOut = one.status === 'cancelled' || one.status === 'dayOff';
    return {
      ...session,
      key: sessionDayKey(session.id, one.on),
      on: one.on,
      day: one.day,
      from,
      to,
      halves: halvesOf(from, to),
      status: isOut ? 'cancelled' : session.status,
      reason: one.reason ?? session.reason,
      off: one.status === 'dayOff' ? one.off : null,
      wasMoved: one.status === 'moved',
      leftover: one.leftover,
    };
  });
}

/** Days of several sessions, in their order in time. */
export function allSessionDays(sessions: readonly SessionView[]): SessionDay[] {
  const at = ({ day, from }: SessionDay): string => `${day} ${from}`;
  return sessions.flatMap(sessionDays).sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0));
}

/** How often sessions take place: what is struck out of a series does not count. */
export function countTakingPlace(sessions: readonly SessionView[]): number {
  return sessions.reduce(
    (sum, session) =>
      sum +
      (session.repeats === null
        ? 1
        : sessionDays(session).filter(({ status }) => status !== 'cancelled').length),
    0,
  );
}

/**
 * A series that begins on another day: as many days as before, and what was agreed about its days
 * is kept as {@link changeRule} says.
 */
export function shiftedSeries(first: LocalDate, recurrence: Recurrence, to: LocalDate): Recurrence {
  const last = ruleDays(first, recurrence).at(-1) ?? first;
  const by = daysBetween(first, to);
  const spare = daysBetween(last, recurrence.until);
  const least = addDays(last, by);
  const most = addDays(least, recurrence.everyWeeks * 7 - 1);
  const wished = addDays(last, spare);
  const until = wished < least ? least : wished > most ? most : wished;
  const { everyWeeks } = recurrence;
  return changeRule(recurrence, { first: to, everyWeeks, until }).recurrence;
}
