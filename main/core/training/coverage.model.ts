import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type {
  CoverageCounts,
  CoverageFigures,
  CoveragePerson,
  CoverageSchool,
} from '../../../shared/training/coverage.contract.ts';
import { isThere } from '../../../shared/training/attendance.rules.ts';
import {
  countStates,
  daysTooLate,
  later,
  notEnrolled,
  progressOn,
  type Progress,
} from '../../../shared/training/coverage.rules.ts';
import { isMemberOn } from '../../../shared/training/membership.rules.ts';
import type { TrackView } from '../../../shared/training/training.views.ts';
import { groundBefore, type Ground, type GroundPerson } from './coverage.ground.ts';
import type { WaveSchool } from './coverage.store.ts';

/** Somebody with how far they are on a day. */
export interface CoveredPerson extends GroundPerson {
  readonly progress: Progress;
  readonly deadline: LocalDate | null;
  readonly daysLate: number;
  /** Groups that they are in on the day. */
  readonly groups: readonly string[];
}

/** How far a wave is on a day. */
export interface Covered {
  readonly ground: Ground;
  readonly day: LocalDate;
  /** Whether there was anything of the trainings on the day. */
  readonly begun: boolean;
  /** By name. */
  readonly people: readonly CoveredPerson[];
  readonly bySchool: ReadonlyMap<string, readonly CoveredPerson[]>;
  /** Who acts in a school or comes from it; also those who are listed nowhere. */
  readonly acting: (school: string) => readonly CoveredPerson[];
}

/**
 * How far a wave is on a day: before there was anything of its trainings, nowhere.
 * @param isPartial whether this device holds but one's own schools: who has no place here may have
 *   one where it is not seen, so nobody is listed as without
 */
export function coverOn(known: Ground, day: LocalDate, isPartial: boolean): Covered {
  const { begins, found } = known;
  const begun = day >= found.today || (begins !== null && day >= begins);
  const ground = begun ? known : groundBefore(known);
  const schools = new Map(ground.schools.map((school) => [school.id, school]));
  const covered = new Map<GroundPerson, CoveredPerson>();
  for (const person of ground.people) covered.set(person, cover(ground, schools, person, day));
  const people = [...covered.values()].filter(({ learner }) => learner !== null || !isPartial);
  const bySchool = Map.groupBy(people, ({ school }) => school);
  return {
    ground,
    day,
    begun,
    people,
    bySchool,
    acting: (school) => (ground.acting.get(school) ?? []).flatMap((one) => covered.get(one) ?? []),
  };
}

function cover(
  ground: Ground,
  schools: ReadonlyMap<string, WaveSchool>,
  person: GroundPerson,
  day: LocalDate,
): CoveredPerson {
  const { learner, track, school } = person;
  const progress =
    learner === null ? notEnrolled(track) : progressOn(learner, track, ground.teaching, day);
  const deadline = ground.deadline(schools.get(school), track);
  const stays = learner?.stays.filter((stay) => isMemberOn(stay, day)) ?? [];
  return {
    ...person,
    progress,
    deadline,
    daysLate: daysTooLate(progress, deadline, day),
    groups: [...new Set(stays.map(({ group }) => group))],
  };
}

/** A school with how far its people are; of one track where one is named. */
export function schoolRow(
  { bySchool }: Covered,
  school: WaveSchool,
  fits: (person: CoveredPerson) => boolean,
): CoverageSchool {
  const people = (bySchool.get(school.id) ?? []).filter(fits);
  const byTrack: Record<string, number> = {};
  let lastPlanned: LocalDate | null = null;
  for (const { track, progress } of people) {
    byTrack[track.id] = (byTrack[track.id] ?? 0) + 1;
    if (progress.lastPlanned !== null) lastPlanned = later(lastPlanned, progress.lastPlanned);
  }
  const { id, name, nameAr, town, code, switchoverDate } = school;
  return {
    ...countsOf(people),
    id,
    name,
    nameAr,
    town,
    code,
    byTrack,
    switchoverDate,
    lastPlanned,
    late: people.filter(({ daysLate }) => daysLate > 0).length,
    daysLate: people.reduce((most, { daysLate }) => Math.max(most, daysLate), 0),
  };
}

/** Somebody as lists say them. */
export function personRow(person: CoveredPerson): CoveragePerson {
  const { id, name, school, schoolName, town, track, groups, progress, deadline, daysLate } =
    person;
  const { state, expected, attended, missed, excused, hours, hoursTarget, lastPlanned } = progress;
  return {
    id,
    person: person.person,
    name,
    function: person.function,
    school: school.startsWith('~') ? null : school,
    schoolName,
    town,
    track: track.id,
    groups: [...groups],
    state,
    expected,
    attended,
    missed,
    excused,
    hours,
    hoursTarget,
    lastPlanned,
    deadline,
    daysLate,
  };
}

export function countsOf(people: readonly CoveredPerson[]): CoverageCounts {
  return countStates(people.map(({ progress }) => progress.state));
}

/** Half-days of sessions, and who came to them. */
export function lessonFigures(
  { ground, day }: Covered,
  people: readonly CoveredPerson[],
  track: TrackView | null,
): Pick<CoverageFigures, 'held' | 'planned' | 'attendance'> {
  let held = 0;
  let planned = 0;
  for (const { session } of ground.teaching.lessons.values()) {
    if (session.status === 'cancelled') continue;
    if (track !== null && session.track !== track.id) continue;
    planned += 1;
    // On the day itself it is held once somebody says so.
    if (session.day < day || (session.day === day && session.status === 'held')) held += 1;
  }
  let marked = 0;
  let there = 0;
  for (const { learner } of people) {
    for (const mark of learner?.marks ?? []) {
      if (mark.day > day) continue;
      marked += 1;
      if (isThere(mark.status)) there += 1;
    }
  }
  return { held, planned, attendance: marked === 0 ? null : oneDecimal((100 * there) / marked) };
}

export function oneDecimal(value: number): number {
  return Math.round(value * 10) / 10;
}
