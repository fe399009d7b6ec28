import type { Calendar } from '../../../shared/calendar/calendar.ts';
import {
  occurrences,
  type Occurrence,
  type Recurrence,
} from '../../../shared/calendar/recurrence.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type {
  GroupView,
  OccurrenceView,
  SessionView,
  TrackView,
} from '../../../shared/training/training.views.ts';
import { halvesOf } from '../../../shared/training/sessionTimes.ts';
import type { GroupRow, SessionRow, TrackRow } from './training.store.ts';

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

/** The days of a series as screens read them. */
export function occurrenceViews(
  first: LocalDate,
  repeats: Recurrence,
  calendar: Pick<Calendar, 'dayOff'> | null,
): OccurrenceView[] {
  return occurrences(first, repeats, calendar ?? undefined).map(
    ({ off, ...one }: Occurrence): OccurrenceView => ({ ...one, off: off?.id ?? null }),
  );
}

/**
 * A session as screens read it.
 * @param calendar tells the days off of a series
 */
export function sessionView(
  row: SessionRow,
  calendar: Pick<Calendar, 'dayOff'> | null = null,
): SessionView {
  const from = row.from ?? DAY_FROM;
  const to = row.to ?? DAY_TO;
  return {
    id: row.id,
    title: row.title ?? row.id,
    track: row.track,
    module: row.module,
    mode: row.mode ?? 'inPerson',
    groups: row.groups ?? [],
    day: row.day ?? NO_DAY,
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
    occurrences:
      row.repeats === null ? [] : occurrenceViews(row.day ?? NO_DAY, row.repeats, calendar),
    pending: row.pending,
  };
}
