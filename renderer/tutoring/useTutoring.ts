import { useCall, type Called } from '../bridge/useCall.ts';
import type { TutoringOverview } from '../../shared/tutoring/tutoring.contract.ts';

/** Entities whose rows the overview of tutoring reads. */
const READ = [
  'wave',
  'establishment',
  'tutoringGroup',
  'tutoringMember',
  'tutoringSession',
  'tutoringPresence',
  'logEntry',
] as const;

/** Entities whose rows say who follows which school, and how it goes. */
export const FOLLOW_READ = [...READ, 'waveMembership', 'visit', 'contact', 'grant'] as const;

/** Reads the tutoring of a wave (without one, of the first that has some) and keeps it fresh. */
export function useTutoring(wave: string | undefined): Called<TutoringOverview> {
  return useCall('tutoring.overview', wave === undefined ? {} : { wave }, READ);
}
