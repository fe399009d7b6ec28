import { addDays, type LocalDate } from '../../../shared/kernel/dates.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const SECONDS_IN_MINUTE = 60;

/** Making a format costs more than a durable write does. */
const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * How far the clocks of a zone are before UTC at an instant, in seconds.
 * @param timeZone IANA name
 * @throws RangeError when the zone is not known
 */
export function offsetAt(timeZone: string, ms: number): number {
  let format = formats.get(timeZone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' });
    formats.set(timeZone, format);
  }
  const name = format.formatToParts(ms).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  // `GMT`, `GMT+01:00`, of long ago `GMT+00:09:21`.
  const found = /([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(name);
  if (found === null) return 0;
  const [, sign, hours, minutes, seconds = '0'] = found;
  const size =
    (Number(hours) * SECONDS_IN_MINUTE + Number(minutes)) * SECONDS_IN_MINUTE + Number(seconds);
  return sign === '-' ? -size : size;
}

/**
 * The instant at which the clocks of a zone show a time, in milliseconds since 1970. A time that
 * the clocks skip is read by the clocks of before; of one that they show twice it is the first.
 * @param time `HH:MM` or `HH:MM:SS`
 */
export function instantOf(day: LocalDate, time: string, timeZone: string): number {
  const wall = Date.parse(`${day}T${time}Z`);
  const before = wall - offsetAt(timeZone, wall - DAY_MS) * 1000;
  if (before + offsetAt(timeZone, before) * 1000 === wall) return before;
  const after = wall - offsetAt(timeZone, wall + DAY_MS) * 1000;
  return after + offsetAt(timeZone, after) * 1000 === wall ? after : before;
}

/** A change of a zone's clocks. */
export interface ClockChange {
  /** What the clocks show when they are changed: by the offset of before. */
  readonly day: LocalDate;
  /** `HH:MM:SS` */
  readonly time: string;
  /** Seconds before UTC. */
  readonly from: number;
  readonly to: number;
}

/** The changes of a zone's clocks on some days, both ends among them, in order. */
export function clockChanges(timeZone: string, first: LocalDate, last: LocalDate): ClockChange[] {
  const changes: ClockChange[] = [];
  const end = Date.parse(`${addDays(last, 1)}T00:00:00Z`);
  let at = Date.parse(`${first}T00:00:00Z`);
  let from = offsetAt(timeZone, at);
  while (at < end) {
    const next = at + DAY_MS;
    const to = offsetAt(timeZone, next);
    if (to !== from) {
      const instant = changeBetween(timeZone, at, next, from);
      const wall = new Date(instant + from * 1000).toISOString();
      changes.push({ day: wall.slice(0, 10), time: wall.slice(11, 19), from, to });
    }
    at = next;
    from = to;
  }
  return changes;
}

/** The first minute after `before` at which the offset is no longer `from`. */
function changeBetween(timeZone: string, before: number, after: number, from: number): number {
  let [low, high] = [before / MINUTE_MS, after / MINUTE_MS];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(timeZone, middle * MINUTE_MS) === from) low = middle;
    else high = middle;
  }
  return high * MINUTE_MS;
}
