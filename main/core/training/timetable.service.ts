import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { addMonths, type LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { namedDaysOff } from '../../../shared/calendar/namedDaysOff.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import type {
  SaveSessionInput,
  SessionValues,
  timetableContract,
} from '../../../shared/training/timetable.contract.ts';
import { sessionDayKey } from '../../../shared/training/sessionDays.rules.ts';
import { changed } from '../access/writing.ts';
import type { Reader } from '../store/database.ts';
import { createGroupHandlers } from './groups.service.ts';
import {
  createSeriesHandlers,
  endsFirst,
  isEndless,
  keptDays,
  settledSeries,
  storedSeries,
} from './series.service.ts';
import { spanOf } from './planProblem.ts';
import { halvesOf } from '../../../shared/training/sessionTimes.ts';
import { createSessionChecks } from './sessionChecks.ts';
import { createBaseWindows } from './timetable.store.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';
import type { SessionRow } from './training.store.ts';
import { oneSessionView } from './training.views.ts';

const SESSION = 'trainingSession';
/** So many months before and after the time of a wave's trainings a session may be. */
const MONTHS_AROUND = 12;
const NEEDED = ['title', 'day', 'from', 'to'] as const;
/** What a trainer writes who does not plan. */
const RECORDED: ReadonlySet<string> = new Set(['link', 'status', 'reason', 'note']);

type TimetableHandlers = Handlers<typeof timetableContract, CoreFailure>;

