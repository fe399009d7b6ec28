import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { trainingContract } from '../../../shared/training/training.contract.ts';
import type { Reader } from '../store/database.ts';
import { createOverviewHandlers } from './overview.service.ts';
import { createTrainingContext, type TrainingParts } from './training.context.ts';
import { createTrainingStore } from './training.store.ts';

type TrainingHandlers = Handlers<typeof trainingContract, CoreFailure>;

/** Trainings of waves: groups, timetable, who came, and who has learned what. */
export function createTraining(parts: TrainingParts & { readonly db: Reader }): TrainingHandlers {
  const context = createTrainingContext({ ...parts, store: createTrainingStore(parts.db) });
  return { ...createOverviewHandlers(context) };
}
