import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok } from '../../../shared/kernel/result.ts';
import { scopeId } from '../../../shared/schema/scope.ts';
import type { setupContract } from '../../../shared/training/setup.contract.ts';
import { knownTrackRow, knownTrackValues } from '../../../shared/training/tracks/tracks.ts';
import { missingTracks } from './setup.reads.ts';
import type { SetupStore } from './setup.store.ts';
import { createSetupWriting } from './setup.writing.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';
import type { TrackRow } from './training.store.ts';

type SetupHandlers = Handlers<typeof setupContract, CoreFailure>;
type TrackSet = Parameters<SetupHandlers['trainingSetup.saveTrack']>[0]['set'];

/** What is taught: tracks with their modules, and materials. All of it is the programme's. */
export function createTrackHandlers(
  context: TrainingContext,
  setup: SetupStore,
): Pick<
  SetupHandlers,
  'trainingSetup.saveTrack' | 'trainingSetup.takeTracks' | 'trainingSetup.saveMaterial'
> {
  const { store, mayCreate, record, revival } = context;
  const { saving, write } = createSetupWriting(context);
  return {
    'trainingSetup.saveTrack': ({ set, ...asked }) =>
      saving(
        asked,
        ({ wave }) => store.tracks(wave.programme),
        (found, row) => {
          const { programme } = found.wave;
          const wrong = wrongTrack(set, row, found);
          if (wrong !== null) return err(wrong);
          return write(
            {
              entity: 'trainingTrack',
              row,
              scope: scopeId('programme', programme),
              names: { programme, position: store.tracks(programme).length },
              required: ['label'],
            },
            set,
          );
        },
      ),

    'trainingSetup.takeTracks': ({ wave: id }) => {
      const found = context.find(id);
      if (!found.ok) return found;
      const { programme } = found.value.wave;
      const scope = scopeId('programme', programme);
      if (!mayCreate(scope, 'trainingTrack')) return err({ type: 'NotAllowed' });
      const missing = missingTracks(context, setup, programme);
      const first = store.tracks(programme).length;
      if (missing.length === 0) return ok({ taken: 0 });
      record(
        missing.map((track, index) => {
          const row = knownTrackRow(programme, track.id);
          const values = knownTrackValues(track, programme, first + index);
          const set = { ...revival('trainingTrack', row), ...values };
          return { entity: 'trainingTrack', row, scope, set };
        }),
      );
      return ok({ taken: missing.length });
    },

    'trainingSetup.saveMaterial': ({ set, ...asked }) =>
      saving(
        asked,
        ({ wave }) => setup.materials(wave.programme),
        (found, row) => {
          const { programme } = found.wave;
          const track = set.track ?? null;
          if (track !== null && !store.tracks(programme).some(({ id }) => id === track)) {
            return err({ type: 'BadInput', detail: 'track' });
          }
          return write(
            {
              entity: 'trainingMaterial',
              row,
              scope: scopeId('programme', programme),
              names: { programme },
              required: ['title', 'kind', 'rights'],
            },
            set,
          );
        },
      ),
  };

  /** What is wrong with a track, beyond the form of its fields; null: nothing. */
  function wrongTrack(
    set: TrackSet,
    row: TrackRow | undefined,
    { wave }: FoundTraining,
  ): CoreFailure | null {
    const { modules, actors, kitActions } = set;
    const aim = set.groupAim ?? row?.groupAim ?? null;
    const most = set.groupMax ?? row?.groupMax ?? null;
    if (aim !== null && most !== null && most < aim)
      return { type: 'BadInput', detail: 'groupMax' };
    const known = new Set([...wave.actors.map(({ id }) => id), ...(row?.actors ?? [])]);
    if (actors?.some((actor) => !known.has(actor)) === true) {
      return { type: 'BadInput', detail: 'actors' };
    }
    if (kitActions !== undefined && kitActions !== null && kitActions.length > 0) {
      const actions = new Set([
        ...setup.actions(wave.programme).map(({ id }) => id),
        ...(row?.kitActions ?? []),
      ]);
      if (kitActions.some((action) => !actions.has(action))) {
        return { type: 'BadInput', detail: 'kitActions' };
      }
    }
    if (modules === undefined) return null;
    const ids = new Set((modules ?? []).map(({ id }) => id));
    if (ids.size !== (modules ?? []).length) return { type: 'BadInput', detail: 'modules' };
    const badDays = (modules ?? []).some(
      ({ notBefore, notAfter }) => notBefore !== null && notAfter !== null && notAfter < notBefore,
    );
    if (badDays) return { type: 'BadInput', detail: 'notAfter' };
    const lost = row === undefined ? [] : setup.modulesInUse(row.id).filter((id) => !ids.has(id));
    return lost.length === 0 ? null : { type: 'StillUsed', by: 'sessions', count: lost.length };
  }
}