/** The timetable of a wave, and who is in which group. */
export function createTimetableHandlers(db: Reader, context: TrainingContext): TimetableHandlers {
  const { store, record, newId } = context;
  const baseWindows = createBaseWindows(db);
  const checks = createSessionChecks(db, context, baseWindows);

  return {
    ...createGroupHandlers(context),
    ...createSeriesHandlers(context, { findSession, farAway, wrongIn }),

    'timetable.read': ({ wave: id, from, until }) => {
      const found = context.find(id);
      if (!found.ok) return found;
      const { wave, calendar } = found.value;
      const touches = (one: { from: string | null; until: string | null }): boolean =>
        one.from !== null && one.until !== null && one.from <= until && from <= one.until;
      return ok({
        ...namedDaysOff(calendar, from, until),
        periods: store
          .periods(wave.id)
          .filter(touches)
          .map((row) => ({
            id: row.id,
            label: row.label ?? row.id,
            kind: row.kind ?? 'other',
            forbidden: row.forbidden === true,
            from: row.from!,
            until: row.until!,
          })),
        windows: baseWindows(wave.programme)
          .filter(touches)
          .map(({ label, ...window }) => ({ ...window, label: label.fr })),
        // Whoever does not plan holds but a part of the people: rules would be held against a part.
        conflicts: context.mayPlan(wave.id) ? checks.conflicts(found.value) : {},
      });
    },

    'timetable.check': ({ session, on }) => {
      const at = findSession(session);
      if (!at.ok) return at;
      if (!context.mayPlan(at.value.found.wave.id)) return err({ type: 'NotAllowed' });
      return ok({ days: checks.days(at.value.found, sessionDayKey(session, on ?? null)) });
    },

    'timetable.saveSession': ({ wave, session, set: wanted }) => {
      const at = session === undefined ? context.find(wave) : foundOf(session, wave);
      if (!at.ok) return at;
      const row = session === undefined ? undefined : store.session(session)[0];
      if (!mayChange(wave, Object.keys(wanted))) return err({ type: 'NotAllowed' });
      const missing = row === undefined && NEEDED.find((name) => wanted[name] === undefined);
      if (missing) return err({ type: 'BadInput', detail: missing });
      const wished = changed(row, settled(wanted, row));
      const before = row === undefined ? null : oneSessionView(context, at.value, row);
      const kept = before === null ? {} : keptDays(before, row!, wished, at.value.today);
      const set = { ...wished, ...kept };
      const wrong =
        wrongMarked(row, set) ??
        wrongDay(at.value, row, set) ??
        wrongIn(at.value, { ...row, ...set });
      if (wrong !== null) return err(wrong);
      const fields = Object.keys(wished).length;
      const rowId = session ?? newId();
      if (fields > 0 || row === undefined) {
        const born = row === undefined ? { wave, status: 'planned', mode: 'inPerson' } : {};
        record([{ entity: SESSION, row: rowId, scope: at.value.scope, set: { ...born, ...set } }]);
      }
      return ok({ id: rowId, changed: fields });
    },

    'timetable.cancel': ({ session, reason }) => {
      const at = findSession(session);
      if (!at.ok) return at;
      const { row, found } = at.value;
      if (!mayChange(found.wave.id, ['status'])) return err({ type: 'NotAllowed' });
      const set = changed(row, { status: 'cancelled', reason });
      const wrong = wrongMarked(row, set);
      if (wrong !== null) return err(wrong);
      record([{ entity: SESSION, row: session, scope: found.scope, set }]);
      return ok({ id: session });
    },
  };

  function mayChange(wave: string, fields: readonly string[]): boolean {
    if (context.mayPlan(wave)) return true;
    return context.mayRecord(wave) && fields.length > 0 && fields.every((one) => RECORDED.has(one));
  }

  function foundOf(session: string, wave: string): Result<FoundTraining, CoreFailure> {
    const at = findSession(session);
    if (!at.ok) return at;
    if (at.value.row.wave !== wave) return err({ type: 'SessionUnknown', session });
    return ok(at.value.found);
  }

  function findSession(
    session: string,
  ): Result<{ row: SessionRow; found: FoundTraining }, CoreFailure> {
    const row = store.session(session)[0];
    if (row === undefined || row.wave === null) return err({ type: 'SessionUnknown', session });
    const found = context.find(row.wave);
    return found.ok ? ok({ row, found: found.value }) : found;
  }

  /**
   * What of a held session its marks stand for: who was waited for, on which day, in which
   * half-days. Another group, day or state would rewrite the sheet; of a series each day keeps its
   * own. It may come back to the day on which people were marked.
   */
  function wrongMarked(
    row: SessionRow | undefined,
    set: Readonly<Record<string, unknown>>,
  ): CoreFailure | null {
    if (row?.status !== 'held' || row.repeats !== null) return null;
    const marks = store.attendancesOf(row.id).filter(({ status }) => status !== null);
    if (marks.length === 0) return null;
    const { day, from, to, status } = { ...row, ...(set as Partial<SessionRow>) };
    const left = new Set(halvesOf(from, to));
    const isOther =
      'groups' in set ||
      'track' in set ||
      status !== 'held' ||
      ('day' in set && !marks.some((mark) => mark.day === day)) ||
      marks.some(({ half }) => half !== null && !left.has(half));
    if (!isOther) return null;
    const people = new Set(marks.map(({ enrolment }) => enrolment)).size;
    const on = marks[0]!.day ?? row.day ?? '';
    return { type: 'SessionMarked', session: row.title ?? row.id, day: on, count: people };
  }

  /** Why a session cannot have the day that it is to have: it was held on another one, or the year is mistyped. */
  function wrongDay(
    found: FoundTraining,
    row: SessionRow | undefined,
    set: Readonly<Record<string, unknown>>,
  ): CoreFailure | null {
    const { day, status } = set as Partial<SessionRow>;
    if (!day) return null;
    // Of a series each day keeps what was noted of it.
    if (
      row?.status === 'held' &&
      !hasMarksOn(row, day) &&
      row.repeats === null &&
      row.day !== null &&
      (status ?? 'held') === 'held'
    ) {
      return { type: 'SessionHeld', session: row.title ?? row.id, day: row.day };
    }
    return farAway(found, day);
  }

  function hasMarksOn({ id }: SessionRow, day: LocalDate): boolean {
    return store.attendancesOf(id).some((mark) => mark.day === day && mark.status !== null);
  }

  /** Why nothing of a wave's trainings can be on a day: the year is mistyped. */
  function farAway(found: FoundTraining, day: LocalDate): CoreFailure | null {
    const [first, last] = spanOf(found, store);
    const earliest = first < found.today ? first : found.today;
    const latest = last > found.today ? last : found.today;
    const from = addMonths(earliest, -MONTHS_AROUND);
    const until = addMonths(latest, MONTHS_AROUND);
    return day < from || day > until ? { type: 'TrainingFarAway', day, from, until } : null;
  }

  /** What does not exist, or does not go together, in a session as it would be. */
  function wrongIn(
    { wave }: FoundTraining,
    row: Readonly<Record<string, unknown>>,
  ): CoreFailure | null {
    const { groups, trainers, track, site, room, day, from, to, repeats } =
      row as Partial<SessionRow>;
    if (from && to && to <= from) return bad('to');
    if (day && repeats && (endsFirst(day, repeats) || isEndless(day, repeats))) return bad('until');
    const known = new Set(store.groups(wave.id).map(({ id }) => id));
    const group = (groups ?? []).find((id) => !known.has(id));
    if (group !== undefined) return { type: 'GroupUnknown', group };
    const has = (rows: readonly { id: string }[], id: string | null | undefined): boolean =>
      id === null || id === undefined || rows.some((one) => one.id === id);
    const { programme } = wave;
    const people = store.trainers(programme, wave.id);
    if ((trainers ?? []).some((id) => !has(people, id))) return bad('trainers');
    if (!has(store.tracks(programme), track)) return bad('track');
    if (!has(store.sites(programme, wave.id), site)) return bad('site');
    const rooms = store.rooms(programme, wave.id).filter((one) => one.site === site);
    return has(rooms, room) ? null : bad('room');
  }
}

function bad(detail: string): CoreFailure {
  return { type: 'BadInput', detail };
}

/** What follows from what is wanted: a room is of its site, a module of its track. */
function settled(
  wanted: SessionValues,
  row: SessionRow | undefined,
): Readonly<Record<string, JsonValue | undefined>> {
  const set: SaveSessionInput['set'] = { ...wanted };
  if (set.site !== undefined && set.site !== row?.site && set.room === undefined) set.room = null;
  if (set.track !== undefined && set.track !== row?.track && set.module === undefined) {
    set.module = null;
  }
  const { repeats: _, ...rest } = set;
  const repeats = settledSeries(wanted, row);
  if (repeats === undefined) return rest;
  return { ...rest, repeats: repeats === null ? null : storedSeries(repeats) };
}
