import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import type { setupContract, SetupKind } from '../../../shared/training/setup.contract.ts';
import type { SetupStore, Use } from './setup.store.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';

type StillUsed = Extract<CoreFailure, { type: 'StillUsed' }>;

/** What keeps something from being removed, first things first. */
const USES: Readonly<Record<SetupKind, readonly (readonly [Use, StillUsed['by']])[]>> = {
  track: [
    ['enrolmentsOfTrack', 'enrolments'],
    ['groupsOfTrack', 'groups'],
    ['sessionsOfTrack', 'sessions'],
    ['materialsOfTrack', 'materials'],
  ],
  material: [],
  site: [
    ['sessionsAtSite', 'sessions'],
    ['groupsAtSite', 'groups'],
  ],
  room: [['sessionsInRoom', 'sessions']],
  trainer: [
    ['sessionsOfTrainer', 'sessions'],
    ['groupsOfTrainer', 'groups'],
    ['pairsOfTrainer', 'pairs'],
  ],
  pair: [],
  absence: [],
  period: [],
};

const ENTITIES: Readonly<Record<SetupKind, string>> = {
  track: 'trainingTrack',
  material: 'trainingMaterial',
  site: 'trainingSite',
  room: 'trainingRoom',
  trainer: 'trainer',
  pair: 'trainerPair',
  absence: 'trainerAbsence',
  period: 'businessPeriod',
};

/** Removes a row that nothing uses any more; a site goes with its rooms. */
export function createRemoval(
  context: TrainingContext,
  setup: SetupStore,
): Handlers<typeof setupContract, CoreFailure>['trainingSetup.remove'] {
  const { store } = context;
  const rowsOf: Readonly<
    Record<SetupKind, (found: FoundTraining) => readonly { id: string; scope: ScopeId }[]>
  > = {
    track: ({ wave }) => store.tracks(wave.programme),
    material: ({ wave }) => setup.materials(wave.programme),
    site: ({ wave }) => store.sites(wave.programme, wave.id),
    room: ({ wave }) => store.rooms(wave.programme, wave.id),
    trainer: ({ wave }) => store.trainers(wave.programme, wave.id),
    pair: ({ wave }) => store.pairs(wave.id),
    absence: ({ wave }) => store.absences(wave.id),
    period: ({ wave }) => store.periods(wave.id),
  };
  return ({ wave, kind, id }) => {
    const found = context.find(wave);
    if (!found.ok) return found;
    const row = rowsOf[kind](found.value).find((one) => one.id === id);
    if (row === undefined) return err({ type: 'BadInput', detail: 'id' });
    const { today } = found.value;
    if (!context.mayCreate(row.scope, ENTITIES[kind])) return err({ type: 'NotAllowed' });
    if (kind === 'absence' && !context.mayPlan(wave) && !isOwn(found.value, id)) {
      return err({ type: 'NotAllowed' });
    }
    for (const [use, by] of USES[kind]) {
      const count = setup.uses(use, id, today);
      if (count > 0) return err({ type: 'StillUsed', by, count });
    }
    const rooms =
      kind === 'site'
        ? rowsOf.room(found.value).filter((one) => 'site' in one && one.site === id)
        : [];
    context.record(
      [
        { ...row, entity: ENTITIES[kind] },
        ...rooms.map((one) => ({ ...one, entity: 'trainingRoom' })),
      ].map(({ id: of, scope, entity }) => ({
        entity,
        row: of,
        scope,
        set: { [DELETED_FIELD]: true },
      })),
    );
    return ok(null);
  };

  function isOwn({ wave }: FoundTraining, absence: string): boolean {
    const of = store.absences(wave.id).find(({ id }) => id === absence)?.trainer;
    const me = context.me()?.person;
    return store
      .trainers(wave.programme, wave.id)
      .some(({ id, person }) => id === of && person !== null && person === me);
  }
}
