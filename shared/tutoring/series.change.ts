import type { Calendar } from '../calendar/calendar.ts';
import type { DayOff } from '../calendar/calendar.types.ts';
import { ruleDays } from '../calendar/recurrence.ts';
import type { LocalDate } from '../kernel/dates.ts';
import {
  sessionDays,
  standsAlone,
  type KnownSession,
  type Series,
  type SessionDay,
} from './series.rules.ts';

/** What is stored of a session, as far as a change of the rule is about it. */
export interface ThemedSession extends KnownSession {
  readonly theme: string | null;
}

/** A day that the rule no longer gives, though something was said about it. */
export interface GoneDay {
  readonly on: LocalDate;
  readonly was: 'cancelled' | 'themed' | 'timed';
  readonly theme: string | null;
  readonly reason: string | null;
  /** The day of the series that takes over its theme; null: it has none, or none is free. */
  readonly themeTo: LocalDate | null;
}

export interface SeriesChange<S extends ThemedSession> {
  /** The sessions as they would be, with why nobody works on a day of theirs. */
  readonly days: readonly (SessionDay<S> & { readonly off: DayOff | null })[];
  readonly gone: readonly GoneDay[];
}

/**
 * What becomes of a group's sessions with another rule. What was moved or held stays, and so does
 * what was said about days that still occur. The theme of a day that no longer does goes to the
 * session of the same rank among those to come, unless that one has a theme or was cancelled; what
 * was cancelled and comes back takes its theme back.
 */
export function changeSeries<S extends ThemedSession>(
  group: string,
  before: Series | null,
  after: Series,
  rows: readonly S[],
  calendar: Pick<Calendar, 'dayOff'> | null,
): SeriesChange<S> {
  const lastHeld = rows.reduce((last, { status, day, on }) => {
    const held = status === 'held' ? (day ?? on ?? '') : '';
    return held > last ? held : last;
  }, '');
  const stays = new Set(ruleDays(after.first, after));
  const old = before === null ? [] : ruleDays(before.first, before);
  const oldToCome = old.filter((day) => day > lastHeld);
  const newToCome = [...stays].filter((day) => day > lastHeld);
  const byDay = new Map(rows.flatMap((row) => (row.on === null ? [] : [[row.on, row] as const])));
  const known = new Set(old);
  const taken = new Set<LocalDate>();
  const gone = old.flatMap((on): GoneDay[] => {
    const row = byDay.get(on);
    if (row === undefined || stays.has(on) || standsAlone(row)) return [];
    const was = wasOf(row);
    if (was === null) return [];
    const { theme, reason } = row;
    const target = newToCome[oldToCome.indexOf(on)];
    const there = target === undefined ? undefined : byDay.get(target);
    const isFree =
      target !== undefined &&
      !taken.has(target) &&
      (there === undefined ||
        // What was cancelled and comes back takes its theme again, which left with it.
        (there.theme === null && (there.status !== 'cancelled' || !known.has(target))));
    const themeTo = theme !== null && isFree ? target : null;
    if (themeTo !== null) taken.add(themeTo);
    return [{ on, was, theme, reason, themeTo }];
  });
  const days = sessionDays(group, after, rows, calendar).map((one) => ({
    ...one,
    off: one.status === 'cancelled' || one.moved ? null : (calendar?.dayOff(one.day) ?? null),
  }));
  return { days, gone };
}

function wasOf({ status, theme, from }: ThemedSession): GoneDay['was'] | null {
  if (status === 'cancelled') return 'cancelled';
  if (theme !== null) return 'themed';
  return from === null ? null : 'timed';
}
