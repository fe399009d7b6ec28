/**
 * Hybrid logical clock (Kulkarni et al., 2014). A stamp is a string that sorts: milliseconds since
 * 1970 (nine base-36 digits, good until year 5188), a counter (four base-36 digits), the device
 * that wrote. A stamp made after another was seen is always greater than it, whatever the
 * computer's clock says: causality beats clocks.
 */
export type Stamp = string & { readonly __stamp: unique symbol };

const MILLISECOND_DIGITS = 9;
const COUNTER_DIGITS = 4;
const COUNTER_LIMIT = 36 ** COUNTER_DIGITS;
const MILLISECOND_LIMIT = 36 ** MILLISECOND_DIGITS;

/** Form of a stamp, for validation of what comes from outside. */
export const STAMP_PATTERN = /^[0-9a-z]{9}-[0-9a-z]{4}-[0-9A-Za-z._-]{1,40}$/;

function format(ms: number, counter: number, device: string): Stamp {
  return `${ms.toString(36).padStart(MILLISECOND_DIGITS, '0')}-${counter
    .toString(36)
    .padStart(COUNTER_DIGITS, '0')}-${device}` as Stamp;
}

/** Milliseconds since 1970 that a stamp carries. */
export function stampTime(stamp: Stamp): number {
  return Number.parseInt(stamp.slice(0, MILLISECOND_DIGITS), 36);
}

/** The device that wrote a stamp. */
export function stampDevice(stamp: Stamp): string {
  return stamp.slice(MILLISECOND_DIGITS + COUNTER_DIGITS + 2);
}

function stampCounter(stamp: Stamp): number {
  return Number.parseInt(
    stamp.slice(MILLISECOND_DIGITS + 1, MILLISECOND_DIGITS + 1 + COUNTER_DIGITS),
    36,
  );
}

/**
 * The next stamp of `device`.
 * @param highest the greatest stamp that this device has written or received, or null
 * @param now milliseconds since 1970 by the (corrected) computer clock
 * @returns a stamp greater than `highest`
 */
export function nextStamp(highest: Stamp | null, now: number, device: string): Stamp {
  const time = Math.min(Math.max(0, Math.floor(now)), MILLISECOND_LIMIT - 1);
  if (highest === null) return format(time, 0, device);
  const highestTime = stampTime(highest);
  if (time > highestTime) return format(time, 0, device);
  const counter = stampCounter(highest) + 1;
  if (counter >= COUNTER_LIMIT) return format(highestTime + 1, 0, device);
  return format(highestTime, counter, device);
}

/** The greater of two stamps; null is less than any. */
export function maxStamp(a: Stamp | null, b: Stamp | null): Stamp | null {
  if (a === null) return b;
  if (b === null) return a;
  return a > b ? a : b;
}
