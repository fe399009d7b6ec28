import { addDays, type LocalDate } from '../kernel/dates.ts';
import type { AttendanceStatus } from './attendance.entity.ts';
import { isMemberOn } from './membership.rules.ts';
import type { Half } from './trainingValues.ts';

interface MarkedSession {
  readonly status: 'planned' | 'confirmed' | 'held' | 'cancelled';
  readonly day: LocalDate;
}

/** Why nobody can be marked in a session; null: they can. */
export function whyNotMarked(
  { status, day }: MarkedSession,
  today: LocalDate,
): 'cancelled' | 'ahead' | null {
  if (status === 'cancelled') return 'cancelled';
  return day > today ? 'ahead' : null;
}

interface HalfMark {
  readonly half: Half;
  readonly status: AttendanceStatus;
  /** Time of day; null: not late, or not said. */
  readonly arrivedAt: string | null;
}

/**
 * What a mark of a half-day, or of the whole session, says of each half-day.
 * @param pause whoever comes once it has begun has missed the morning
 */
export function spreadMark(
  halves: readonly Half[],
  half: Half | 'all',
  status: AttendanceStatus,
  arrivedAt: string | null = null,
  pause: Pick<Times, 'from'> = { from: NOON },
): HalfMark[] {
  const at = status === 'late' ? arrivedAt : null;
  if (half !== 'all') return [{ half, status, arrivedAt: at }];
  if (status !== 'late' || halves.length === 1) {
    return halves.map((one) => ({ half: one, status, arrivedAt: at }));
  }
  // Who is late for a day misses what came before and is there from then on.
  const late = halves.indexOf(at !== null && at >= pause.from ? 'afternoon' : 'morning');
  return halves.map((one, index) => {
    if (index < late) return { half: one, status: 'absent', arrivedAt: null };
    if (index === late) return { half: one, status, arrivedAt: at };
    return { half: one, status: 'present', arrivedAt: null };
  });
}

const NOON = '12:30';

/** One word for all half-days of somebody in a session; null: not marked. */
export function wholeStatus(
  marks: readonly { readonly status: AttendanceStatus | null }[],
): AttendanceStatus | null {
  const order: readonly AttendanceStatus[] = ['late', 'present', 'excused', 'absent'];
  return order.find((one) => marks.some(({ status }) => status === one)) ?? null;
}

/** Whether a mark counts as having been there. */
export function isThere(status: AttendanceStatus | null): boolean {
  return status === 'present' || status === 'late';
}

export interface HalfCounts {
  readonly people: number;
  /** Who was there, also late. */
  readonly present: number;
  /** Of those who were there. */
  readonly late: number;
  readonly absent: number;
  readonly excused: number;
  /** Of whom nothing is known yet. */
  readonly unmarked: number;
}

/** Counts people of a half-day by what is known of each. */
export function countMarks(statuses: readonly (AttendanceStatus | null)[]): HalfCounts {
  const of = (wanted: AttendanceStatus | null) => statuses.filter((one) => one === wanted).length;
  const late = of('late');
  return {
    people: statuses.length,
    present: of('present') + late,
    late,
    absent: of('absent'),
    excused: of('excused'),
    unmarked: of(null),
  };
}

interface Times {
  readonly from: string;
  readonly to: string;
}

/**
 * Between which times each half-day of a session is.
 * @param pause from when until when nobody is taught in the middle of the day
 */
export function halfTimes(
  { from, to, halves }: Times & { readonly halves: readonly Half[] },
  pause: Times,
): Partial<Record<Half, Times>> {
  const [first] = halves;
  if (first === undefined) return {};
  if (halves.length === 1) return { [first]: { from, to } };
  return { morning: { from, to: pause.from }, afternoon: { from: pause.to, to } };
}

/**
 * Between which times somebody may come late to a half-day of a session, or to all of it.
 * @returns null where the session does not have it
 */
export function lateTimes(
  session: Times & { readonly halves: readonly Half[] },
  half: Half | 'all',
  pause: Times,
): Times | null {
  const { from, to } = session;
  return half === 'all' ? { from, to } : (halfTimes(session, pause)[half] ?? null);
}

/**
 * Whether it is a time in the middle of a whole day at which nobody is taught: whoever comes then has
 * missed the morning, and is in time for the afternoon.
 */
export function isInPause(
  at: string,
  { halves }: { readonly halves: readonly Half[] },
  half: Half | 'all',
  pause: Times,
): boolean {
  return half === 'all' && halves.length > 1 && at >= pause.from && at < pause.to;
}

