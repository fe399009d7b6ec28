import { addDays, addMonths, weekdayOf, type LocalDate } from '../../../shared/kernel/dates.ts';

export const WEEK = 7;
const SATURDAY = 6;

export const calendarViews = ['month', 'week', 'list'] as const;
export type CalendarView = (typeof calendarViews)[number];

/** The Monday of a day's week. */
export function mondayOf(day: LocalDate): LocalDate {
  return addDays(day, 1 - weekdayOf(day));
}

export function isWeekend(day: LocalDate): boolean {
  return weekdayOf(day) >= SATURDAY;
}

/** The weeks that a view shows around a day, each of seven days from Monday. */
export function weeksAround(view: CalendarView, anchor: LocalDate): LocalDate[][] {
  if (view === 'week') return [weekFrom(mondayOf(anchor))];
  const first = `${anchor.slice(0, 7)}-01`;
  const last = addDays(addMonths(first, 1), -1);
  const weeks: LocalDate[][] = [];
  for (let monday = mondayOf(first); monday <= last; monday = addDays(monday, WEEK)) {
    weeks.push(weekFrom(monday));
  }
  return weeks;
}

function weekFrom(monday: LocalDate): LocalDate[] {
  return Array.from({ length: WEEK }, (_, index) => addDays(monday, index));
}

/** The day that the next view, or the one before, is around. */
export function turned(view: CalendarView, anchor: LocalDate, by: 1 | -1): LocalDate {
  return view === 'week' ? addDays(anchor, by * WEEK) : addMonths(anchor, by);
}

/**
 * Where a key leads from a day; null for keys that do not move.
 * @param forward 1 where lines run to the right, -1 where they run to the left
 */
export function dayMoved(key: string, at: LocalDate, forward: 1 | -1): LocalDate | null {
  switch (key) {
    case 'ArrowRight':
      return addDays(at, forward);
    case 'ArrowLeft':
      return addDays(at, -forward);
    case 'ArrowDown':
      return addDays(at, WEEK);
    case 'ArrowUp':
      return addDays(at, -WEEK);
    case 'PageDown':
      return addMonths(at, 1);
    case 'PageUp':
      return addMonths(at, -1);
    case 'Home':
      return mondayOf(at);
    case 'End':
      return addDays(mondayOf(at), WEEK - 1);
    default:
      return null;
  }
}
