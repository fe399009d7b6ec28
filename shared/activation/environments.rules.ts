import { addDays, weekdayOf, type LocalDate } from '../kernel/dates.ts';
import type { Environment } from '../programme/programme.entity.ts';

const SUNDAY = 7;
const FRIDAY = 5;
/** How a programme writes that an environment's data are copied anew every Sunday evening. */
export const WEEKLY_REFRESH = 'weekly-sunday-evening';

/** The Sunday whose evening brings the next copy: on a Sunday that same day. */
export function nextSunday(day: LocalDate): LocalDate {
  return addDays(day, SUNDAY - weekdayOf(day));
}

/** The Sunday before a day; on a Sunday the one before, since its evening is still to come. */
export function previousSunday(day: LocalDate): LocalDate {
  return addDays(day, -weekdayOf(day));
}

/** Day of the next copy of an environment's data; null where there is none. */
export function nextRefresh(
  environment: Pick<Environment, 'refresh'>,
  day: LocalDate,
): LocalDate | null {
  return environment.refresh === WEEKLY_REFRESH ? nextSunday(day) : null;
}

/** Day that the data of an environment are of, where they are copied; null where they are not. */
export function dataDay(
  environment: Pick<Environment, 'refresh'>,
  day: LocalDate,
): LocalDate | null {
  return environment.refresh === WEEKLY_REFRESH ? previousSunday(day) : null;
}

/**
 * What an environment is used for, told apart in words wherever one is named: real work in
 * production; a copy of real data, which is as sensitive; or neither.
 */
export function environmentKind(
  environment: Pick<Environment, 'id' | 'refresh' | 'byWeeks'>,
): 'production' | 'copy' | 'other' {
  if (environment.id === 'production') return 'production';
  return environment.refresh !== null || environment.byWeeks || environment.id === 'bac-a-sable'
    ? 'copy'
    : 'other';
}

/** Days that an environment is open, both included; a missing end is not known yet. */
interface Window {
  readonly opensOn: LocalDate | null;
  readonly closesOn: LocalDate | null;
}

/** Where a window stands on a day. A window without a first day is not planned. */
export function windowState(
  { opensOn, closesOn }: Window,
  day: LocalDate,
): 'past' | 'open' | 'ahead' {
  if (opensOn === null || day < opensOn) return 'ahead';
  return closesOn !== null && day > closesOn ? 'past' : 'open';
}

/** The Monday of a day's week. */
export function weekOf(day: LocalDate): LocalDate {
  return addDays(day, 1 - weekdayOf(day));
}

/**
 * The window of a training week, as the training base has it: from Monday to Friday, with the data
 * of the Sunday before.
 */
export function trainingWeek(day: LocalDate): {
  opensOn: LocalDate;
  closesOn: LocalDate;
  dataAsOf: LocalDate;
} {
  const monday = weekOf(day);
  return { opensOn: monday, closesOn: addDays(monday, FRIDAY - 1), dataAsOf: addDays(monday, -1) };
}

export interface Week<W> {
  readonly monday: LocalDate;
  readonly windows: readonly W[];
}

/** Weeks from the one of `from`, each with the windows that are open on one of its days. */
export function weeksWith<W extends Window>(
  windows: readonly W[],
  from: LocalDate,
  count: number,
): Week<W>[] {
  return Array.from({ length: count }, (_, index) => {
    const monday = addDays(weekOf(from), index * SUNDAY);
    const sunday = addDays(monday, SUNDAY - 1);
    return {
      monday,
      windows: windows.filter(
        ({ opensOn, closesOn }) =>
          opensOn !== null && opensOn <= sunday && (closesOn === null || closesOn >= monday),
      ),
    };
  });
}

/** `current` (N), `previous` (N-1), or `old`: older than what is still supported. */
export type VersionStanding = 'current' | 'previous' | 'old';

/**
 * How versions of the product stand to each other: the newest that is seen anywhere is N, the one
 * before it N-1. Parts of a version are compared as numbers: 24.10 is newer than 24.9.
 */
export function versionStandings(versions: Iterable<string>): Map<string, VersionStanding> {
  const newestFirst = [...new Set(versions)].sort((a, b) => compareVersions(b, a));
  return new Map(
    newestFirst.map((version, index) => [
      version,
      index === 0 ? 'current' : index === 1 ? 'previous' : 'old',
    ]),
  );
}

function compareVersions(a: string, b: string): number {
  const parts = (version: string): string[] => version.split(/[^0-9A-Za-z]+/);
  const left = parts(a);
  const right = parts(b);
  for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
    const x = left[at] ?? '';
    const y = right[at] ?? '';
    const byNumber = Number.parseInt(x || '0', 10) - Number.parseInt(y || '0', 10);
    if (!Number.isNaN(byNumber) && byNumber !== 0) return byNumber;
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}
