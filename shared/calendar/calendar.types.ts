import type { LocalDate } from '../kernel/dates.ts';

/** Why nobody works on a day; `id` is what messages name it by. */
export interface DayOff {
  readonly kind: 'weekend' | 'publicHoliday' | 'schoolHoliday';
  readonly id: string;
}

/** Days in a row without school, both ends among them. */
export interface Break {
  readonly id: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A public holiday. */
export interface PublicHoliday {
  readonly id: string;
  readonly on: LocalDate;
}

/** A school year: from the first day of those who work to the last day of school. */
export interface SchoolYear {
  readonly year: string;
  readonly start: LocalDate;
  readonly end: LocalDate;
  readonly breaks: readonly Break[];
}
