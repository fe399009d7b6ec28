import { dueDay } from '../../../shared/kit/kit.rules.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { plain } from '../../../shared/kernel/plain.ts';
import { teachingOf, type Teaching } from '../../../shared/training/coverage.parts.ts';
import { later, type Learner, type Mark } from '../../../shared/training/coverage.rules.ts';
import {
  allSessionDays,
  keyOfMark,
  sessionOfMark,
  type SessionDay,
} from '../../../shared/training/sessionDays.rules.ts';
import type { SessionView, TrackView } from '../../../shared/training/training.views.ts';
import { trackFor, type SchoolPerson } from './candidates.ts';
import type { CoverageStore, FollowedAction, StoredMark, WaveSchool } from './coverage.store.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';
import type { GroupRow } from './training.store.ts';
import { sessionViews, trackView } from './training.views.ts';

/** A day of a session; of a series with what that is known by. */
type CoveredDay = SessionDay & { readonly series: string | null };

/** Somebody whom a wave trains, or ought to. */
export interface GroundPerson {
  /** Id of the enrolment; of the person where there is none. */
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly function: string | null;
  readonly school: string;
  readonly schoolName: string;
  readonly town: string | null;
  readonly track: TrackView;
  /** Null: their function has the track, and they have no place in it. */
  readonly learner: Learner | null;
}

/** Rows of a wave's trainings, put together for the rules of coverage; the same on every day. */
export interface Ground {
  readonly found: FoundTraining;
  readonly tracks: readonly TrackView[];
  /** Each day of each session, known by what the day is known by. */
  readonly sessions: readonly CoveredDay[];
  readonly groups: ReadonlyMap<string, GroupRow>;
  /** Ids of lists of people, outside the groups that are counted. */
  readonly lists: ReadonlySet<string>;
  readonly teaching: Teaching;
  /** In the order of their towns and names. */
  readonly schools: readonly WaveSchool[];
  readonly people: readonly GroundPerson[];
  /** Who acts in a school or comes from it, by school. */
  readonly acting: ReadonlyMap<string, readonly GroundPerson[]>;
  readonly actions: ReadonlyMap<string, FollowedAction>;
  /** The first day of which anything of the trainings is known; null: nothing is. */
  readonly begins: LocalDate | null;
  /** Day until which the kit of a school wants a track done, else its switchover. */
  deadline(school: WaveSchool | undefined, track: TrackView): LocalDate | null;
  due(school: WaveSchool | undefined, action: string): LocalDate | null;
}

/** Which schools a wave has, and who acts in them. */
export interface GroundPlaces {
  readonly schools: readonly WaveSchool[];
  readonly people: readonly SchoolPerson[];
}

export interface GroundParts {
  readonly context: TrainingContext;
  readonly rows: CoverageStore;
  readonly places: GroundPlaces;
}

/** Reads a wave's trainings. */
export function readGround({ context, rows, places }: GroundParts, found: FoundTraining): Ground {
  const { store } = context;
  const { wave, calendar } = found;
  const tracks = store.tracks(wave.programme).map(trackView);
  const views = sessionViews(context, found);
  const sessions = allSessionDays(views).map((one) => ({
    ...one,
    id: one.key,
    series: one.on === null ? null : one.id,
  }));
  const groups = new Map(store.groups(wave.id).map((group) => [group.id, group]));
  const outside = new Set(tracks.filter((one) => one.outsideGroups).map(({ id }) => id));
  const acting = new Map<string, GroundPerson[]>();
  const people = enrolled({ context, rows }, found, { tracks, views });
  const known = new Map<string, GroundPerson[]>();
  for (const person of people) {
    add(known, person.person, person);
    add(acting, person.school, person);
  }
  for (const candidate of places.people) {
    const own = known.get(candidate.person) ?? withoutPlace(candidate, tracks);
    if (!known.has(candidate.person)) people.push(...own);
    for (const school of candidate.schools) {
      for (const person of own) {
        if (!(acting.get(school) ?? []).includes(person)) add(acting, school, person);
      }
    }
  }
  const schools = withOthers(places.schools, people);
  const actions = rows.actions(wave.programme);
  const dues = new Map<string, LocalDate | null>();
  const due = (school: WaveSchool | undefined, id: string): LocalDate | null => {
    const switchoverDate = school?.switchoverDate ?? wave.switchoverDate;
    const variant = school?.variant ?? null;
    const action = actions.get(id);
    if (action === undefined || (action.variant !== null && action.variant !== variant))
      return null;
    const key = `${id} ${switchoverDate} ${variant}`;
    const day = dues.get(key) ?? dueDay(action, { switchoverDate, variant, calendar })?.due ?? null;
    dues.set(key, day);
    return day;
  };
  return {
    found,
    tracks,
    sessions,
    groups,
    lists: new Set(
      [...groups.values()].flatMap(({ id, track }) => (outside.has(track ?? '') ? [id] : [])),
    ),
    teaching: teachingOf(tracks, sessions),
    schools,
    people,
    acting,
    actions,
    begins: beginsOn(rows.firstWritten(wave.id), sessions, people),
    due,
    deadline: (school, track) =>
      track.kitActions.reduce<LocalDate | null>((last, action) => {
        const day = due(school, action);
        return day === null ? last : later(last, day);
      }, null) ??
      school?.switchoverDate ??
      wave.switchoverDate,
  };
}

