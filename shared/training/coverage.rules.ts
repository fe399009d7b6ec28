import { daysBetween, type LocalDate } from '../kernel/dates.ts';
import {
  lessonKey,
  type CoveredTrack,
  type Lesson,
  type Part,
  type Teaching,
} from './coverage.parts.ts';
import { isThere } from './attendance.rules.ts';
import type { AttendanceStatus } from './attendance.entity.ts';
import { isMemberOn } from './membership.rules.ts';
import type { Half } from './trainingValues.ts';

/**
 * How far somebody is: `notEnrolled` has the function and no place; `gap` has missed something that
 * no later session of their group makes up.
 */
export const coverageStates = ['gap', 'notEnrolled', 'enrolled', 'underWay', 'trained'] as const;
export type CoverageState = (typeof coverageStates)[number];

/** Why a half-day is missing: only what has been missed, or came before them, is a gap. */
export const missingReasons = [
  'absent',
  'excused',
  /** It was held before they joined the group. */
  'before',
  /** It was held, and nobody wrote down whether they were there. */
  'unrecorded',
  /** A session of their group is still to come. */
  'ahead',
  'unplanned',
] as const;
export type MissingReason = (typeof missingReasons)[number];

/** From when until when somebody was in a group. */
export interface Stay {
  readonly group: string;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
}

/** What was written down of somebody's half-day. */
export interface Mark {
  readonly session: string;
  readonly half: Half;
  readonly day: LocalDate;
  readonly status: AttendanceStatus;
}

/** Somebody with a place in a track. */
export interface Learner {
  readonly track: string;
  readonly stays: readonly Stay[];
  readonly marks: readonly Mark[];
  /** Hours learned at a distance, by day. */
  readonly hours: readonly { readonly on: LocalDate | null; readonly hours: number }[];
}

export interface MissingPart {
  readonly part: Part;
  readonly reason: MissingReason;
  /** The day on which it was held, or will be; null: none is planned. */
  readonly day: LocalDate | null;
}

/** How far somebody is on a day. Half-days are counted once, wherever they were learned. */
export interface Progress {
  readonly state: CoverageState;
  /** Half-days to be learned, and those that were. */
  readonly expected: number;
  readonly attended: number;
  /** Half-days that were missed and not made up, without and with an excuse. */
  readonly missed: number;
  readonly excused: number;
  readonly hours: number;
  readonly hoursTarget: number;
  readonly missing: readonly MissingPart[];
  /** Whether all of the track's own modules and hours are learned. */
  readonly taught: boolean;
  /** Half-days for all, such as an opening webinar, that they were called to, and those attended. */
  readonly shared: { readonly expected: number; readonly attended: number };
  /** Last day on which they learned something. */
  readonly lastAttended: LocalDate | null;
  /** Last day that is planned for them; null: nothing is. */
  readonly lastPlanned: LocalDate | null;
}

/** How far somebody without a place is: nowhere. */
export function notEnrolled(track: CoveredTrack): Progress {
  const expected = track.modules.reduce((sum, { halfDays }) => sum + halfDays, 0);
  return {
    state: 'notEnrolled',
    expected,
    attended: 0,
    missed: 0,
    excused: 0,
    hours: 0,
    hoursTarget: track.distanceHours,
    missing: [],
    taught: false,
    shared: { expected: 0, attended: 0 },
    lastAttended: null,
    lastPlanned: null,
  };
}

/**
 * How far somebody is on a day, by what was known then: who was in which group by the stays, who
 * came by the days of the sessions. What is planned is what is planned now.
 */
export function progressOn(
  learner: Learner,
  track: CoveredTrack,
  teaching: Teaching,
  day: LocalDate,
): Progress {
  const stays = learner.stays
    .filter(({ from }) => from === null || from <= day)
    // Who leaves later was still there.
    .map((stay) => (stay.until !== null && stay.until > day ? { ...stay, until: null } : stay));
  const marks = learner.marks.filter((mark) => mark.day <= day);
  const marked = new Map(marks.map((mark) => [lessonKey(mark.session, mark.half), mark]));
  const learned = new Set<string>();
  let lastAttended: LocalDate | null = null;
  for (const mark of marks) {
    if (!isThere(mark.status)) continue;
    const lesson = teaching.lessons.get(lessonKey(mark.session, mark.half));
    if (lesson !== undefined) learned.add(lesson.part.key);
    lastAttended = later(lastAttended, mark.day);
  }
  const lessons = new Map<Lesson, Stay[]>();
  for (const stay of stays) {
    for (const lesson of teaching.byGroup.get(stay.group) ?? []) {
      lessons.set(lesson, [...(lessons.get(lesson) ?? []), stay]);
    }
  }
  const needs = needsOf(learner.track, teaching, lessons);
  const missing = [...needs.values()]
    .filter(({ key }) => !learned.has(key))
    .map((part) => ({ part, ...whyMissing(part, lessons, marked, day) }));
  const shared = [...needs.values()].filter(({ track: of }) => of === null);
  const hours = learner.hours.reduce(
    (sum, one) => sum + (one.on === null || one.on <= day ? one.hours : 0),
    0,
  );
  const isLong = hours >= track.distanceHours;
  const counted = (reason: MissingReason) => missing.filter((one) => one.reason === reason).length;
  const attended = needs.size - missing.length;
  const hasAny = needs.size > 0 || track.distanceHours > 0;
  const progress = {
    expected: needs.size,
    attended,
    missed: counted('absent'),
    excused: counted('excused'),
    hours,
    hoursTarget: track.distanceHours,
    missing,
    taught: hasAny && isLong && missing.every(({ part }) => part.track === null),
    shared: {
      expected: shared.length,
      attended: shared.filter(({ key }) => learned.has(key)).length,
    },
    lastAttended,
    lastPlanned: missing.reduce<LocalDate | null>(
      (last, one) => (one.reason === 'ahead' ? later(last, one.day!) : last),
      null,
    ),
  };
  const state = stateOf({
    isTrained: hasAny && missing.length === 0 && isLong,
    hasGap: missing.some(({ reason }) => isGap(reason)),
    hasBegun: attended > 0 || lastAttended !== null || hours > 0,
  });
  return { state, ...progress };
}

