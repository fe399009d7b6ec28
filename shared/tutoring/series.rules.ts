import type { Calendar } from '../calendar/calendar.ts';
import { occurrences, type Recurrence } from '../calendar/recurrence.ts';
import type { LocalDate } from '../kernel/dates.ts';
import { tutoringSessionId, type TutoringStatus } from './tutoringSession.entity.ts';

/** How often a group meets. */
export interface Series {
  readonly first: LocalDate;
  readonly from: string;
  readonly to: string;
  readonly everyWeeks: number;
  readonly until: LocalDate;
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
 * gives its day; what was cancelled or only planned then goes with the rule.
 * @param series null: only what stands for itself
 */
export function sessionDays<S extends KnownSession>(
  group: string,
  series: Series | null,
  rows: readonly S[],
  calendar: Pick<Calendar, 'dayOff'> | null,
): SessionDay<S>[] {
  const byDay = new Map(rows.flatMap((row) => (row.on === null ? [] : [[row.on, row] as const])));
  const days =
    series === null
      ? []
      : occurrences(series.first, ruleOf(series), calendar ?? undefined).map((occurrence) => {
          const row = byDay.get(occurrence.on) ?? null;
          byDay.delete(occurrence.on);
          // Whoever wrote about a session on a day off has said that it takes place.
          const off = row === null || row.status === null ? occurrence.status === 'dayOff' : false;
          return dayOf(series, row, tutoringSessionId(group, occurrence.on), occurrence.on, off);
        });
  const rest = [...byDay.values()].filter(standsAlone);
  const others = rows.filter(({ on, day }) => on === null && day !== null);
  const alone = [...rest, ...others].map((row) =>
    dayOf(series ?? NO_SERIES, row, row.id, row.on, false),
  );
  return [...days, ...alone].sort((a, b) =>
    a.day === b.day ? (a.from < b.from ? -1 : 1) : a.day < b.day ? -1 : 1,
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
