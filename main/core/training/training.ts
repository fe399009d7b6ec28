import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { attendanceContract } from '../../../shared/training/attendance.contract.ts';
import type { planningContract } from '../../../shared/training/planning.contract.ts';
import type { timetableContract } from '../../../shared/training/timetable.contract.ts';
import type {
  coverageContract,
  coverageFilesContract,
} from '../../../shared/training/coverage.contract.ts';
import type { trainingContract } from '../../../shared/training/training.contract.ts';
import type { setupContract } from '../../../shared/training/setup.contract.ts';
import type { Reader } from '../store/database.ts';
import { createAttendancePapers, type AttendancePapers } from './attendance.papers.ts';
import { createAttendanceHandlers } from './attendance.service.ts';
import { createAttendanceStore } from './attendance.store.ts';
import { createCoverageHandlers } from './coverage.service.ts';
import { createCalendarEvents } from './calendarEvents.ts';
import { createOverviewHandlers } from './overview.service.ts';
import { createPlanningHandlers } from './planning.service.ts';
import { createSummonsPapers, type SummonsPapers } from './summons.papers.ts';
import { createTimetableHandlers } from './timetable.service.ts';
import { createSetupHandlers } from './setup.service.ts';
import { createSetupStore } from './setup.store.ts';
import { createTrainingContext, type TrainingParts } from './training.context.ts';
import { createTrainingStore } from './training.store.ts';

type TrainingContract = typeof trainingContract &
  typeof attendanceContract &
  typeof planningContract &
  typeof timetableContract &
  typeof coverageContract &
  typeof coverageFilesContract &
  typeof setupContract;
type TrainingHandlers = Handlers<TrainingContract, CoreFailure>;

/** Trainings of waves: groups, timetable, who came, and who has learned what. */
export function createTraining(parts: TrainingParts & { readonly db: Reader }): TrainingHandlers {
  const context = createTrainingContext({ ...parts, store: createTrainingStore(parts.db) });
  const rows = createAttendanceStore(parts.db);
  return {
    ...createOverviewHandlers(context, createSummonsPapers({ context, rows })),
    ...createAttendanceHandlers(context, rows),
    ...createPlanningHandlers(parts.db, context),
    ...createTimetableHandlers(parts.db, context),
    ...createCoverageHandlers(context, parts.db),
    ...createSetupHandlers(context, createSetupStore(parts.db)),
  };
}

/** Sessions of trainings as events of a calendar. */
export function createTrainingCalendar(
  parts: TrainingParts & { readonly db: Reader },
): ReturnType<typeof createCalendarEvents> {
  const context = createTrainingContext({ ...parts, store: createTrainingStore(parts.db) });
  return createCalendarEvents(parts.db, context);
}

/** Papers of trainings, for who prints them. */
export function createTrainingPapers(
  parts: TrainingParts & { readonly db: Reader },
): AttendancePapers & SummonsPapers {
  const context = createTrainingContext({ ...parts, store: createTrainingStore(parts.db) });
  const sheets = { context, rows: createAttendanceStore(parts.db) };
  return { ...createAttendancePapers(sheets), ...createSummonsPapers(sheets) };
}
