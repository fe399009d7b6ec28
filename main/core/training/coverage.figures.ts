import type { OutputOf } from '../../../shared/bridge/contract.ts';
import type {
  coverageContract,
  CoverageFigures,
} from '../../../shared/training/coverage.contract.ts';
import type { TrackView } from '../../../shared/training/training.views.ts';
import { countsOf, lessonFigures, oneDecimal, type Covered } from './coverage.model.ts';
import type { TrainingStore } from './training.store.ts';

type Track = OutputOf<(typeof coverageContract)['coverage.read']>['tracks'][number];

/**
 * Figures of a wave on a day.
 * @param isPartial whether only people of one's own schools are here
 */
export function coverageFigures(
  covered: Covered,
  store: TrainingStore,
  isPartial: boolean,
): CoverageFigures {
  const { ground, people, bySchool } = covered;
  const { wave } = ground.found;
  const counted = [...ground.groups.keys()].filter((id) => !ground.lists.has(id));
  const inGroups = people.filter(({ groups }) => groups.some((one) => !ground.lists.has(one)));
  const inLists = people.filter(({ groups }) => groups.some((one) => ground.lists.has(one)));
  const schools = ground.schools.map(({ id }) => bySchool.get(id) ?? []);
  return {
    ...countsOf(people),
    ...lessonFigures(covered, people, null),
    tracks: ground.tracks.length,
    groups: counted.length,
    staffInGroups: inGroups.length,
    averageGroup: isPartial
      ? null
      : counted.length === 0
        ? 0
        : oneDecimal(inGroups.length / counted.length),
    trainers: covered.begun ? trainersOf(covered, store).size : 0,
    trainerPairs: covered.begun ? store.pairs(wave.id).length : 0,
    outsideGroups: inLists.length,
    schools: schools.length,
    schoolsTrained: schools.filter(
      (team) => team.length > 0 && team.every(({ progress }) => progress.state === 'trained'),
    ).length,
    schoolsLate: schools.filter((team) => team.some(({ daysLate }) => daysLate > 0)).length,
  };
}

/** Trainers of the wave: its own, and those of the programme's pool who are named in it. */
function trainersOf({ ground }: Covered, store: TrainingStore): Set<string> {
  const { wave, scope } = ground.found;
  const named = new Set([
    ...store.pairs(wave.id).flatMap(({ first, second }) => [first, second]),
    ...[...ground.groups.values()].flatMap(({ trainers }) => trainers ?? []),
    ...ground.sessions.flatMap(({ trainers }) => trainers),
  ]);
  return new Set(
    store
      .trainers(wave.programme, wave.id)
      .filter((one) => one.scope === scope || named.has(one.id))
      .map(({ id }) => id),
  );
}

/** Figures of one track. */
export function trackFigures(covered: Covered, track: TrackView): Track {
  const people = covered.people.filter((one) => one.track.id === track.id);
  const groups = [...covered.ground.groups.values()].filter(
    (group) => group.track === track.id && !covered.ground.lists.has(group.id),
  );
  return {
    ...countsOf(people),
    ...lessonFigures(covered, people, track),
    id: track.id,
    label: track.label,
    groups: groups.length,
  };
}
