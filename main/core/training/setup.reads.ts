import { ok, type Result } from '../../../shared/kernel/result.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { parseScope, scopeId } from '../../../shared/schema/scope.ts';
import type { TrainingSetup } from '../../../shared/training/setup.contract.ts';
import {
  knownTrackRow,
  knownTracks,
  type KnownTrack,
} from '../../../shared/training/tracks/tracks.ts';
import { isOlderVersion } from '../../../shared/training/versionOrder.ts';
import type { SetupStore } from './setup.store.ts';
import {
  fullTrainerView,
  lentTrainerView,
  materialView,
  periodView,
  rulesView,
} from './setup.views.ts';
import type { TrainingContext } from './training.context.ts';
import { trackView } from './training.views.ts';

/**
 * What the trainings of a wave are made of, and who may change what of it.
 * Fails with WaveUnknown, NotEnrolled.
 */
export function readSetup(
  context: TrainingContext,
  setup: SetupStore,
  waveId: string,
): Result<TrainingSetup, CoreFailure> {
  const { store, mayWrite, mayCreate } = context;
  const found = context.find(waveId);
  if (!found.ok) return found;
  const { wave, today, scope, aside } = found.value;
  const { programme } = wave;
  const { environments } = setup.place(programme);
  const productVersion = setup.version(programme, today);
  const tracks = store.tracks(programme).map((row) => {
    const view = trackView(row);
    const version = view.productVersion;
    const older =
      version !== null && productVersion !== null && isOlderVersion(version, productVersion);
    return { ...view, older };
  });
  const versionOf = new Map(tracks.map((one) => [one.id, one.productVersion]));
  const trainers = store.trainers(programme, wave.id);
  const sessions = store
    .sessions(wave.id)
    .filter(({ day, status }) => day !== null && day >= today && status !== 'cancelled');
  const taken = new Set(trainers.flatMap(({ person }) => person ?? []));
  const names = new Set(trainers.map(({ name }) => name));
  const waves = new Map(store.waves().map((one) => [one.id, one.label]));
  const rooms = store.rooms(programme, wave.id);
  const me = context.me()!.person;
  const mayPlan = context.mayPlan(wave.id);
  return ok({
    wave: wave.id,
    programme,
    today,
    tracks,
    knownTracks: missingTracks(context, setup, programme).map(({ id, label }) => ({ id, label })),
    actors: wave.actors.map(({ id, label }) => ({ id, label })),
    actions: setup.actions(programme),
    materials: setup
      .materials(programme)
      .map((row) => materialView(row, versionOf.get(row.track ?? '') ?? productVersion)),
    productVersion,
    trainers: trainers.map((row) =>
      fullTrainerView(row, {
        mayWrite: mayWrite(row.scope, 'trainer', ['name']),
        mayBeAway: mayPlan || (row.person === me && mayCreate(aside, 'trainerAbsence')),
        sessionsToCome: sessions.filter((one) => one.trainers?.includes(row.id) === true).length,
      }),
    ),
    pool: setup
      .lent(programme, wave.id)
      .filter(({ person, name }) => (person === null ? !names.has(name) : !taken.has(person)))
      .map((row) => lentTrainerView(row, waves.get(parseScope(row.scope).id) ?? null)),
    people: [
      ...new Map(setup.people(wave.id, programme).map((one) => [one.person, one])).values(),
    ].filter(({ person }) => !taken.has(person)),
    pairs: store.pairs(wave.id).map(({ id, label, first, second }) => ({
      id,
      label,
      first,
      second,
    })),
    absences: store
      .absences(wave.id)
      .flatMap(({ id, trainer, from, until }) =>
        trainer === null ? [] : [{ id, trainer, from, until }],
      ),
    sites: store.sites(programme, wave.id).map((row) => ({
      id: row.id,
      name: row.name ?? row.id,
      town: row.town,
      address: row.address,
      latitude: row.latitude,
      longitude: row.longitude,
      note: row.note,
      rooms: rooms
        .filter(({ site }) => site === row.id)
        .map(({ id, name, seats, note }) => ({ id, site: row.id, name: name ?? id, seats, note })),
      shared: row.scope.startsWith('programme:'),
      mayWrite: mayWrite(row.scope, 'trainingSite', ['name']),
      pending: row.pending,
    })),
    periods: store.periods(wave.id).map(periodView),
    rules: rulesView(store.rules(wave.id)[0]),
    windows: setup.windows(programme).flatMap((row) =>
      row.opensOn === null || row.closesOn === null
        ? []
        : [
            {
              id: row.id,
              environment: environments.find(({ id }) => id === row.environment)?.label ?? {
                fr: row.environment ?? row.id,
              },
              opensOn: row.opensOn,
              closesOn: row.closesOn,
              dataAsOf: row.dataAsOf,
              productVersion: row.productVersion,
            },
          ],
    ),
    mayTeach: mayCreate(scopeId('programme', programme), 'trainingTrack'),
    mayPlan: mayPlan && mayCreate(scope, 'trainingSite'),
  });
}

/** Tracks that the programme's template knows and that it has not got, in their order. */
export function missingTracks(
  { store }: Pick<TrainingContext, 'store'>,
  setup: SetupStore,
  programme: string,
): readonly KnownTrack[] {
  const has = new Set(store.tracks(programme).map(({ id }) => id));
  return knownTracks(setup.place(programme).template).filter(
    ({ id }) => !has.has(id) && !has.has(knownTrackRow(programme, id)),
  );
}
