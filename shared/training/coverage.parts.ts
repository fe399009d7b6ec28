import type { LocalDate } from '../kernel/dates.ts';
import type { SessionView } from './training.views.ts';
import type { Half } from './trainingValues.ts';

/** What the rules of coverage need of a session. */
export type CoveredSession = Pick<
  SessionView,
  'id' | 'title' | 'track' | 'module' | 'mode' | 'groups' | 'day' | 'from' | 'halves' | 'status'
> & {
  /** Of a day of a series, what that is known by; absent or null: it does not repeat. */
  readonly series?: string | null;
};

/** What the rules of coverage need of a track. */
export interface CoveredTrack {
  readonly id: string;
  readonly modules: readonly { readonly id: string; readonly halfDays: number }[];
  readonly distanceHours: number;
}

/** One half-day of what has to be learned: the same wherever it is taught. */
export interface Part {
  /** Known by this: of two sessions that have it, one will do. */
  readonly key: string;
  /** Track that teaches it; null: something for all, such as an opening webinar. */
  readonly track: string | null;
  /** Module of the track; null: a session outside the modules, known by its title. */
  readonly module: string | null;
  readonly title: string;
  /** Which of the module's half-days it is, from 0. */
  readonly at: number;
}

/** One half-day of a session, with the part that it teaches. */
export interface Lesson {
  readonly session: CoveredSession;
  readonly half: Half;
  readonly day: LocalDate;
  readonly part: Part;
}

/** What a wave teaches, found by what is asked of it. */
export interface Teaching {
  /** The parts of a track's modules, in their order. */
  readonly modules: ReadonlyMap<string, readonly Part[]>;
  /** Lessons by session and half-day, cancelled ones too: somebody may have been there. */
  readonly lessons: ReadonlyMap<string, Lesson>;
  /** Lessons that are held or will be, by group, in the order of their days. */
  readonly byGroup: ReadonlyMap<string, readonly Lesson[]>;
  /** The same, by what they teach. */
  readonly byPart: ReadonlyMap<string, readonly Lesson[]>;
}

/** Key of a half-day of a session. */
export function lessonKey(session: string, half: Half): string {
  return `${session} ${half}`;
}

/**
 * Finds out what each half-day of each session teaches. The half-days of a module follow each other
 * in a group's days, however many sessions they are spread over; with more days than the module
 * has, it begins again. The days of a series without a module teach one thing after the other: whoever
 * is called to all of them has learned it once they were at each, in whatever group's series. An open
 * room teaches nothing in particular.
 */
export function teachingOf(
  tracks: readonly CoveredTrack[],
  sessions: readonly CoveredSession[],
): Teaching {
  const modules = new Map(tracks.map((track) => [track.id, partsOf(track)]));
  const lessons = new Map<string, Lesson>();
  const byGroup = new Map<string, Lesson[]>();
  const byPart = new Map<string, Lesson[]>();
  /** Half-days that a group has had of a module so far. */
  const taught = new Map<string, number>();
  const ofSeries = new Map<string, number>();
  const ordered = sessions
    .filter(({ mode }) => mode !== 'openRoom')
    .toSorted((a, b) => compare(`${a.day} ${a.from} ${a.id}`, `${b.day} ${b.from} ${b.id}`));
  for (const session of ordered) {
    const isOff = isCancelled(session);
    const counted = `${session.groups[0] ?? ''} ${session.module ?? ''}`;
    const series = session.series ?? null;
    // Half-days of a series so far, which are its parts.
    const first = series === null ? 0 : (ofSeries.get(series) ?? 0);
    if (series !== null && !isCancelled(session))
      ofSeries.set(series, first + session.halves.length);
    for (const [index, half] of session.halves.entries()) {
      const own = (modules.get(session.track ?? '') ?? []).filter(
        ({ module }) => module === session.module,
      );
      const before = taught.get(counted) ?? 0;
      const part = own[before % own.length] ?? freePart(session, first + index);
      const lesson: Lesson = { session, half, day: session.day, part };
      lessons.set(lessonKey(session.id, half), lesson);
      if (isOff) continue;
      if (own.length > 0) taught.set(counted, before + 1);
      add(byPart, part.key, lesson);
      for (const group of session.groups) add(byGroup, group, lesson);
    }
  }
  return { modules, lessons, byGroup, byPart };
}

function isCancelled({ status }: CoveredSession): boolean {
  return status === 'cancelled';
}

function partsOf({ id, modules }: CoveredTrack): Part[] {
  return modules.flatMap((module) =>
    Array.from({ length: module.halfDays }, (_, at) => ({
      key: `${id}|${module.id}|${at}`,
      track: id,
      module: module.id,
      title: module.id,
      at,
    })),
  );
}

/** What a session outside the modules teaches: the same as another of its title, or that day of a series. */
function freePart({ track, title }: CoveredSession, at: number): Part {
  return { key: `${track ?? ''}|=${title.trim()}|${at}`, track, module: null, title, at };
}

function add(lists: Map<string, Lesson[]>, key: string, lesson: Lesson): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [lesson]);
  else known.push(lesson);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
