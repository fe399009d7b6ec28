import type { Half } from '../../../shared/training/planner/planner.types.ts';

interface Hours {
  readonly morningFrom: string | null;
  readonly morningTo: string | null;
  readonly afternoonFrom: string | null;
  readonly afternoonTo: string | null;
}

/** The times of day of a half-day or a day, by a wave's rules. */
export function timesOf(half: Half, rules: Hours | undefined): { from: string; to: string } {
  const morning = [rules?.morningFrom ?? '09:00', rules?.morningTo ?? '12:00'] as const;
  const afternoon = [rules?.afternoonFrom ?? '13:30', rules?.afternoonTo ?? '16:30'] as const;
  if (half === 'morning') return { from: morning[0], to: morning[1] };
  if (half === 'afternoon') return { from: afternoon[0], to: afternoon[1] };
  return { from: morning[0], to: afternoon[1] };
}
