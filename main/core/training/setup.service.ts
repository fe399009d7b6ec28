import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err } from '../../../shared/kernel/result.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { RULE_IDS } from '../../../shared/training/planner/rules.ts';
import type { setupContract } from '../../../shared/training/setup.contract.ts';
import { readSetup } from './setup.reads.ts';
import { createRemoval } from './setup.removal.ts';
import type { SetupStore } from './setup.store.ts';
import { createTrackHandlers } from './setup.tracks.ts';
import { createSetupWriting } from './setup.writing.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';

/** What trainings are made of: tracks, materials, trainers, places and days. */
export function createSetupHandlers(
  context: TrainingContext,
  setup: SetupStore,
): Handlers<typeof setupContract, CoreFailure> {
  const { store } = context;
  const { saving, write } = createSetupWriting(context);
  const programmeScope = ({ wave }: FoundTraining): ScopeId => scopeId('programme', wave.programme);

  return {
    'trainingSetup.read': ({ wave }) => readSetup(context, setup, wave),

    ...createTrackHandlers(context, setup),

    'trainingSetup.saveSite': ({ set, shared = false, ...asked }) =>
      saving(
        asked,
        ({ wave }) => store.sites(wave.programme, wave.id),
        (found, row) =>
          write(
            {
              entity: 'trainingSite',
              row,
              scope: shared ? programmeScope(found) : found.scope,
              names: { programme: found.wave.programme },
              required: ['name'],
            },
            set,
          ),
      ),

    'trainingSetup.saveRoom': ({ set, site: siteId, ...asked }) =>
      saving(
        asked,
        ({ wave }) => store.rooms(wave.programme, wave.id),
        ({ wave }, row) => {
          const site = store.sites(wave.programme, wave.id).find(({ id }) => id === siteId);
          if (site === undefined || (row !== undefined && row.site !== siteId)) {
            return err({ type: 'BadInput', detail: 'site' });
          }
          return write(
            {
              entity: 'trainingRoom',
              row,
              scope: site.scope,
              names: { site: siteId },
              required: ['name', 'seats'],
            },
            set,
          );
        },
      ),

    'trainingSetup.saveTrainer': ({ set, shared = false, ...asked }) =>
      saving(
        asked,
        ({ wave }) => store.trainers(wave.programme, wave.id),
        (found, row) => {
          const { programme, id } = found.wave;
          const isThere = store
            .trainers(programme, id)
            .some((one) => one.id !== row?.id && one.person !== null && one.person === set.person);
          if (isThere) return err({ type: 'BadInput', detail: 'person' });
          return write(
            {
              entity: 'trainer',
              row,
              scope: shared ? programmeScope(found) : found.scope,
              names: { programme },
              required: ['name'],
            },
            set,
          );
        },
      ),

    'trainingSetup.savePair': ({ set, ...asked }) =>
      saving(
        asked,
        ({ wave }) => store.pairs(wave.id),
        (found, row) => {
          const { wave, scope } = found;
          const known = new Set(store.trainers(wave.programme, wave.id).map(({ id }) => id));
          const [first, second] = [set.first ?? row?.first, set.second ?? row?.second];
          if (!known.has(first ?? '')) return err({ type: 'BadInput', detail: 'first' });
          if (!known.has(second ?? '') || first === second) {
            return err({ type: 'BadInput', detail: 'second' });
          }
          return write(
            {
              entity: 'trainerPair',
              row,
              scope,
              names: { wave: wave.id },
              required: ['first', 'second'],
            },
            set,
          );
        },
      ),

    'trainingSetup.saveAbsence': ({ set, trainer: trainerId, ...asked }) =>
      saving(
        asked,
        ({ wave }) => store.absences(wave.id),
        ({ wave, aside }, row) => {
          const of = store
            .trainers(wave.programme, wave.id)
            .find(({ id }) => id === (row?.trainer ?? trainerId));
          if (of === undefined) return err({ type: 'BadInput', detail: 'trainer' });
          const isOwn = of.person !== null && of.person === context.me()?.person;
          if (!isOwn && !context.mayPlan(wave.id)) return err({ type: 'NotAllowed' });
          return write(
            {
              entity: 'trainerAbsence',
              row,
              scope: aside,
              names: { trainer: of.id },
              required: ['from', 'until'],
            },
            set,
          );
        },
      ),

    'trainingSetup.savePeriod': ({ set, ...asked }) =>
      saving(
        asked,
        ({ wave }) => store.periods(wave.id),
        ({ wave, scope }, row) =>
          write(
            {
              entity: 'businessPeriod',
              row,
              scope,
              names: { wave: wave.id },
              required: ['label', 'kind', 'from', 'until'],
            },
            set,
          ),
      ),

    'trainingSetup.saveRules': ({ wave: id, set }) =>
      saving(
        { wave: id },
        () => [],
        ({ wave, scope }) => {
          const row = store.rules(wave.id)[0];
          const known: readonly string[] = RULE_IDS;
          const kept = row?.waived ?? [];
          if (set.waived?.some((rule) => !known.includes(rule) && !kept.includes(rule)) === true) {
            return err({ type: 'BadInput', detail: 'waived' });
          }
          const wrong = wrongTime({ ...row, ...set });
          if (wrong !== null) return err({ type: 'BadInput', detail: wrong });
          return write(
            {
              entity: 'trainingRules',
              row,
              scope,
              names: { wave: wave.id },
              required: [],
              newRow: wave.id,
            },
            set,
          );
        },
      ),

    'trainingSetup.remove': createRemoval(context, setup),
  };
}

type Times = Partial<
  Readonly<
    Record<'morningFrom' | 'morningTo' | 'afternoonFrom' | 'afternoonTo', string | null | undefined>
  >
>;

/** The first time of day that is not after the one before it; the afternoon may begin at once. */
function wrongTime(times: Times): keyof Times | null {
  let last = '';
  for (const name of ['morningFrom', 'morningTo', 'afternoonFrom', 'afternoonTo'] as const) {
    const time = times[name] ?? null;
    if (time === null) continue;
    if (time < last || (time === last && name !== 'afternoonFrom')) return name;
    last = time;
  }
  return null;
}
