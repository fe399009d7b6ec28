import type { Calendar } from '../calendar/calendar.ts';
import type { DayOff } from '../calendar/calendar.types.ts';
import { ruleDays } from '../calendar/recurrence.ts';
import type { LocalDate } from '../kernel/dates.ts';
import {
  daysStoodIn,
  sessionDays,
  standsAlone,
  type KnownSession,
  type Series,
  type SessionDay,
} from './series.rules.ts';
import { tutoringSessionId } from './tutoringSession.entity.ts';

/** What is stored of a session, as far as a change of the rule is about it. */
export interface ThemedSession extends KnownSession {
  readonly theme: string | null;
}

/** A day that the rule no longer gives, though something was said about it. */
export interface GoneDay {
  readonly on: LocalDate;
  readonly was: 'cancelled' | 'themed' | 'timed';
  readonly theme: string | null;
  /** Hours of its own; null: those of the rule. */
  readonly hours: { readonly from: string; readonly to: string } | null;
  readonly reason: string | null;
  /** The day of the series that takes over its theme and hours; null: none, or none is free. */
  readonly carriedTo: LocalDate | null;
}

export interface SeriesChange {
  /** The sessions as they would be, with why nobody works on a day of theirs. */
  readonly days: readonly (SessionDay<ThemedSession> & { readonly off: DayOff | null })[];
  readonly gone: readonly GoneDay[];
}

/**
 * What becomes of a group's sessions with another rule. What was moved or held stays, and so does
 * what was said about days that still occur. The theme of a day that no longer does, and its hours
 * with it, go to the session of the same rank among those to come; where that one has a theme, was
 * cancelled or is on a day off, to the next free one on a working day, and to a day off only when
 * no other is left. What was cancelled and comes back takes its theme back.
 */
export function changeSeries(
  group: string,
  before: Series | null,
  after: Series,
  rows: readonly ThemedSession[],
  calendar: Pick<Calendar, 'dayOff'> | null,
): SeriesChange {
  const stays = new Set(ruleDays(after.first, after));
  const byDay = new Map(rows.flatMap((row) => (row.on === null ? [] : [[row.on, row] as const])));
  const old = before === null ? [] : ruleDays(before.first, before);
  const left = old.flatMap((on): LeftDay[] => {
    const row = byDay.get(on);
    if (row === undefined || stays.has(on) || standsAlone(row)) return [];
    const was = wasOf(row);
    if (was === null) return [];
    const { theme, reason, from, to } = row;
    const hours = from === null || to === null ? null : { from, to };
    return [{ on, was, theme, hours, reason }];
  });
  const targets = carry(left, { old, stays, rows, byDay, calendar });
  const gone = left.map((one) => ({ ...one, carriedTo: targets.get(one.on) ?? null }));
  const then = rowsAfter(group, rows, gone);
  const days = sessionDays(group, after, then, calendar).map((one) => ({
    ...one,
    off: one.status === 'cancelled' || one.moved ? null : (calendar?.dayOff(one.day) ?? null),
  }));
  return { days, gone };
}

type LeftDay = Omit<GoneDay, 'carriedTo'>;

interface Ground {
  /** Days of the rule before, and of the rule to be. */
  readonly old: readonly LocalDate[];
  readonly stays: ReadonlySet<LocalDate>;
  readonly rows: readonly ThemedSession[];
  readonly byDay: ReadonlyMap<LocalDate, ThemedSession>;
  readonly calendar: Pick<Calendar, 'dayOff'> | null;
}

/** Where themes and hours of days go that the rule no longer gives, by those days. */
function carry(
  left: readonly LeftDay[],
  { old, stays, rows, byDay, calendar }: Ground,
): ReadonlyMap<LocalDate, LocalDate> {
  const lastHeld = rows.reduce((last, { status, day, on }) => {
    const held = status === 'held' ? (day ?? on ?? '') : '';
    return held > last ? held : last;
  }, '');
  const alone = rows.filter((row) => row.on !== null && !stays.has(row.on) && standsAlone(row));
  const aloneOn = new Set(alone.map(({ on }) => on));
  const stoodIn = daysStoodIn(alone);
  const known = new Set(old);
  const oldToCome = old.filter((day) => day > lastHeld && !aloneOn.has(day));
  const newToCome = [...stays].filter(
    (day) => day > lastHeld && (byDay.has(day) || !stoodIn.has(day)),
  );
  const isOff = (day: LocalDate): boolean => (calendar?.dayOff(day) ?? null) !== null;
  const targets = new Map<LocalDate, LocalDate>();
  const taken = new Set<LocalDate>();
  const take = (on: LocalDate, target: LocalDate | undefined): void => {
    if (target === undefined) return;
    targets.set(on, target);
    taken.add(target);
  };
  /** What was cancelled and comes back takes its theme again, which left with it. */
  const isFree = (day: LocalDate, comesBack: boolean): boolean => {
    const there = byDay.get(day);
    if (taken.has(day)) return false;
    if (there === undefined) return true;
    return there.theme === null && (there.status !== 'cancelled' || (comesBack && !known.has(day)));
  };
  const carried = left.filter(({ theme, hours }) => theme !== null || hours !== null);
  for (const { on } of carried) {
    const same = newToCome[oldToCome.indexOf(on)];
    if (same !== undefined && !isOff(same) && isFree(same, true)) take(on, same);
  }
  for (const worked of [true, false]) {
    for (const { on, theme } of carried) {
      if (targets.has(on) || theme === null) continue;
      const open = newToCome.filter((day) => isOff(day) !== worked && isFree(day, false));
      take(on, open.find((day) => day > on) ?? open[0]);
    }
  }
  // Themes keep their order, whichever day was found for which.
  const themed = carried.filter(({ on, theme }) => theme !== null && targets.has(on));
  const days = themed.map(({ on }) => targets.get(on)!).sort();
  for (const [index, { on }] of themed.entries()) targets.set(on, days[index]!);
  return targets;
}

/** What is stored once themes and hours have gone where they are carried. */
function rowsAfter(
  group: string,
  rows: readonly ThemedSession[],
  gone: readonly GoneDay[],
): ThemedSession[] {
  const then = new Map(rows.map((row) => [row.id, row]));
  for (const { on, theme, hours, carriedTo } of gone) {
    if (carriedTo === null) continue;
    const id = tutoringSessionId(group, carriedTo);
    const there = then.get(id) ?? { ...NOTHING_KNOWN, id, on: carriedTo };
    then.set(id, { ...there, ...carriedValues({ theme, hours }, there) });
    const left = tutoringSessionId(group, on);
    const source = then.get(left);
    if (source !== undefined) then.set(left, { ...source, theme: null, from: null, to: null });
  }
  return [...then.values()];
}

const NOTHING_KNOWN = {
  day: null,
  from: null,
  to: null,
  status: null,
  reason: null,
  theme: null,
};

/**
 * What a session takes over from one whose day the rule no longer gives.
 * @param there what is known of it: hours of its own stay
 */
export function carriedValues(
  { theme, hours }: Pick<GoneDay, 'theme' | 'hours'>,
  there: Pick<ThemedSession, 'from'> | undefined,
): { theme?: string; from?: string; to?: string } {
  return {
    ...(theme === null ? {} : { theme }),
    ...(hours === null || (there?.from ?? null) !== null ? {} : hours),
  };
}

function wasOf({ status, theme, from }: ThemedSession): GoneDay['was'] | null {
  if (status === 'cancelled') return 'cancelled';
  if (theme !== null) return 'themed';
  return from === null ? null : 'timed';
}
