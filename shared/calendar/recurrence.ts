import { z } from 'zod';
import { addDays, daysBetween, type LocalDate } from '../kernel/dates.ts';
import { dayTimeSchema, localDateSchema } from '../schema/values.ts';
import type { Calendar } from './calendar.ts';
import type { DayOff } from './calendar.types.ts';

const DAYS_IN_WEEK = 7;
const MOST_WEEKS = 52;
/** No series is planned further: it keeps the days of one countable. */
const LAST_DAY: LocalDate = '2199-12-31';
const MOST_EXCEPTIONS = 500;

const exceptionSchema = z.object({
  /** The day that the rule gives. */
  on: localDateSchema,
  /** When it takes place instead; null: it does not. */
  movedTo: z.object({ day: localDateSchema, from: dayTimeSchema, to: dayTimeSchema }).nullable(),
  reason: z.string().max(400).optional(),
});

/** Something that happens every so many weeks, with the days on which it does not. */
export const recurrenceSchema = z.object({
  everyWeeks: z.int().min(1).max(MOST_WEEKS),
  /** The last day that may be one of them. */
  until: localDateSchema.refine((day) => day <= LAST_DAY),
  except: z
    .array(exceptionSchema)
    .max(MOST_EXCEPTIONS)
    .refine((all) => new Set(all.map(({ on }) => on)).size === all.length),
});
export type Recurrence = z.infer<typeof recurrenceSchema>;
export type RecurrenceException = Recurrence['except'][number];

/** One of the days of a series. */
export interface Occurrence {
  /** The day that the rule gives: what it is known by, however often it moves. */
  readonly on: LocalDate;
  /** When it takes place; of one that does not: when it would have. */
  readonly day: LocalDate;
  /** Times of one that was moved; null: those of the series. */
  readonly from: string | null;
  readonly to: string | null;
  /** `dayOff`: the calendar says that nobody works, and nobody has said what becomes of it. */
  readonly status: 'planned' | 'moved' | 'cancelled' | 'dayOff';
  readonly off: DayOff | null;
  readonly reason: string | null;
  /** It was moved from a day that the rule no longer gives: see {@link changeRule}. */
  readonly leftover: boolean;
}

/** The days that a rule gives, exceptions or not, in order. */
export function ruleDays(
  first: LocalDate,
  { everyWeeks, until }: Pick<Recurrence, 'everyWeeks' | 'until'>,
): LocalDate[] {
  const step = everyWeeks * DAYS_IN_WEEK;
  const count = Math.floor(daysBetween(first, until) / step) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addDays(first, index * step));
}

/** Whether a rule gives a day. */
function gives(
  first: LocalDate,
  { everyWeeks, until }: Pick<Recurrence, 'everyWeeks' | 'until'>,
  day: LocalDate,
): boolean {
  return (
    first <= day && day <= until && daysBetween(first, day) % (everyWeeks * DAYS_IN_WEEK) === 0
  );
}

/**
 * The days of a series in the order of the rule's days, cancelled ones and leftovers among them.
 * @param first its first day, which says the weekday
 * @param calendar tells the days off; without it no day is one
 */
export function occurrences(
  first: LocalDate,
  recurrence: Recurrence,
  calendar?: Pick<Calendar, 'dayOff'>,
): Occurrence[] {
  const exceptions = new Map(recurrence.except.map((one) => [one.on, one]));
  const days = ruleDays(first, recurrence).map((on): Occurrence => {
    const exception = exceptions.get(on);
    if (exception !== undefined) return excepted(exception, false);
    const off = calendar?.dayOff(on) ?? null;
    const status = off === null ? 'planned' : 'dayOff';
    return { on, day: on, from: null, to: null, status, off, reason: null, leftover: false };
  });
  const left = leftoversOf(first, recurrence).map((one) => excepted(one, true));
  return [...days, ...left].sort((a, b) => (a.on < b.on ? -1 : 1));
}

function excepted({ on, movedTo, reason }: RecurrenceException, leftover: boolean): Occurrence {
  return {
    on,
    day: movedTo?.day ?? on,
    from: movedTo?.from ?? null,
    to: movedTo?.to ?? null,
    status: movedTo === null ? 'cancelled' : 'moved',
    off: null,
    reason: reason ?? null,
    leftover,
  };
}

/** What was moved from a day that the rule does not give (any more). */
export function leftoversOf(first: LocalDate, recurrence: Recurrence): RecurrenceException[] {
  return recurrence.except.filter(
    ({ on, movedTo }) => movedTo !== null && !gives(first, recurrence, on),
  );
}

/**
 * The series with days off as cancelled ones, for those who read it without this calendar. What
 * somebody has said about a day stays.
 * @param reasonOf the reason in words; without words none is noted
 */
export function withDaysOff(
  first: LocalDate,
  recurrence: Recurrence,
  calendar: Pick<Calendar, 'dayOff'>,
  reasonOf?: (off: DayOff) => string,
): Recurrence {
  const added = occurrences(first, recurrence, calendar).flatMap(({ on, off }) => {
    if (off === null) return [];
    return [{ on, movedTo: null, ...(reasonOf === undefined ? {} : { reason: reasonOf(off) }) }];
  });
  return { ...recurrence, except: inOrder([...recurrence.except, ...added]) };
}

/** A rule as it is changed: another first day is another weekday, or another week. */
export interface ChangedRule {
  readonly first: LocalDate;
  readonly everyWeeks: number;
  readonly until: LocalDate;
}

/**
 * Changes the rule of a series and keeps what was agreed about its days: exceptions of days that
 * still occur, and what was moved to a day of its own though the rule no longer gives the day that
 * it was moved from. A day that was cancelled and no longer occurs has nothing left to say.
 * @returns the series, and of its exceptions the leftovers: somebody has to look at them
 */
export function changeRule(
  recurrence: Recurrence,
  { first, everyWeeks, until }: ChangedRule,
): { recurrence: Recurrence; leftovers: RecurrenceException[] } {
  const rule = { everyWeeks, until };
  const except = recurrence.except.filter(
    ({ on, movedTo }) => movedTo !== null || gives(first, rule, on),
  );
  const changed = { ...rule, except: inOrder(except) };
  return { recurrence: changed, leftovers: leftoversOf(first, changed) };
}

function inOrder(exceptions: readonly RecurrenceException[]): RecurrenceException[] {
  return [...exceptions].sort((a, b) => (a.on < b.on ? -1 : 1));
}
