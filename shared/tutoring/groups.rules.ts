import type { LocalDate } from '../kernel/dates.ts';
import type { Tutor } from './tutoringGroup.entity.ts';
import type { TutoringGroupView, TutoringSessionView } from './tutoring.contract.ts';

/** A group has about so many schools. */
export const GROUP_AIM = 20;
/** More than these are too many for a pair. */
export const GROUP_MOST = 22;

/** What is wrong with a pair of tutors; null: nothing. */
export type PairProblem = 'nobody' | 'alone' | 'sameSphere' | 'sphereMissing';

/**
 * What a pair of tutors lacks: it is of two people, one of each sphere. Where nobody has a sphere,
 * the programme knows none.
 */
export function pairProblem(tutors: readonly Pick<Tutor, 'sphere'>[]): PairProblem | null {
  if (tutors.length === 0) return 'nobody';
  if (tutors.length === 1) return 'alone';
  const spheres = tutors.flatMap(({ sphere }) => (sphere === undefined ? [] : [sphere]));
  const different = new Set(spheres.map((one) => one.trim().toLocaleLowerCase())).size;
  if (different !== 1) return null;
  return spheres.length < tutors.length ? 'sphereMissing' : 'sameSphere';
}

/** A school that is to be followed; those of one accounting office best stay together. */
export interface SplitSchool {
  readonly id: string;
  readonly together: string | null;
}

/**
 * Splits schools into as few groups of about `size` as there have to be, whose sizes differ by one
 * at most. Schools that belong together stay so unless no group has room for all of them.
 * @returns ids by group
 */
export function splitSchools(schools: readonly SplitSchool[], size = GROUP_AIM): string[][] {
  if (schools.length === 0) return [];
  const count = Math.max(1, Math.round(schools.length / size));
  const rooms = Array.from(
    { length: count },
    (_, index) => Math.floor(schools.length / count) + (index < schools.length % count ? 1 : 0),
  );
  const groups: string[][] = rooms.map(() => []);
  const roomIn = (index: number): number => rooms[index]! - groups[index]!.length;
  const widestOf = (): number =>
    rooms.reduce((best, _, index) => (roomIn(index) > roomIn(best) ? index : best), 0);
  for (const unit of unitsOf(schools)) {
    // All at once where there is room, else in as large parts as fit.
    let rest = unit;
    while (rest.length > 0) {
      const next = widestOf();
      const part = roomIn(next);
      groups[next]!.push(...rest.slice(0, part));
      rest = rest.slice(part);
    }
  }
  return groups;
}

/** Ids of those who belong together, the largest first. */
export function unitsOf(schools: readonly SplitSchool[]): string[][] {
  const units = new Map<string, string[]>();
  for (const { id, together } of schools) {
    const key = together === null ? `alone ${id}` : `with ${together}`;
    units.set(key, [...(units.get(key) ?? []), id]);
  }
  return [...units.values()].sort((a, b) => b.length - a.length);
}

/** What somebody led of a group between two days, as it is paid. */
export interface StatementRow {
  readonly tutor: string;
  readonly name: string;
  readonly group: string;
  readonly groupLabel: string;
  readonly sessions: number;
  readonly hours: number;
}

/**
 * Sessions held and their hours, by tutor and group in the order of groups; both days count, and
 * none after today.
 */
export function statementOf(
  groups: readonly TutoringGroupView[],
  sessions: readonly TutoringSessionView[],
  {
    from,
    until,
    today,
  }: {
    readonly from?: LocalDate | undefined;
    readonly until?: LocalDate | undefined;
    readonly today: LocalDate;
  },
): StatementRow[] {
  return groups.flatMap((group) => {
    const held = sessions.filter(
      ({ group: of, status, day }) =>
        of === group.id &&
        status === 'held' &&
        day <= today &&
        (from === undefined || day >= from) &&
        (until === undefined || day <= until),
    );
    const known = [...group.tutors, ...(group.former ?? [])];
    const others = held
      .flatMap(({ tutors }) => tutors)
      .filter((id) => known.every((one) => one.id !== id));
    const people = [...known, ...[...new Set(others)].map((id) => ({ id, name: id }))];
    const current = new Set(group.tutors.map(({ id }) => id));
    return people.flatMap(({ id, name }) => {
      const own = held.filter(({ tutors }) => tutors.includes(id));
      // Who has left is told of as far as they led something.
      if (own.length === 0 && !current.has(id)) return [];
      return [
        {
          tutor: id,
          name,
          group: group.id,
          groupLabel: group.label,
          sessions: own.length,
          hours: own.reduce((sum, { hours }) => sum + hours, 0),
        },
      ];
    });
  });
}
