import { instantOf, offsetAt } from '../../core/calendar/timeZone.ts';

/** Start and end of a session as instants with their offset, such as `2024-01-22T09:00:00+01:00`. */
export function spanOf(
  { day, from, to }: { readonly day: string; readonly from: string; readonly to: string },
  timeZone: string,
): { start: string; end: string } {
  const written = (time: string): string => {
    const offset = offsetAt(timeZone, instantOf(day, time, timeZone));
    const sign = offset < 0 ? '-' : '+';
    const minutes = Math.abs(Math.round(offset / 60));
    const two = (value: number): string => String(value).padStart(2, '0');
    return `${day}T${time}:00${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
  };
  return { start: written(from), end: written(to) };
}
