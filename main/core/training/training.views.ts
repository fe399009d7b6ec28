import type { Calendar } from '../../../shared/calendar/calendar.ts';
import {
  occurrences,
  type Occurrence,
  type Recurrence,
} from '../../../shared/calendar/recurrence.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { DayChange } from '../../../shared/training/dayChanges.rules.ts';
import type {
  GroupView,
  OccurrenceView,
  SessionView,
  TrackView,
} from '../../../shared/training/training.views.ts';
import { halvesOf } from '../../../shared/training/sessionTimes.ts';
import { readDayKey } from '../../../shared/training/sessionDays.rules.ts';
import type { FoundTraining } from './training.context.ts';
import type { GroupRow, MarkedDay, SessionRow, TrackRow, TrainingStore } from './training.store.ts';

const GROUP_AIM = 20;
const GROUP_MAX = 24;
const NO_DAY = '1970-01-01';
const DAY_FROM = '09:00';
const DAY_TO = '16:30';

/** A track as screens read it. */
export function trackView(row: TrackRow): TrackView {
  return {
    id: row.id,
    label: row.label ?? { fr: row.id },
    actors: row.actors ?? [],
    modules: row.modules ?? [],
    distanceHours: row.distanceHours ?? 0,
    courses: row.courses ?? [],
    groupAim: row.groupAim ?? GROUP_AIM,
    groupMax: row.groupMax ?? GROUP_MAX,
    minGapDays: row.minGapDays ?? 0,
    outsideGroups: row.outsideGroups === true,
    kitActions: row.kitActions ?? [],
    productVersion: row.productVersion,
    coveredByFee: row.coveredByFee,
    note: row.note,
    pending: row.pending,
  };
}

/** A group as screens read it. */
export function groupView(
  row: GroupRow,
  of: Pick<GroupView, 'size' | 'outsideGroups' | 'partial'>,
): GroupView {
  return {
    id: row.id,
    label: row.label ?? row.id,
    track: row.track,
    trainers: row.trainers ?? [],
    site: row.site,
    pinned: row.pinned === true,
    note: row.note,
    ...of,
    pending: row.pending,
  };
}

/** What is known of single days of a series. */
interface KnownDays {
  readonly changes?: readonly DayChange[] | null;
  readonly marked?: readonly MarkedDay[];
}

/**
 * The days of a series as screens read them. A day on which somebody was marked stays one of them,
 * also where the rule no longer gives it.
 */
export function occurrenceViews(
  first: LocalDate,
  repeats: Recurrence,
  calendar: Pick<Calendar, 'dayOff'> | null,
  { changes = null, marked = [] }: KnownDays = {},
): OccurrenceView[] {
  const of = new Map((changes ?? []).map((one) => [one.on, one]));
  const known = occurrences(first, repeats, calendar ?? undefined);
  const held = new Set(marked.map((one) => onOf(one, known)));
  const gone = [...held].filter((on) => !known.some((one) => one.on === on));
  const left = gone.map((on): Occurrence => {
    const day = marked.find((one) => onOf(one, known) === on)!.day;
    const asSaid = { from: null, to: null, off: null, reason: null };
    return { on, day, ...asSaid, status: 'moved', leftover: true };
  });
  return [...known, ...left]
    .sort((a, b) => (a.on < b.on ? -1 : 1))
    .map(({ off, ...one }): OccurrenceView => {
      const change = of.get(one.on);
      return {
        ...one,
        off: off?.id ?? null,
        held: held.has(one.on),
        trainers: change?.trainers ?? null,
        place: change?.place ?? null,
        groups: change?.groups ?? null,
      };
    });
}

/** The day of a series that marks are of, by the day that the rule gives or gave. */
function onOf({ occurrence, day }: MarkedDay, known: readonly Occurrence[]): LocalDate {
  if (occurrence !== null) return readDayKey(occurrence)?.on ?? day;
  const own = known.find(({ on }) => on === day) ?? known.find((one) => one.day === day);
  return own?.on ?? day;
}

/**
 * A session as screens read it.
 * @param calendar tells the days off of a series
 * @param marked its days on which somebody was marked
 */
export function sessionView(
  row: SessionRow,
  calendar: Pick<Calendar, 'dayOff'> | null = null,
  marked: readonly MarkedDay[] = [],
): SessionView {
  const from = row.from ?? DAY_FROM;
  const to = row.to ?? DAY_TO;
  const day = row.day ?? NO_DAY;
  // What repeats no longer keeps the days on which it was held.
  const isSeries =
    row.repeats !== null ||
    marked.some(({ occurrence }) => occurrence !== null && readDayKey(occurrence)?.on !== day);
  const repeats = row.repeats ?? { everyWeeks: 1, until: day, except: [] };
  return {
    id: row.id,
    title: row.title ?? row.id,
    track: row.track,
    module: row.module,
    mode: row.mode ?? 'inPerson',
    groups: row.groups ?? [],
    day,
    from,
    to,
    halves: halvesOf(from, to),
    site: row.site,
    room: row.room,
    trainers: row.trainers ?? [],
    link: row.link,
    status: row.status ?? 'planned',
    reason: row.reason,
    pinned: row.pinned === true,
    trainingBase: row.trainingBase === true,
    note: row.note,
    repeats: row.repeats,
    occurrences: isSeries
      ? occurrenceViews(day, repeats, calendar, { changes: row.dayChanges, marked })
      : [],
    pending: row.pending,
  };
}

/** The sessions of a wave as screens read them, with their days. */
export function sessionViews(
  { store }: { readonly store: Pick<TrainingStore, 'sessions' | 'markedDays'> },
  { wave, calendar }: Pick<FoundTraining, 'wave' | 'calendar'>,
): SessionView[] {
  const marked = store.markedDays(wave.id);
  return store.sessions(wave.id).map((row) => sessionView(row, calendar, marked.get(row.id)));
}

/** One session as screens read it, with its days. */
export function oneSessionView(
  { store }: { readonly store: Pick<TrainingStore, 'markedDaysOf'> },
  { calendar }: Pick<FoundTraining, 'calendar'>,
  row: SessionRow,
): SessionView {
  return sessionView(row, calendar, store.markedDaysOf(row.id));
}
