import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import {
  changeRule,
  leftoversOf,
  ruleDays,
  type Recurrence,
  type RecurrenceException,
} from '../../../shared/calendar/recurrence.ts';
import { addDays, type LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { shiftedSeries } from '../../../shared/training/sessionDays.rules.ts';
import type {
  SessionValues,
  timetableContract,
} from '../../../shared/training/timetable.contract.ts';
import { changed } from '../access/writing.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';
import type { SessionRow } from './training.store.ts';
import { occurrenceViews } from './training.views.ts';

/** Some five years of every week: a mistyped year would give a calendar without end. */
const MOST_DAYS = 270;

type SeriesHandlers = Handlers<
  Pick<typeof timetableContract, 'timetable.saveOccurrence' | 'timetable.occurrences'>,
  CoreFailure
>;

/** Days of series. */
export function createSeriesHandlers(
  context: TrainingContext,
  findSession: (session: string) => Result<{ row: SessionRow; found: FoundTraining }, CoreFailure>,
): SeriesHandlers {
  return {
    'timetable.saveOccurrence': ({ session, on, becomes, reason }) => {
      const at = findSession(session);
      if (!at.ok) return at;
      const { row, found } = at.value;
      if (!context.mayPlan(found.wave.id)) return err({ type: 'NotAllowed' });
      const { day, repeats } = row;
      if (day === null || repeats === null || !hasDay(day, repeats, on)) {
        return err({ type: 'BadInput', detail: 'on' });
      }
      if (typeof becomes === 'object' && becomes.to <= becomes.from) {
        return err({ type: 'BadInput', detail: 'to' });
      }
      const except = repeats.except.filter((one) => one.on !== on);
      if (becomes !== 'planned') {
        except.push({
          on,
          movedTo: becomes === 'cancelled' ? null : becomes,
          ...(reason ? { reason } : {}),
        } satisfies RecurrenceException);
      }
      except.sort((a, b) => (a.on < b.on ? -1 : 1));
      const set = changed({ ...row }, { repeats: storedSeries({ ...repeats, except }) });
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
}

function hasDay(first: LocalDate, repeats: Recurrence, on: LocalDate): boolean {
  return (
    ruleDays(first, repeats).includes(on) ||
    leftoversOf(first, repeats).some((one) => one.on === on)
  );
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
