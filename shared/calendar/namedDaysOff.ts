import type { LocalDate } from '../kernel/dates.ts';
import type { Calendar } from './calendar.ts';

/** Breaks and public holidays among some days, by their ids. */
interface NamedDaysOff {
  readonly breaks: { readonly id: string; readonly from: LocalDate; readonly until: LocalDate }[];
  readonly publicHolidays: { readonly id: string; readonly day: LocalDate }[];
}

/**
 * Days on which nobody works, but weekends, as calendars on the screen name them.
 * @param calendar null: none is known, and no day is off
 * @param until the last day, which counts
 */
export function namedDaysOff(
  calendar: Pick<Calendar, 'breaksBetween' | 'publicHolidaysBetween'> | null,
  from: LocalDate,
  until: LocalDate,
): NamedDaysOff {
  return {
    breaks: (calendar?.breaksBetween(from, until) ?? []).map((one) => ({
      id: one.id,
      from: one.from,
      until: one.to,
    })),
    publicHolidays: (calendar?.publicHolidaysBetween(from, until) ?? []).map((one) => ({
      id: one.id,
      day: one.on,
    })),
  };
}