/** When the trainings of a wave begin: when they were first written, or before, where they tell of it. */
function beginsOn(
  written: number | null,
  sessions: readonly SessionView[],
  people: readonly GroundPerson[],
): LocalDate | null {
  const days = [
    written === null ? null : new Date(written).toISOString().slice(0, 10),
    ...sessions.map(({ day }) => day),
    ...people.flatMap(({ learner }) => [
      ...(learner?.stays ?? []).map(({ from }) => from),
      ...(learner?.marks ?? []).map(({ day }) => day),
      ...(learner?.hours ?? []).map(({ on }) => on),
    ]),
  ];
  return days.reduce(
    (first, day) => (first === null || (day !== null && day < first) ? day : first),
    null,
  );
}

/** A wave before there was anything of its trainings: its schools alone. */
export function groundBefore(ground: Ground): Ground {
  return {
    ...ground,
    tracks: [],
    sessions: [],
    groups: new Map(),
    lists: new Set(),
    teaching: teachingOf([], []),
    people: [],
    acting: new Map(),
  };
}

/** People with a place in a track, with what is written down of them. */
function enrolled(
  { context: { store }, rows }: Pick<GroundParts, 'context' | 'rows'>,
  { wave }: FoundTraining,
  {
    tracks,
    views,
  }: { readonly tracks: readonly TrackView[]; readonly views: readonly SessionView[] },
): GroundPerson[] {
  const byId = new Map(tracks.map((track) => [track.id, track]));
  const marks = rows.marks(wave.id);
  const bySession = new Map(views.map((view) => [view.id, view]));
  /** A mark by the day that it is of. */
  const dated = (mark: StoredMark): Mark => {
    const session = sessionOfMark(mark)!;
    const view = bySession.get(session);
    const key = view === undefined ? session : keyOfMark(view, mark);
    return { session: key, half: mark.half, day: mark.day, status: mark.status };
  };
  const stays = new Map<string, Learner['stays'][number][]>();
  for (const { enrolment, group, from, until } of store.members(wave.id)) {
    if (enrolment !== null && group !== null) add(stays, enrolment, { group, from, until });
  }
  const hours = new Map<string, Learner['hours'][number][]>();
  for (const { enrolment, on, hours: learned } of store.studyTimes(wave.id)) {
    if (enrolment !== null && learned !== null) add(hours, enrolment, { on, hours: learned });
  }
  return store.enrolments(wave.id).flatMap((one) => {
    const track = byId.get(one.track ?? '');
    if (track === undefined || one.status === 'withdrawn') return [];
    const schoolName = one.schoolName ?? '';
    const name = one.name ?? one.id;
    return {
      id: one.id,
      person: one.person ?? one.id,
      name,
      function: one.function,
      school: one.establishment ?? elsewhere(schoolName),
      schoolName,
      town: one.town,
      track,
      learner: {
        track: track.id,
        stays: stays.get(one.id) ?? [],
        marks: (marks.get(one.id) ?? []).map(dated),
        hours: hours.get(one.id) ?? [],
      },
    };
  });
}

/** Somebody whose function has a track, without a place in any. */
function withoutPlace(candidate: SchoolPerson, tracks: readonly TrackView[]): GroundPerson[] {
  const id = trackFor(candidate, tracks);
  const track = tracks.find((one) => one.id === id);
  if (track === undefined) return [];
  const { person, name, establishment: school, schoolName, town } = candidate;
  return [
    {
      id: person,
      person,
      name,
      function: null,
      school,
      schoolName,
      town,
      track,
      learner: null,
    },
  ];
}

/** The schools of a wave, and after them what people come from besides. */
function withOthers(
  stored: readonly WaveSchool[],
  people: readonly GroundPerson[],
): readonly WaveSchool[] {
  const known = new Set(stored.map(({ id }) => id));
  const others: WaveSchool[] = [];
  for (const { school: id, schoolName, town } of people) {
    if (known.has(id)) continue;
    known.add(id);
    others.push({
      id,
      name: schoolName,
      nameAr: null,
      town,
      code: null,
      switchoverDate: null,
      variant: null,
    });
  }
  return others.length === 0 ? stored : [...stored, ...others];
}

/** Stands for a school that this program does not know. */
function elsewhere(name: string): string {
  return `~${plain(name)}`;
}

function add<V>(lists: Map<string, V[]>, key: string, value: V): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [value]);
  else known.push(value);
}
