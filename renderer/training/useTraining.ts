import { useCall, type Called } from '../bridge/useCall.ts';
import type { TrainingOverview } from '../../shared/training/training.contract.ts';

/** Entities whose rows the overview of trainings reads. */
const READ = [
  'wave',
  'trainingTrack',
  'trainingGroup',
  'trainingSession',
  'trainer',
  'trainingSite',
  'trainingRoom',
  'trainingEnrolment',
  'groupMember',
  // Marks say of the days of a series which were held.
  'attendance',
] as const;

/** Reads the trainings of a wave (without one, of the first that has some) and keeps them fresh. */
export function useTraining(wave: string | undefined): Called<TrainingOverview> {
  return useCall('training.overview', wave === undefined ? {} : { wave }, READ);
}
