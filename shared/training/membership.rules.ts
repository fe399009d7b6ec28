import type { LocalDate } from '../kernel/dates.ts';

interface Stay {
  readonly from: LocalDate | null;
  /** First day no longer; null: still there. */
  readonly until: LocalDate | null;
}

/** Whether somebody's time in a group covers a day. */
export function isMemberOn({ from, until }: Stay, day: LocalDate): boolean {
  return (from === null || from <= day) && (until === null || day < until);
}
