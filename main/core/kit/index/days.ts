import {
  addDays,
  daysBetween,
  isLocalDate,
  type LocalDate,
} from '../../../../shared/kernel/dates.ts';

/** A day that is not known: earlier than any. */
export const UNKNOWN_DAY = -(2 ** 31);
/** A day that never comes: later than any. */
export const NEVER = 2 ** 31 - 1;

const EPOCH: LocalDate = '1970-01-01';
/** A few hundred days stand in hundreds of thousands of rows. */
const known = new Map<string, number>();
const MOST_KNOWN = 20_000;

/** Days since 1970; {@link UNKNOWN_DAY} for null and for what is no day. */
export function dayNumber(date: LocalDate | null): number {
  if (date === null || date === '') return UNKNOWN_DAY;
  let day = known.get(date);
  if (day === undefined) {
    day = isLocalDate(date) ? daysBetween(EPOCH, date) : UNKNOWN_DAY;
    if (known.size < MOST_KNOWN) known.set(date, day);
  }
  return day;
}

/** The reverse of {@link dayNumber}; null where there is no day. */
export function dayOfNumber(day: number): LocalDate | null {
  return day === UNKNOWN_DAY || day === NEVER ? null : addDays(EPOCH, day);
}
