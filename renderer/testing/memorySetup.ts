import { ok } from '../../shared/kernel/result.ts';
import type { TrainingSetup } from '../../shared/training/setup.contract.ts';

const nothing: TrainingSetup = {
  wave: 'v6',
  programme: 'opale',
  today: '2024-01-22',
  tracks: [],
  knownTracks: [],
  actors: [],
  actions: [],
  materials: [],
  productVersion: null,
  trainers: [],
  pool: [],
  people: [],
  pairs: [],
  absences: [],
  sites: [],
  periods: [],
  rules: {
    from: null,
    until: null,
    morningFrom: null,
    morningTo: null,
    afternoonFrom: null,
    afternoonTo: null,
    waived: [],
    organiser: null,
    signatoryName: null,
    signatoryFunction: null,
    writtenAt: null,
    returnAddress: null,
  },
  windows: [],
  mayTeach: true,
  mayPlan: true,
};

/** What trainings are made of, in memory: nothing yet, unless a test gives some. */
export function memorySetup(setup: Partial<TrainingSetup> = {}) {
  const saved = () => ok({ id: 'saved' });
  return {
    'trainingSetup.read': () => ok({ ...nothing, ...setup }),
    'trainingSetup.saveTrack': saved,
    'trainingSetup.takeTracks': () => ok({ taken: setup.knownTracks?.length ?? 0 }),
    'trainingSetup.saveMaterial': saved,
    'trainingSetup.saveSite': saved,
    'trainingSetup.saveRoom': saved,
    'trainingSetup.saveTrainer': saved,
    'trainingSetup.savePair': saved,
    'trainingSetup.saveAbsence': saved,
    'trainingSetup.savePeriod': saved,
    'trainingSetup.saveRules': saved,
    'trainingSetup.remove': () => ok(null),
  };
}
