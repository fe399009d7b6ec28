import type { TutoringOverview } from '../../shared/tutoring/tutoring.contract.ts';
import { memoryTutoringGroups } from './memoryTutoringGroups.ts';
import { ok } from '../../shared/kernel/result.ts';

const nothing: TutoringOverview = {
  waves: [],
  wave: null,
  today: '2024-01-22',
  timeZone: 'Europe/Paris',
  groups: [],
  sessions: [],
  me: null,
  mayOrganise: false,
  mayHelp: false,
};

/** Tutoring of a window in memory: none, unless a test gives some. */
export function memoryTutoring(overview: TutoringOverview = nothing) {
  return {
    ...memoryTutoringGroups(),
    'tutoring.overview': () => ok(overview),
    'blockers.similar': () => ok([]),
  };
}
