import { addDays, weekdayOf, type LocalDate } from '../kernel/dates.ts';
import type { StepStatus } from '../kit/stepStatus.ts';

/** Where a step stands in somebody's week. */
export const weekGroups = ['late', 'week', 'next', 'blocked'] as const;
export type WeekGroup = (typeof weekGroups)[number];

/** A week from Monday to Sunday, both included. */
export interface Week {
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** The week that a day is in. */
export function weekOf(day: LocalDate): Week {
  const from = addDays(day, 1 - weekdayOf(day));
  return { from, to: addDays(from, 6) };
}

/**
 * The group of a step in a week; null: it is not shown there. A step is in one group alone: what is
 * blocked waits for somebody else, whatever its day. The week of today holds all that is late or
 * blocked; another one only what is due in it or in the week after.
 * @param step as it was before it was done, if it was done today
 */
export function groupIn(
  step: { readonly status: StepStatus; readonly due: LocalDate | null },
  week: Week,
  today: LocalDate,
): WeekGroup | null {
  const { status, due } = step;
  const isNow = week.from <= today && today <= week.to;
  const nextTo = addDays(week.to, 7);
  const isNear = due !== null && due >= week.from && due <= nextTo;
  if (status === 'blocked') return isNow || isNear ? 'blocked' : null;
  if (due === null) return null;
  if (isNow && due < today) return 'late';
  if (!isNear) return null;
  return due <= week.to ? 'week' : 'next';
}