/** Whether somebody who comes at that time of day is late: not before the beginning, nor at the end. */
export function isLateAt(at: string, { from, to }: Times): boolean {
  return at >= from && at < to;
}

/** Hours from one time of day to another, such as 1.5. */
export function hoursOf({ from, to }: Times): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return Math.max(0, minutes(to) - minutes(from)) / 60;
}

/** Somebody's time in a group, as far as rules look at it. */
export interface Stay {
  readonly id: string;
  readonly enrolment: string | null;
  readonly group: string | null;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
}

/**
 * Groups of one track that somebody is in at once on a day, by enrolment: two computers moved them
 * apart. Only those in more than one are answered.
 */
export function inSeveralGroups(stays: readonly Stay[], day: LocalDate): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const stay of stays) {
    if (stay.enrolment === null || stay.group === null || !isMemberOn(stay, day)) continue;
    const known = groups.get(stay.enrolment) ?? [];
    if (!known.includes(stay.group)) groups.set(stay.enrolment, [...known, stay.group]);
  }
  return new Map([...groups].filter(([, ids]) => ids.length > 1));
}

interface Move {
  /** Group to leave; null: none. */
  readonly from: string | null;
  readonly to: string;
  /** First day in the new group. */
  readonly on: LocalDate;
}

/** What a move writes: stays to end on the day, and whether a new one begins. */
interface DecidedMove {
  readonly ends: readonly string[];
  readonly begins: boolean;
}

/** Why a day is too early for a move, with the last day that is. */
export interface MoveTooEarly {
  /** They were marked in the old group, had not joined it yet, or the new one has held a session. */
  readonly why: 'marked' | 'joined' | 'held';
  readonly day: LocalDate;
}

/** What the past says of a move: days that it must not go back to. */
interface MovePast {
  /** The last day on which they were marked in the group that they leave. */
  readonly marked: LocalDate | null;
  /** The last day of the past whose sheet of the new group would wait for them from now on. */
  readonly held: LocalDate | null;
}

/**
 * The last day on which somebody was marked in a group: they cannot leave it before the day after.
 * @param marks their marks in any session
 */
export function lastDayIn(
  group: string,
  marks: readonly { readonly group: string | null; readonly day: LocalDate | null }[],
): LocalDate | null {
  return marks.reduce<LocalDate | null>(
    (last, { group: of, day }) =>
      of === group && day !== null && (last === null || day > last) ? day : last,
    null,
  );
}

/**
 * Decides on somebody's move from a group to another one: from a day on that rewrites no sheet of
 * the past, and that leaves them in one group on each day.
 * @param stays all their times in groups
 * @returns null where they are in the old group no longer
 */
export function decideMove(
  stays: readonly Stay[],
  { from, to, on }: Move,
  past: MovePast,
): DecidedMove | { readonly early: MoveTooEarly } | null {
  const ends = stays.filter(
    (stay) => stay.group === from && from !== null && (stay.until === null || stay.until > on),
  );
  if (from !== null && ends.length === 0) return null;
  const begins = !stays.some((stay) => stay.group === to && isMemberOn(stay, on));
  const joined = lastDayElsewhere(stays, ends, { from, to, on });
  const days: MoveTooEarly[] = [
    ...(past.marked !== null && on <= past.marked
      ? [{ why: 'marked' as const, day: past.marked }]
      : []),
    ...(joined === null ? [] : [{ why: 'joined' as const, day: joined }]),
    ...(begins && past.held !== null && on <= past.held
      ? [{ why: 'held' as const, day: past.held }]
      : []),
  ];
  const [first, ...others] = days;
  if (first === undefined) return { ends: ends.map(({ id }) => id), begins };
  return { early: others.reduce((last, one) => (one.day > last.day ? one : last), first) };
}

/** The last day from a move's on that they spend in a third group, before they join the old one. */
function lastDayElsewhere(
  stays: readonly Stay[],
  ends: readonly Stay[],
  { from, to, on }: Move,
): LocalDate | null {
  const joined = ends.reduce<LocalDate | null>(
    (first, stay) =>
      stay.from !== null && (first === null || stay.from < first) ? stay.from : first,
    null,
  );
  if (joined === null || joined <= on) return null;
  const isElsewhere = stays.some(
    (stay) =>
      stay.group !== from &&
      stay.group !== to &&
      (stay.from === null || stay.from < joined) &&
      (stay.until === null || stay.until > on),
  );
  return isElsewhere ? addDays(joined, -1) : null;
}
