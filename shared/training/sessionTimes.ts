import type { Half } from './trainingValues.ts';

/** Between these times of day nobody is taught: what reaches beyond is the other half-day. */
const NOON_FROM = '12:30';
const NOON_TO = '13:00';

/** The half-days that a session takes, by its times of day; of one that says none it is the morning. */
export function halvesOf(from: string | null, to: string | null): Half[] {
  const halves: Half[] = [];
  if (from === null || from < NOON_FROM) halves.push('morning');
  if ((to !== null && to > NOON_TO) || halves.length === 0) halves.push('afternoon');
  return halves;
}
