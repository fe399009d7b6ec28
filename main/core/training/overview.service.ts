import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { ok } from '../../../shared/kernel/result.ts';
import { isMemberOn } from '../../../shared/training/membership.rules.ts';
import type {
  trainingContract,
  TrainingOverview,
} from '../../../shared/training/training.contract.ts';
import { sessionDays } from '../../../shared/training/sessionDays.rules.ts';
import type { SummonsPapers } from './summons.papers.ts';
import type { TrainingContext } from './training.context.ts';
import type { TrainingWave } from './training.store.ts';
import { peopleInSeveralGroups } from './severalGroups.ts';
import { groupView, sessionViews, trackView } from './training.views.ts';

/** What every screen of trainings names. */
export function createOverviewHandlers(
  context: TrainingContext,
  papers: SummonsPapers,
): Handlers<typeof trainingContract, CoreFailure> {
  const { store } = context;
  return {
    'training.mail': (asked) => {
      const mail = papers.mail(asked);
      return mail.ok ? ok({ ...mail.value, noted: papers.note(asked) }) : mail;
    },
    'training.notices': (of) => papers.notices(of),
    'training.inSeveralGroups': () => ok(peopleInSeveralGroups(context)),
    'training.overview': ({ wave: id }) => {
      const waves = store.waves();
      if (id === undefined && waves.length === 0 && context.me() !== null) return ok(nothing());
      const found = context.find(id);
      if (!found.ok) return found;
      const { wave, today, timeZone } = found.value;
      const { programme } = wave;
      const tracks = store.tracks(programme).map(trackView);
      const outside = new Set(tracks.filter((one) => one.outsideGroups).map((one) => one.id));
      const me = context.me()!.person;
      const mine = new Set(
        store.enrolments(wave.id).flatMap((one) => (one.person === me ? [one.id] : [])),
      );
      const sizes = new Map<string, number>();
      const myGroups = new Set<string>();
      for (const member of store.members(wave.id)) {
        if (member.group === null || !isMemberOn(member, today)) continue;
        sizes.set(member.group, (sizes.get(member.group) ?? 0) + 1);
        if (mine.has(member.enrolment ?? '')) myGroups.add(member.group);
      }
      const trainers = store.trainers(programme, wave.id);
      const rooms = store.rooms(programme, wave.id);
      const sessions = sessionViews(context, found.value);
      return ok({
        waves: waves.map(waveView),
        wave: waveView(wave),
        today,
        timeZone,
        tracks,
        groups: store.groups(wave.id).map((row) =>
          groupView(row, {
            size: sizes.get(row.id) ?? 0,
            outsideGroups: outside.has(row.track ?? ''),
            partial: !context.mayRecord(wave.id),
          }),
        ),
        sessions,
        trainers: trainers.map(({ id, person, name, sphere, town }) => ({
          id,
          person,
          name: name ?? id,
          sphere,
          town,
        })),
        sites: store.sites(programme, wave.id).map(({ id, name, town, address }) => ({
          id,
          name: name ?? id,
          town,
          address,
          rooms: rooms
            .filter(({ site }) => site === id)
            .map((room) => ({
              id: room.id,
              site: id,
              name: room.name ?? room.id,
              seats: room.seats,
            })),
        })),
        removed: removedIn(programme, wave.id, sessions),
        me: trainers.find(({ person }) => person === me)?.id ?? null,
        myGroups: [...myGroups],
        mayPlan: context.mayPlan(wave.id),
        mayRecord: context.mayRecord(wave.id),
      });
    },
  };

  function removedIn(
    programme: string,
    wave: string,
    sessions: TrainingOverview['sessions'],
  ): TrainingOverview['removed'] {
    const named = new Set(
      sessions
        .flatMap((one) => [one, ...sessionDays(one)])
        .flatMap(({ site, room, trainers }) => [site, room, ...trainers]),
    );
    const { trainers, sites, rooms } = store.removed;
    return [
      ...trainers(programme, wave),
      ...sites(programme, wave),
      ...rooms(programme, wave),
    ].flatMap(({ id, name }) => (named.has(id) ? [{ id, name: name ?? id }] : []));
  }

  function nothing(): TrainingOverview {
    return {
      waves: [],
      wave: null,
      today: context.today(),
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
  }
}

function waveView(wave: TrainingWave): NonNullable<TrainingOverview['wave']> {
  return {
    id: wave.id,
    label: wave.label,
    programme: { id: wave.programme, name: wave.programmeName },
    switchoverDate: wave.switchoverDate,
  };
}
