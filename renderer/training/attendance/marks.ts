import { IconCheck, IconClock, IconMinus, IconX } from '@tabler/icons-react';
import type { InputOf } from '../../../shared/bridge/contract.ts';
import type { attendanceContract, SheetRow } from '../../../shared/training/attendance.contract.ts';
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

/**
 * A time of day as people type it: `9:25`, `9h25`, `0925`, `925`, `9`. Null: it is none.
 */
export function readTime(text: string): string | null {
  const typed = text
    .trim()
    .replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replaceAll(/\s/g, '');
  const found = /^(\d{1,2})(?:[h:.]?(\d{2})?)$/i.exec(typed) ?? /^(\d)(\d{2})$/.exec(typed);
  if (found === null) return null;
  const [, hours = '', minutes = '00'] = found;
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, '0')}:${minutes}`;
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
