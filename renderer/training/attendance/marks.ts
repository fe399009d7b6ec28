import { IconCheck, IconClock, IconMinus, IconX } from '@tabler/icons-react';
import type { InputOf } from '../../../shared/bridge/contract.ts';
import type {
  attendanceContract,
  Sheet,
  SheetRow,
} from '../../../shared/training/attendance.contract.ts';
import {
  attendanceStatuses,
  type AttendanceStatus,
} from '../../../shared/training/attendance.entity.ts';
import type { Half } from '../../../shared/training/trainingValues.ts';

export type MarkInput = InputOf<(typeof attendanceContract)['attendance.mark']>['marks'][number];
export type WhichHalf = Half | 'all';

/** The shape of a status, beside its word and colour. */
export const markShapes = {
  present: IconCheck,
  absent: IconX,
  excused: IconMinus,
  late: IconClock,
} as const;

/** The key of each status: the first letter of the French words, as on paper sheets. */
export const markKeys = { present: 'P', absent: 'A', excused: 'E', late: 'R' } as const;

/** The status that a key says; null: none. On a keyboard without Latin letters it is the place. */
export function statusOfKey({ key, code }: { key: string; code: string }): AttendanceStatus | null {
  const letter = /^[a-z]$/i.test(key) ? key.toUpperCase() : /^Key([A-Z])$/.exec(code)?.[1];
  if (letter === 'L') return 'late';
  return attendanceStatuses.find((one) => markKeys[one] === letter) ?? null;
}

/** When the morning's roll is over, whatever the session's hours. */
const NOON = '13:00';

/** The half-day that a sheet opens at: the one that it is now; on another day the session's first. */
export function firstHalf(
  { session, today, halves }: Pick<Sheet, 'today' | 'halves'> & { session: { day: string } },
  time: string,
): WhichHalf {
  const now = time < NOON ? 'morning' : 'afternoon';
  return session.day === today && halves.includes(now) ? now : (halves[0] ?? 'all');
}

/** The time of day of an instant somewhere, such as `09:25`. */
export function timeAt(ms: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(ms);
}

/** Whether somebody has no mark yet in a half-day, or in any. */
export function hasUnmarked(
  rows: readonly SheetRow[],
  halves: readonly Half[],
  which: WhichHalf,
): boolean {
  const of = which === 'all' ? halves : [which];
  return rows.some(({ marks }) =>
    of.some((half) => !marks.some((mark) => mark.half === half && mark.status !== null)),
  );
}
