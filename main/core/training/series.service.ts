import type { Handlers, InputOf } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import {
  changeRule,
  ruleDays,
  type Recurrence,
  type RecurrenceException,
} from '../../../shared/calendar/recurrence.ts';
import { addDays, type LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { storedDayChanges, withDayChange } from '../../../shared/training/dayChanges.rules.ts';
import {
  sessionDays,
  shiftedSeries,
  type SessionDay,
} from '../../../shared/training/sessionDays.rules.ts';
import type {
  SessionValues,
  timetableContract,
} from '../../../shared/training/timetable.contract.ts';
import type { SessionView } from '../../../shared/training/training.views.ts';
import { changed } from '../access/writing.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';
import type { SessionRow } from './training.store.ts';
import { occurrenceViews, oneSessionView } from './training.views.ts';

/** Some five years of every week: a mistyped year would give a calendar without end. */
const MOST_DAYS = 270;

type SeriesHandlers = Handlers<
  Pick<typeof timetableContract, 'timetable.saveOccurrence' | 'timetable.occurrences'>,
  CoreFailure
>;

interface SeriesParts {
  readonly findSession: (
    session: string,
  ) => Result<{ row: SessionRow; found: FoundTraining }, CoreFailure>;
  /** Why nothing of a wave can be on a day; null: it can. */
  readonly farAway: (found: FoundTraining, day: LocalDate) => CoreFailure | null;
  /** What does not exist, or does not go together, in a session as it would be. */
  readonly wrongIn: (
    found: FoundTraining,
    row: Readonly<Record<string, unknown>>,
  ) => CoreFailure | null;
}

type Becomes = NonNullable<
  InputOf<(typeof timetableContract)['timetable.saveOccurrence']>['becomes']
>;

/** Days of series. */
export function createSeriesHandlers(
  context: TrainingContext,
  { findSession, farAway, wrongIn }: SeriesParts,
): SeriesHandlers {
  return {
    'timetable.saveOccurrence': ({ session, on, becomes, reason, trainers, place }) => {
      const at = findSession(session);
      if (!at.ok) return at;
      const { row, found } = at.value;
      if (!context.mayPlan(found.wave.id)) return err({ type: 'NotAllowed' });
      const days = sessionDays(oneSessionView(context, found, row));
      const known = days.find((one) => one.on === on);
      if (known === undefined) return err({ type: 'BadInput', detail: 'on' });
      const wrong =
        (becomes === undefined ? null : wrongDay(found, row, known, becomes)) ??
        wrongIn(found, { trainers: trainers ?? [], ...place });
      if (wrong !== null) return err(wrong);
      const changes = withDayChange(row.dayChanges, {
        on,
        ...(trainers === undefined ? {} : { trainers: trainers ?? undefined }),
        ...(place === undefined ? {} : { place: place ?? undefined }),
      });
      const set = changed(
        { ...row },
        {
          ...(becomes === undefined || row.repeats === null
            ? {}
            : { repeats: storedSeries(withException(row.repeats, on, becomes, reason)) }),
          ...(trainers === undefined && place === undefined
            ? {}
            : { dayChanges: storedDayChanges(changes) }),
        },
      );
      if (Object.keys(set).length > 0) {
        context.record([{ entity: 'trainingSession', row: session, scope: found.scope, set }]);
      }
      return ok({ id: session });
    },

    'timetable.occurrences': ({ wave, day, repeats }) => {
      const found = context.find(wave);
      if (!found.ok) return found;
      if (isEndless(day, repeats)) return err({ type: 'BadInput', detail: 'until' });
      const { calendar } = found.value;
      return ok({
        occurrences: occurrenceViews(day, repeats, calendar).map((one) => ({
          ...one,
          nextWorked: calendar?.workingDayFrom(addDays(one.on, 1)) ?? null,
        })),
      });
    },
  };

  /** Why a day of a series cannot become what it is to. */
  function wrongDay(
    found: FoundTraining,
    { title, id }: SessionRow,
    known: SessionDay,
    becomes: Becomes,
  ): CoreFailure | null {
    const isMoved = typeof becomes === 'object';
    if (isMoved && becomes.to <= becomes.from) return { type: 'BadInput', detail: 'to' };
    const day = isMoved ? becomes.day : becomes === 'planned' ? known.on : null;
    if (known.status === 'held' && day !== known.day) {
      return { type: 'SessionHeld', session: title ?? id, day: known.day };
    }
    return isMoved && becomes.day !== known.day ? farAway(found, becomes.day) : null;
  }
}

/** A series with what becomes of one of its days. */
function withException(
  repeats: Recurrence,
  on: LocalDate,
  becomes: Becomes,
  reason: string | null | undefined,
): Recurrence {
  const except = repeats.except.filter((one) => one.on !== on);
  if (becomes !== 'planned') {
    const movedTo = becomes === 'cancelled' ? null : becomes;
    except.push({ on, movedTo, ...(reason ? { reason } : {}) } satisfies RecurrenceException);
  }
  return { ...repeats, except: except.sort(byDay) };
}

function byDay(a: { readonly on: LocalDate }, b: { readonly on: LocalDate }): number {
  return a.on < b.on ? -1 : 1;
}

/**
 * What stays as it was of a series that is changed while it goes on: the days that are over with their
 * times, trainers, place and groups, and the days to come that somebody else was asked to hold. Of a
 * series that is over, what was noted stays: the rest may have been mistyped.
 * @param before the series as it was
 * @param set what is to be written
 * @returns what is to be written besides
 */
export function keptDays(
  before: SessionView,
  row: SessionRow,
  set: Readonly<Record<string, JsonValue | undefined>>,
  today: LocalDate,
): Readonly<Record<string, JsonValue>> {
  const repeats = 'repeats' in set ? (set['repeats'] as Recurrence | null) : row.repeats;
  if (row.repeats === null || repeats === null || row.day === null) return {};
  const days = sessionDays(before).filter(({ status }) => status !== 'cancelled');
  const goesOn = days.some(({ day }) => day >= today);
  const isOver = ({ day, status }: SessionDay): boolean =>
    status === 'held' || (goesOn && day < today);
  const over = days.filter(isOver);
  const first = (set['day'] as LocalDate | undefined) ?? row.day;
  const given = new Set(ruleDays(first, repeats));
  const known = new Set(repeats.except.map(({ on }) => on));
  const hasOtherTimes = 'from' in set || 'to' in set;
  const kept = days.flatMap((one): RecurrenceException[] => {
    const { on, day, from, to } = one;
    if (on === null || known.has(on)) return [];
    const stays = isOver(one) ? hasOtherTimes || !given.has(on) : one.isChanged && !given.has(on);
    return stays ? [{ on, movedTo: { day, from, to } }] : [];
  });
  // What the rule would now have had is no day of the past.
  const were = new Set(before.occurrences.map(({ on }) => on));
  const never = goesOn
    ? [...given].flatMap((on): RecurrenceException[] =>
        on < today && !were.has(on) && !known.has(on) ? [{ on, movedTo: null }] : [],
      )
    : [];
  const except = [...repeats.except, ...kept, ...never].sort(byDay);
  let changes = row.dayChanges ?? [];
  for (const { on, trainers, site, room, groups } of over) {
    if (on === null) continue;
    const own = changes.find((one) => one.on === on);
    changes = withDayChange(changes, {
      on,
      ...('trainers' in set && own?.trainers === undefined ? { trainers } : {}),
      ...(('site' in set || 'room' in set) && own?.place === undefined
        ? { place: { site, room } }
        : {}),
      ...('groups' in set && own?.groups === undefined ? { groups } : {}),
    });
  }
  return {
    ...(kept.length + never.length === 0 ? {} : { repeats: storedSeries({ ...repeats, except }) }),
    ...changed({ dayChanges: row.dayChanges }, { dayChanges: storedDayChanges(changes) }),
  };
}

/** Whether a series ends before it begins. */
export function endsFirst(day: LocalDate, { until }: Recurrence): boolean {
  return until < day;
}

/** Whether a series has more days than anybody plans. */
export function isEndless(day: LocalDate, repeats: Recurrence): boolean {
  return ruleDays(day, repeats).length > MOST_DAYS;
}

/** A series as it is stored. */
export function storedSeries({ everyWeeks, until, except }: Recurrence): JsonValue {
  return {
    everyWeeks,
    until,
    except: except.map(({ on, movedTo, reason }) => ({
      on,
      movedTo,
      ...(reason === undefined ? {} : { reason }),
    })),
  };
}

/** A session's series as it follows from what is wanted: of a moved first day, of another rule. */
export function settledSeries(
  wanted: SessionValues,
  row: SessionRow | undefined,
): Recurrence | null | undefined {
  const day = wanted.day ?? row?.day ?? null;
  if (wanted.repeats === null || day === null) return wanted.repeats;
  if (wanted.repeats !== undefined) {
    const { everyWeeks, until } = wanted.repeats;
    return changeRule(wanted.repeats, { first: day, everyWeeks, until }).recurrence;
  }
  const before = row?.repeats ?? null;
  if (before === null || row?.day === null || row?.day === undefined || row.day === day) {
    return undefined;
  }
  return shiftedSeries(row.day, before, day);
}
