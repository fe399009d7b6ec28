import { addDays, daysBetween, type LocalDate } from '../kernel/dates.ts';
import { changeRule, ruleDays, type Recurrence } from '../calendar/recurrence.ts';
import { halvesOf } from './sessionTimes.ts';
import type { OccurrenceView, SessionDay, SessionView } from './training.views.ts';

export type { SessionDay } from './training.views.ts';

const DAY_LENGTH = 'YYYY-MM-DD'.length;
const KEY_PATTERN = /^(?<session>.+)@(?<on>\d{4}-\d{2}-\d{2})$/;

/** What a day of a series is known by. */
export function sessionDayKey(session: string, on: LocalDate | null): string {
  return on === null ? session : `${session}@${on}`;
}

/** What a key of a day names; null: it is no such key. */
export function readDayKey(key: string): { session: string; on: LocalDate } | null {
  const { session, on } = KEY_PATTERN.exec(key)?.groups ?? {};
  return session === undefined || on === undefined ? null : { session, on };
}

/** All days of a session, those among them on which it does not take place: they are cancelled. */
export function sessionDays(session: SessionView): SessionDay[] {
  if (session.occurrences.length === 0) {
    const alone = { off: null, wasMoved: false, leftover: false, isChanged: false };
    return [{ ...session, key: session.id, on: null, ...alone }];
  }
  return session.occurrences.map((one): SessionDay => {
    const from = one.from ?? session.from;
    const to = one.to ?? session.to;
    return {
      ...session,
      key: sessionDayKey(session.id, one.on),
      on: one.on,
      day: one.day,
      from,
      to,
      halves: halvesOf(from, to),
      trainers: one.trainers ?? session.trainers,
      groups: one.groups ?? session.groups,
      ...(one.place ?? { site: session.site, room: session.room }),
      status: statusOf(session, one),
      reason: one.reason ?? session.reason,
      off: one.status === 'dayOff' && !one.held ? one.off : null,
      wasMoved: one.status === 'moved' && one.day !== one.on,
      leftover: one.leftover,
      isChanged: one.trainers !== null || one.place !== null,
    };
  });
}

/** What became of a day of a series: a day on which people were marked was held, whatever is said since. */
function statusOf(session: SessionView, one: OccurrenceView): SessionDay['status'] {
  if (one.held) return 'held';
  if (one.status === 'cancelled' || one.status === 'dayOff') return 'cancelled';
  // What was noted of the series when it had but one sheet says nothing of its other days.
  return session.status === 'held' ? 'confirmed' : session.status;
}

/** Of a mark, what says which day of which session it is of. */
interface DatedMark {
  readonly session: string | null;
  /** Of a day of a series; null: of a session that did not repeat when it was written. */
  readonly occurrence: string | null;
  readonly day: LocalDate | null;
}

/** Id of the session that a mark is of. */
export function sessionOfMark({ session, occurrence }: DatedMark): string | null {
  return session ?? occurrence?.slice(0, -(DAY_LENGTH + 1)) ?? null;
}

/**
 * What the day of a session is known by that a mark of it is of. A mark that names no day of the series
 * is of the day that it was written for.
 */
export function keyOfMark(
  session: Pick<SessionView, 'id' | 'occurrences'>,
  { occurrence, day }: DatedMark,
): string {
  const { id, occurrences } = session;
  const [first] = occurrences;
  if (first === undefined) return id;
  if (occurrence !== null) return occurrence;
  const own =
    occurrences.find(({ on }) => on === day) ?? occurrences.find((one) => one.day === day);
  return sessionDayKey(id, (own ?? first).on);
}

/** Whether a mark is of a session's day. */
export function isMarkOf(session: SessionDay, mark: DatedMark): boolean {
  return sessionOfMark(mark) === session.id && keyOfMark(session, mark) === session.key;
}

/**
 * The day of a session whose sheet is opened where none is named: today's, else the last that is over,
 * else the next.
 */
export function nearestDay(days: readonly SessionDay[], today: LocalDate): SessionDay | undefined {
  const open = days.filter(({ status }) => status !== 'cancelled').sort(inTime);
  return (
    open.find(({ day }) => day === today) ??
    open.findLast(({ day }) => day < today) ??
    open[0] ??
    days[0]
  );
}

function inTime(a: SessionDay, b: SessionDay): number {
  const [one, other] = [`${a.day} ${a.from}`, `${b.day} ${b.from}`];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Days of several sessions, in their order in time. */
export function allSessionDays(sessions: readonly SessionView[]): SessionDay[] {
  return sessions.flatMap(sessionDays).sort(inTime);
}

/** How many of some days sessions take place on: what is struck out of a series does not count. */
export function countTakingPlace(days: readonly SessionDay[]): number {
  return days.filter(({ on, status }) => on === null || status !== 'cancelled').length;
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
