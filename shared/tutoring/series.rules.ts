import type { Calendar } from '../calendar/calendar.ts';
import { occurrences, type Recurrence } from '../calendar/recurrence.ts';
import { addMonths, type LocalDate } from '../kernel/dates.ts';
import { tutoringSessionId, type TutoringStatus } from './tutoringSession.entity.ts';

/** How often a group meets. */
export interface Series {
  readonly first: LocalDate;
  readonly from: string;
  readonly to: string;
  readonly everyWeeks: number;
  readonly until: LocalDate;
}

/** A series runs for three years at most: what is longer is a mistyped year. */
const MOST_MONTHS = 36;

/** The last day that a series can run until. */
export function latestEnd(first: LocalDate): LocalDate {
  return addMonths(first, MOST_MONTHS);
}

/** What is stored of a session, as far as it says when it is. */
export interface KnownSession {
  readonly id: string;
  readonly on: LocalDate | null;
  readonly day: LocalDate | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly status: TutoringStatus | null;
  readonly reason: string | null;
}

/** When a session is. */
export interface SessionDay<S extends KnownSession> {
  readonly id: string;
  /** The day that the series gives; null: it is of no series. */
  readonly on: LocalDate | null;
  readonly day: LocalDate;
  readonly from: string;
  readonly to: string;
  /** `dayOff`: the calendar says that nobody works, and nobody has said what becomes of it. */
  readonly status: TutoringStatus | 'dayOff';
  readonly moved: boolean;
  readonly reason: string | null;
  /** What is stored of it; null: nothing. */
  readonly row: S | null;
}

/** Whether a session stands though the rule does not give its day: it was held, or has its own. */
export function standsAlone({ day, status, on }: KnownSession): boolean {
  return status === 'held' || (day !== null && day !== on);
}

/**
 * The sessions of a group in the order of their days: those of the series, with what is known of
 * each, and those that stand for themselves. What was moved or held stays when the rule no longer
 * gives its day; what was cancelled or only planned then goes with the rule. Where one that stands
 * for itself is on a day of the rule of which nothing is known, it takes its place: a group does
 * not meet twice on a day because its rule has come to where it had moved.
 * @param series null: only what stands for itself
 */
export function sessionDays<S extends KnownSession>(
  group: string,
  series: Series | null,
  rows: readonly S[],
  calendar: Pick<Calendar, 'dayOff'> | null,
): SessionDay<S>[] {
  const byDay = new Map(rows.flatMap((row) => (row.on === null ? [] : [[row.on, row] as const])));
  const given =
    series === null ? [] : occurrences(series.first, ruleOf(series), calendar ?? undefined);
  const onRule = new Set(given.map(({ on }) => on));
  const rest = [...byDay.values()].filter((row) => !onRule.has(row.on!) && standsAlone(row));
  const stoodIn = daysStoodIn(rest);
  const days = given.flatMap(({ on, status }) => {
    const row = byDay.get(on) ?? null;
    if (row === null && stoodIn.has(on)) return [];
    // Whoever wrote about a session on a day off has said that it takes place.
    const off = row === null || row.status === null ? status === 'dayOff' : false;
    return [dayOf(series!, row, tutoringSessionId(group, on), on, off)];
  });
  const others = rows.filter(({ on, day }) => on === null && day !== null);
  const alone = [...rest, ...others].map((row) =>
    dayOf(series ?? NO_SERIES, row, row.id, row.on, false),
  );
  return [...days, ...alone].sort((a, b) =>
    a.day === b.day ? (a.from < b.from ? -1 : 1) : a.day < b.day ? -1 : 1,
  );
}

/** Days on which sessions take place that the rule no longer gives. */
export function daysStoodIn(rest: readonly KnownSession[]): ReadonlySet<LocalDate> {
  return new Set(
    rest.flatMap(({ day, on, status }) => (status === 'cancelled' ? [] : (day ?? on ?? []))),
  );
}

/** Times of a session of which nobody has said any. */
const NO_SERIES = { from: '09:00', to: '11:00' };

function dayOf<S extends KnownSession>(
  times: Pick<Series, 'from' | 'to'>,
  row: S | null,
  id: string,
  on: LocalDate | null,
  off: boolean,
): SessionDay<S> {
  const day = row?.day ?? on!;
  return {
    id,
    on,
    day,
    from: row?.from ?? times.from,
    to: row?.to ?? times.to,
    status: off ? 'dayOff' : (row?.status ?? 'planned'),
    moved: on !== null && day !== on,
    reason: row?.reason ?? null,
    row,
  };
}

/** The series as a rule without exceptions: these are in the rows of sessions. */
export function ruleOf({ everyWeeks, until }: Series): Recurrence {
  return { everyWeeks, until, except: [] };
}

const MINUTES_IN_HOUR = 60;

/** Hours between two times of a day. */
export function hoursBetween(from: string, to: string): number {
  const minutes = (time: string): number =>
    Number(time.slice(0, 2)) * MINUTES_IN_HOUR + Number(time.slice(3, 5));
  return (minutes(to) - minutes(from)) / MINUTES_IN_HOUR;
}
