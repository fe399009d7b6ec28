import { inSeveralGroups } from '../../../shared/training/attendance.rules.ts';
import type { SeveralGroups } from '../../../shared/training/training.contract.ts';
import type { TrainingContext } from './training.context.ts';

/** Finds who is in several groups of a track at once, today or from a day to come on. */
export function peopleInSeveralGroups(context: TrainingContext): SeveralGroups[] {
  const { store } = context;
  return store.waves().flatMap(({ id: wave }) => {
    const found = context.find(wave);
    return found.ok ? inWave(context, wave, found.value.today) : [];
  });
}

function inWave({ store }: TrainingContext, wave: string, today: string): SeveralGroups[] {
  const groups = new Map(store.groups(wave).map((one) => [one.id, one]));
  const enrolments = new Map(store.enrolments(wave).map((one) => [one.id, one]));
  const tracks = new Map(
    store
      .tracks(store.waves().find(({ id }) => id === wave)?.programme ?? '')
      .map((one) => [one.id, one]),
  );
  const byTrack = Map.groupBy(
    store.members(wave).filter(({ group }) => groups.has(group ?? '')),
    ({ group }) => groups.get(group!)!.track ?? '',
  );
  return [...byTrack].flatMap(([track, stays]) => {
    const begins = stays.flatMap(({ from }) => (from !== null && from > today ? [from] : []));
    const several = new Map<string, Set<string>>();
    for (const day of new Set([today, ...begins.sort()])) {
      for (const [enrolment, ids] of inSeveralGroups(stays, day)) {
        several.set(enrolment, new Set([...(several.get(enrolment) ?? []), ...ids]));
      }
    }
    return [...several].map(([enrolment, ids]) => ({
      enrolment,
      name: enrolments.get(enrolment)?.name ?? enrolment,
      wave,
      track,
      trackLabel: tracks.get(track)?.label ?? { fr: track },
      groups: [...ids].map((id) => ({
        id,
        label: groups.get(id)?.label ?? id,
        from:
          stays.findLast((one) => one.group === id && one.enrolment === enrolment)?.from ?? null,
      })),
    }));
  });
}
