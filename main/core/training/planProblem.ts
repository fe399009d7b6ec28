import { addDays, daysBetween, type LocalDate } from '../../../shared/kernel/dates.ts';
import type {
  ExistingGroup,
  ExistingSession,
  Half,
  PlanDay,
  PlanProblem,
  TakenTime,
} from '../../../shared/training/planner/planner.types.ts';
import { WAIVABLE_RULES } from '../../../shared/training/planner/rules.ts';
import { isMemberOn } from '../../../shared/training/membership.rules.ts';
import { sessionDays, type SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import { personOf } from './attendance.marking.ts';
import { trackFor, type SchoolPerson } from './candidates.ts';
import { followedModules, standingStays } from './planMembers.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';
import type { TrackRow } from './training.store.ts';
import { sessionViews, trackView } from './training.views.ts';

/** Somebody to be trained, whether they are enrolled already or would be. */
export interface Learner {
  readonly enrolment: string;
  readonly person: string;
  readonly name: string;
  readonly track: string;
  readonly establishment: string | null;
  /** Null: they are enrolled already. */
  readonly enrols: SchoolPerson | null;
}

/** What a wave's trainings look like to the planner. */
export interface WaveProblem {
  readonly problem: PlanProblem;
  readonly learners: ReadonlyMap<string, Learner>;
  /** Groups and sessions that only take room and time: lists outside the groups. */
  readonly aside: ReadonlySet<string>;
  /** What the planned day of a series is known by, by the session's id. */
  readonly keys: ReadonlyMap<string, string>;
  /** Days of series that are over and of which nobody has said that they were held, but planned ones. */
  readonly unsaid: readonly SessionDay[];
  /** All that stands now, also what is made anew. */
  readonly standing: {
    readonly groups: readonly ExistingGroup[];
    readonly sessions: readonly ExistingSession[];
  };
}

/** Days that are planned without rules of one's own: as many after the switchover, or from today. */
const DAYS_AFTER = 90;
const DAYS_AHEAD = 180;
/** A session that is better not on days with other work: what it costs, in what the planner says of one avoided day. */
const AVOIDED = 2;
const WAVE_SITE = { rooms: [], closed: [] } as const;

/**
 * Puts together what is to be planned in a wave.
 * @param fresh what is neither pinned nor held is made anew
 */
export function planProblem(
  { store }: Pick<TrainingContext, 'store'>,
  schoolPeople: (found: FoundTraining) => readonly SchoolPerson[],
  windows: (
    programme: string,
  ) => readonly { readonly from: LocalDate; readonly until: LocalDate }[],
  found: FoundTraining,
  fresh: boolean,
): WaveProblem {
  const { wave } = found;
  const tracks = store.tracks(wave.programme);
  const outside = new Set(tracks.flatMap((one) => (one.outsideGroups === true ? [one.id] : [])));
  const people = schoolPeople(found);
  const learners = learnersOf(found, store.enrolments(wave.id), people, tracks);
  const byPerson = new Map(people.map((one) => [one.person, one]));
  const groups = store.groups(wave.id).filter(({ track }) => track !== null);
  const aside = new Set(groups.flatMap(({ id, track }) => (outside.has(track!) ? [id] : [])));
  const stays = store.members(wave.id);
  const members = standingStays(stays, aside, found.today);
  const known = new Set(groups.map(({ id }) => id));
  const days = sessionViews({ store }, found)
    .map(sessionDays)
    .filter((all) => all.length > 0);
  const keys = new Map<string, string>();
  const planned = new Set<string>();
  const sessions = days.flatMap((all) => {
    // Of a series the planner sees the first day that takes place, and leaves it there.
    const day = all.find(({ status }) => status !== 'cancelled') ?? all[0]!;
    const existing = existingSession(day, tracks, known, found, aside);
    for (const one of existing) {
      planned.add(day.key);
      if (day.key !== one.id) keys.set(one.id, day.key);
    }
    return existing;
  });
  const unsaid = days.flat().filter((one) => isUnsaid(one, found));
  const taken = days
    .flat()
    .filter(
      ({ key, on, status, day, off }) =>
        !planned.has(key) &&
        (status !== 'cancelled' || off !== null) &&
        // What is over takes nothing; a day of a series may be asked where else it could be.
        (day > found.today || (on !== null && status !== 'held')),
    )
    .map((one) => takenTime(one, stays, found));
  const kept = fresh ? sessions.filter((one) => one.pinned || one.held === true) : sessions;
  const keptGroups = new Set([
    ...kept.map(({ group }) => group),
    ...members.flatMap(({ group, pinned }) => (pinned === true && group !== null ? [group] : [])),
  ]);
  const standing: ExistingGroup[] = groups.map((group) => {
    const mine = members.filter((one) => one.group === group.id);
    const ids = mine.flatMap(({ enrolment }) => (enrolment === null ? [] : [enrolment]));
    return {
      id: group.id,
      track: group.track!,
      label: group.label ?? group.id,
      members: ids,
      pinnedMembers: mine.flatMap(({ enrolment, pinned }) =>
        pinned === true && enrolment !== null ? [enrolment] : [],
      ),
      ...(group.trainers === null ? {} : { trainers: group.trainers }),
      ...(group.site === null ? {} : { site: group.site }),
      pinned: group.pinned === true || aside.has(group.id),
      list: aside.has(group.id),
    };
  });
  const existing = standing.filter(({ id, pinned }) => !fresh || pinned || keptGroups.has(id));
  const followed = followedModules(days.flat(), stays, store.attendances(wave.id), found.today);
  const absences = store.absences(wave.id);
  const rooms = store.rooms(wave.programme, wave.id);
  const problem: PlanProblem = {
    days: daysOf(found, store, windows(wave.programme)),
    tracks: tracks.map(trackView).map((track) => ({
      id: track.id,
      label: track.label.fr,
      aim: track.groupAim,
      max: outside.has(track.id) ? Number.MAX_SAFE_INTEGER : track.groupMax,
      minGapDays: track.minGapDays,
      modules: track.modules.map((module) => ({
        id: module.id,
        title: module.title.fr,
        halfDays: module.halfDays === 1 ? 1 : 2,
        trainingBase: module.trainingBase,
        remote: !['inPerson', 'peer', 'trainTheTrainer', 'openRoom'].includes(module.mode),
        ...(module.notBefore === null ? {} : { notBefore: module.notBefore }),
        ...(module.notAfter === null ? {} : { notAfter: module.notAfter }),
      })),
    })),
    people: [...learners.values()].map((learner) => {
      const home = byPerson.get(learner.person);
      return {
        id: learner.enrolment,
        name: learner.name,
        track: learner.track,
        establishment: learner.establishment ?? learner.enrolment,
        office: home?.office ?? null,
        at: home?.at ?? null,
        followed: followed(learner.enrolment, learner.track),
      };
    }),
    trainers: store.trainers(wave.programme, wave.id).map((trainer) => ({
      id: trainer.id,
      name: trainer.name ?? trainer.id,
      sphere: trainer.sphere,
      tracks: trainer.tracks,
      home: pointOf(trainer),
      maxTravelMinutes: trainer.maxTravelMinutes,
      maxDaysPerWeek: trainer.maxDaysPerWeek,
      away: absences.flatMap((absence) =>
        absence.trainer === trainer.id && absence.from !== null && absence.until !== null
          ? [{ from: absence.from, until: absence.until }]
          : [],
      ),
    })),
    pairs: store
      .pairs(wave.id)
      .flatMap(({ id, first, second }) =>
        first === null || second === null ? [] : [{ id, trainers: [first, second] as const }],
      ),
    sites: store.sites(wave.programme, wave.id).map((site) => ({
      ...WAVE_SITE,
      id: site.id,
      name: site.name ?? site.id,
      at: pointOf(site),
      rooms: rooms.flatMap((room) =>
        room.site === site.id
          ? [
              {
                id: room.id,
                name: room.name ?? room.id,
                seats: room.seats ?? Number.MAX_SAFE_INTEGER,
              },
            ]
          : [],
      ),
    })),
    groups: existing,
    sessions: kept,
    taken,
    weights: Object.fromEntries(
      (store.rules(wave.id)[0]?.waived ?? [])
        .filter((rule) => WAIVABLE_RULES.some((one) => one === rule))
        .map((rule) => [rule, 0]),
    ),
  };
  return {
    problem,
    learners,
    aside,
    keys,
    unsaid: unsaid.filter(({ key }) => !planned.has(key)),
    standing: { groups: standing, sessions },
  };
}

function pointOf(row: {
  readonly latitude: number | null;
  readonly longitude: number | null;
}): { lat: number; lng: number } | null {
  return row.latitude === null || row.longitude === null
    ? null
    : { lat: row.latitude, lng: row.longitude };
}

/** Who is enrolled; in a wave where nobody is, who would be. */
function learnersOf(
  { wave }: FoundTraining,
  enrolments: ReturnType<TrainingContext['store']['enrolments']>,
  people: readonly SchoolPerson[],
  tracks: readonly TrackRow[],
): Map<string, Learner> {
  const learners = new Map<string, Learner>();
  for (const one of enrolments) {
    if (one.status === 'withdrawn' || one.track === null) continue;
    learners.set(one.id, {
      enrolment: one.id,
      person: personOf(one),
      name: one.name ?? one.id,
      track: one.track,
      establishment: one.establishment,
      enrols: null,
    });
  }
  if (learners.size > 0) return learners;
  for (const one of people) {
    const track = trackFor(one, tracks);
    if (track === null) continue;
    const enrolment = `${wave.id}:${track}:${one.person}`;
    learners.set(enrolment, {
      enrolment,
      person: one.person,
      name: one.name,
      track,
      establishment: one.establishment,
      enrols: one,
    });
  }
  return learners;
}

/** A session as the planner takes it; none where it is of no single group and module, or cancelled. */
function existingSession(
  session: SessionDay,
  tracks: readonly TrackRow[],
  known: ReadonlySet<string>,
  { today }: FoundTraining,
  aside: ReadonlySet<string>,
): ExistingSession[] {
  const [group, ...others] = session.groups;
  if (group === undefined || others.length > 0 || !known.has(group)) return [];
  if (session.status === 'cancelled' || session.module === null) return [];
  const modules = tracks.find(({ id }) => id === session.track)?.modules ?? [];
  if (!modules.some(({ id }) => id === session.module)) return [];
  // A list's session takes room and time as one that was held does, and is not the planner's to judge.
  const held = session.status === 'held' || session.day <= today || aside.has(group);
  return [
    {
      id: session.id,
      group,
      module: session.module,
      day: session.day,
      half: halfOf(session),
      site: session.site,
      room: session.room,
      trainers: session.trainers,
      pinned: session.pinned || session.on !== null,
      held,
      unsaid:
        held &&
        session.status !== 'held' &&
        !aside.has(group) &&
        (session.on === null || session.mode !== 'openRoom'),
    },
  ];
}

/** What the planner does not plan: it takes its people, its trainers and its room. */
function takenTime(
  session: SessionDay,
  stays: ReturnType<TrainingContext['store']['members']>,
  { today }: FoundTraining,
): TakenTime {
  const { key, title, status, day, site, room, trainers, groups } = session;
  const people = stays.flatMap((stay) =>
    stay.enrolment !== null && groups.includes(stay.group ?? '') && isMemberOn(stay, day)
      ? [stay.enrolment]
      : [],
  );
  return {
    id: key,
    label: title,
    day,
    half: halfOf(session),
    site,
    room,
    trainers,
    people,
    idle: status === 'cancelled' || day <= today,
  };
}

/** Whether a day of a series is over, with people who were to come, and has no sheet. No roll is called of an open room. */
function isUnsaid(
  { on, day, status, mode, groups }: SessionDay,
  { today }: FoundTraining,
): boolean {
  const isWaiting = status !== 'cancelled' && status !== 'held';
  return on !== null && day < today && isWaiting && mode !== 'openRoom' && groups.length > 0;
}

function halfOf({ halves }: SessionDay): Half {
  return halves.length === 2 ? 'day' : halves[0]!;
}

/** The days on which sessions may be: what is off, what else is to be done, when the base is open. */
function daysOf(
  { wave, calendar, today }: FoundTraining,
  store: TrainingContext['store'],
  windows: readonly { readonly from: LocalDate; readonly until: LocalDate }[],
): PlanDay[] {
  const [from, until] = spanOf({ wave, today }, store);
  const periods = store.periods(wave.id);
  return Array.from({ length: daysBetween(from, until) + 1 }, (_, index) => {
    const date = addDays(from, index);
    const period = periods.find(
      (one) => one.from !== null && one.until !== null && one.from <= date && date <= one.until,
    );
    return {
      date,
      off: calendar?.dayOff(date)?.id ?? null,
      ...(date > today ? {} : { gone: date < today ? ('past' as const) : ('today' as const) }),
      avoid:
        period === undefined
          ? null
          : {
              label: period.label ?? period.id,
              weight: period.forbidden === true ? Infinity : AVOIDED,
            },
      trainingBase: windows.some((one) => one.from <= date && date <= one.until),
    };
  });
}

/** First and last day of a wave's trainings: its rules say, else its switchover. */
export function spanOf(
  { wave, today }: Pick<FoundTraining, 'wave' | 'today'>,
  store: TrainingContext['store'],
): [LocalDate, LocalDate] {
  const rules = store.rules(wave.id)[0];
  const end = wave.switchoverDate === null ? today : addDays(wave.switchoverDate, DAYS_AFTER);
  const until = rules?.until ?? (end > today ? end : addDays(today, DAYS_AHEAD));
  const from = rules?.from ?? today;
  return from <= until ? [from, until] : [from, from];
}
