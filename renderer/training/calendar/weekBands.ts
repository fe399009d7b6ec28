import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { Timetable } from '../../../shared/training/timetable.contract.ts';
import { daysOffBands, type Band } from '../../ui/calendar/weekBands.ts';

/** @param words what breaks, days, and weeks of the training base are called */
export function bandsOf(
  timetable: Timetable,
  words: {
    readonly holiday: (id: string) => string;
    readonly window: (label: string, dataAsOf: LocalDate | null) => string;
  },
): Band[] {
  return [
    ...daysOffBands(timetable, words.holiday),
    ...timetable.periods.map((one): Band => ({
      ...one,
      kind: one.forbidden ? 'forbidden' : 'period',
    })),
    ...timetable.windows.map(({ dataAsOf, ...one }): Band => ({
      ...one,
      kind: 'base',
      label: words.window(one.label, dataAsOf),
    })),
  ];
}