/** Whether what is missing for this reason will not come by itself. */
export function isGap(reason: MissingReason): boolean {
  return reason === 'absent' || reason === 'excused' || reason === 'before';
}

function stateOf(of: { isTrained: boolean; hasGap: boolean; hasBegun: boolean }): CoverageState {
  if (of.isTrained) return 'trained';
  if (of.hasGap) return 'gap';
  return of.hasBegun ? 'underWay' : 'enrolled';
}

/** Lessons of somebody's groups, with their times in these. */
type OwnLessons = ReadonlyMap<Lesson, readonly Stay[]>;

/** The parts of the track's modules, and what else somebody was called to with their groups. */
function needsOf(track: string, teaching: Teaching, lessons: OwnLessons): Map<string, Part> {
  const needs = new Map((teaching.modules.get(track) ?? []).map((part) => [part.key, part]));
  for (const [{ part, day }, stays] of lessons) {
    const isOwn = part.track === null || part.track === track;
    const isIn = stays.some((stay) => isMemberOn(stay, day));
    if (isOwn && part.module === null && isIn) needs.set(part.key, part);
  }
  return needs;
}

function whyMissing(
  part: Part,
  lessons: OwnLessons,
  marked: ReadonlyMap<string, Mark>,
  day: LocalDate,
): Omit<MissingPart, 'part'> {
  let past: Omit<MissingPart, 'part'> | null = null;
  let ahead: LocalDate | null = null;
  for (const [lesson, stays] of lessons) {
    if (lesson.part.key !== part.key) continue;
    const mark = marked.get(lessonKey(lesson.session.id, lesson.half));
    const isIn = stays.some((stay) => isMemberOn(stay, lesson.day));
    if (mark === undefined && lesson.day >= day) {
      if (isIn && (ahead === null || lesson.day < ahead)) ahead = lesson.day;
      continue;
    }
    const reason: MissingReason | null =
      mark !== undefined
        ? mark.status === 'excused'
          ? 'excused'
          : 'absent'
        : isIn
          ? 'unrecorded'
          : stays.some(({ until }) => until === null)
            ? 'before'
            : null;
    // The last time that it was held is what is said.
    if (reason !== null && (past === null || past.day! <= lesson.day)) {
      past = { reason, day: lesson.day };
    }
  }
  if (ahead !== null) return { reason: 'ahead', day: ahead };
  return past ?? { reason: 'unplanned', day: null };
}

/** Days by which somebody is trained too late; 0: in time, trained, or not to be said. */
export function daysTooLate(
  { state, lastPlanned }: Pick<Progress, 'state' | 'lastPlanned'>,
  deadline: LocalDate | null,
  day: LocalDate,
): number {
  if (state === 'trained' || deadline === null) return 0;
  const until = later(lastPlanned, day);
  return Math.max(0, daysBetween(deadline, until));
}

/** Lessons of other groups in which somebody could still learn a part, the first day first. */
export function makeUps(
  part: Part,
  ownGroups: ReadonlySet<string>,
  teaching: Teaching,
  day: LocalDate,
): Lesson[] {
  return (teaching.byPart.get(part.key) ?? []).filter(
    ({ session, day: on }) =>
      (on > day || (on === day && session.status !== 'held')) &&
      !session.groups.some((one) => ownGroups.has(one)),
  );
}

/** How many people are how far. */
export interface StateCounts extends Readonly<Record<CoverageState, number>> {
  readonly toTrain: number;
}

export function countStates(states: Iterable<CoverageState>): StateCounts {
  const counts = { toTrain: 0, gap: 0, notEnrolled: 0, enrolled: 0, underWay: 0, trained: 0 };
  for (const state of states) {
    counts.toTrain += 1;
    counts[state] += 1;
  }
  return counts;
}

/** The later of two days. */
export function later(a: LocalDate | null, b: LocalDate): LocalDate {
  return a === null || a < b ? b : a;
}
