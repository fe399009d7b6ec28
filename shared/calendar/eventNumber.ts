import type { LocalDate } from '../kernel/dates.ts';

/** Numbers of changes are counted from here, in seconds: they fit where calendars keep them. */
const COUNTED_FROM_MS = Date.UTC(2020, 0, 1);

/** The number of an event whose last change that people have to know of was written then, in milliseconds. */
export function eventNumber(writtenAt: number): number {
  return Math.max(0, Math.floor((writtenAt - COUNTED_FROM_MS) / 1000));
}

/** Somebody's time in a group, and when its begin and its end were written. */
export interface WrittenStay {
  readonly from: LocalDate | null;
  /** First day no longer; null: still there. */
  readonly until: LocalDate | null;
  readonly joined: number;
  readonly left: number;
}

/**
 * When somebody's time in a group was last written so that it changes who comes on a day; 0: never.
 * Who joins later, or leaves later, changes nothing of the day. A time that goes on again may have
 * ended before any day, and counts.
 */
export function rosterWritten({ from, until, joined, left }: WrittenStay, day: LocalDate): number {
  if (from !== null && from > day) return 0;
  return until === null || until <= day ? Math.max(joined, left) : joined;
}
