import { memorySetup } from './memorySetup.ts';
import { err, ok } from '../../shared/kernel/result.ts';
import type { TrainingOverview } from '../../shared/training/training.contract.ts';
import { memoryAttendance } from './memoryAttendance.ts';
import { memoryTimetable } from './memoryTimetable.ts';
import { memoryCoverage } from './memoryCoverage.ts';

const nothing: TrainingOverview = {
  waves: [],
  wave: null,
  today: '2024-01-22',
  timeZone: 'Europe/Paris',
  tracks: [],
  groups: [],
  sessions: [],
  trainers: [],
  sites: [],
  removed: [],
  me: null,
  myGroups: [],
  mayPlan: false,
  mayRecord: false,
};

/** Trainings in memory: of a device that holds none, unless a test gives some. */
export function memoryTraining(overview: TrainingOverview = nothing) {
  return {
    'training.overview': () => ok(overview),
    'training.mail': () => ok({ to: [], subject: '', body: '', noted: true }),
    'training.notices': () => ok([]),
    'training.inSeveralGroups': () => ok([]),
    ...memoryAttendance(),
    ...memoryTimetable,
    ...memoryPlanning(),
    ...memoryCoverage(),
    ...memorySetup(),
  };
}

function memoryPlanning() {
  const noJob = () => err({ type: 'BadInput' as const, detail: 'job' });
  return {
    'planning.start': () => err({ type: 'NotAllowed' as const }),
    'planning.progress': noJob,
    'planning.stop': noJob,
    'planning.read': noJob,
    'planning.apply': noJob,
    'planning.candidates': () => ok({ candidates: [] }),
    'planning.enrol': () => err({ type: 'NotAllowed' as const }),
  };
}
