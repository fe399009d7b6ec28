import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import {
  DAY_HOURS,
  type attendanceContract,
  type AttendanceOfPerson,
} from '../../../shared/training/attendance.contract.ts';
import { halfTimes, hoursOf, isThere } from '../../../shared/training/attendance.rules.ts';
import { isMemberOn } from '../../../shared/training/membership.rules.ts';
import {
  allSessionDays,
  isMarkOf,
  sessionOfMark,
  type SessionDay,
} from '../../../shared/training/sessionDays.rules.ts';
import type { Half } from '../../../shared/training/trainingValues.ts';
import {
  groupName,
  markView,
  type AttendanceRow,
  type EnrolmentRow,
  type SheetParts,
} from './attendance.sheet.ts';
import { pauseOf, type Pause } from './pause.ts';
import type { FoundTraining } from './training.context.ts';
import { sessionViews } from './training.views.ts';

type Contract = typeof attendanceContract;
type Methods = Pick<Contract, 'attendance.person' | 'attendance.hours' | 'attendance.removeHours'>;

const ENTITY = 'studyTime';

/** Hours of one half-day of a session. */
export function hoursIn(session: SessionDay, half: Half, pause: Pause): number {
  const times = halfTimes(session, pause)[half];
  return times === undefined ? 0 : hoursOf(times);
}

/** Handlers of one person's trainings. */
export function createPersonHandlers(parts: SheetParts): Handlers<Methods, CoreFailure> {
  const { context, rows } = parts;
  const { store } = context;

  function findPerson(
    id: string,
  ): Result<{ row: EnrolmentRow; found: FoundTraining }, CoreFailure> {
    if (context.me() === null) return err({ type: 'NotEnrolled' });
    const [row] = store.enrolment(id);
    if (row === undefined) return err({ type: 'EnrolmentUnknown', person: id });
    const found = context.find(row.wave ?? '');
    return found.ok ? ok({ row, found: found.value }) : found;
  }

  const mayStudy = (row: EnrolmentRow): boolean =>
    context.mayRecord(row.wave ?? '') || context.mayCreate(row.scope, ENTITY);

  function view(row: EnrolmentRow, found: FoundTraining): AttendanceOfPerson {
    const { wave, today } = found;
    const written = Map.groupBy(rows.marksOf(row.id), (mark) => sessionOfMark(mark) ?? '');
    const marksOn = (session: SessionDay): AttendanceRow[] =>
      (written.get(session.id) ?? []).filter((mark) => isMarkOf(session, mark));
    const stays = rows.staysOf(row.id);
    const pause = pauseOf(parts, wave.id);
    const track = store.tracks(wave.programme).find(({ id }) => id === row.track);
    const now = stays.find((stay) => isMemberOn(stay, today));
    const group = now?.group === undefined ? undefined : store.group(now.group)[0];
    const sessions = allSessionDays(sessionViews(context, found)).filter(
      (session) =>
        marksOn(session).length > 0 ||
        (session.status !== 'cancelled' &&
          stays.some(
            (stay) => session.groups.includes(stay.group ?? '') && isMemberOn(stay, session.day),
          )),
    );
    const hoursThere = (session: SessionDay, said: readonly AttendanceRow[]): number =>
      said
        .filter(({ status }) => isThere(status))
        .reduce((sum, { half }) => sum + hoursIn(session, half ?? 'morning', pause), 0);
    const views = sessions.map((session) => {
      const said = marksOn(session);
      return {
        session: session.key,
        title: session.title,
        mode: session.mode,
        // They were there on the day on which they were marked, wherever it was moved meanwhile.
        day: said[0]?.day ?? session.day,
        status: session.status,
        marks: said.map(markView),
        hours: hoursThere(session, said),
      };
    });
    const entries = rows.hoursOf(row.id);
    return {
      enrolment: row.id,
      person: row.person,
      name: row.name ?? row.id,
      function: row.function,
      schoolName: row.schoolName,
      town: row.town,
      status: row.status ?? 'enrolled',
      track:
        track === undefined
          ? null
          : { id: track.id, label: track.label ?? { fr: track.id }, courses: track.courses ?? [] },
      group: group === undefined ? null : groupName(group),
      sessions: views,
      inPerson: {
        hours: views.reduce((sum, { hours }) => sum + hours, 0),
        target: sessions
          .filter(({ status }) => status !== 'cancelled')
          .reduce(
            (sum, session) =>
              sum + session.halves.reduce((all, half) => all + hoursIn(session, half, pause), 0),
            0,
          ),
      },
      distance: {
        hours: entries.reduce((sum, { hours }) => sum + (hours ?? 0), 0),
        target: track?.distanceHours ?? 0,
        entries: entries.map(({ id, on, hours, course, pending }) => ({
          id,
          on,
          hours: hours ?? 0,
          course,
          pending,
        })),
      },
      mayRecord: context.mayRecord(wave.id),
      mayStudy: mayStudy(row),
    };
  }

  return {
    'attendance.person': ({ enrolment }) => {
      const person = findPerson(enrolment);
      return person.ok ? ok(view(person.value.row, person.value.found)) : person;
    },
    'attendance.hours': ({ enrolment, on, hours, course }) => {
      const person = findPerson(enrolment);
      if (!person.ok) return person;
      const { row, found } = person.value;
      if (!mayStudy(row)) return err({ type: 'NotAllowed' });
      if (on > found.today) return err({ type: 'DayAhead', day: on, today: found.today });
      const already = rows
        .hoursOf(row.id)
        .reduce((sum, entry) => sum + (entry.on === on ? (entry.hours ?? 0) : 0), 0);
      if (already + hours > DAY_HOURS) {
        return err({ type: 'DayTooLong', day: on, hours: already + hours });
      }
      const set = { enrolment, on, hours, ...(course === undefined ? {} : { course }) };
      context.record([{ entity: ENTITY, row: context.newId(), scope: row.scope, set }]);
      return ok(view(row, found));
    },
    'attendance.removeHours': ({ enrolment, id }) => {
      const person = findPerson(enrolment);
      if (!person.ok) return person;
      const { row, found } = person.value;
      const entry = rows.hoursOf(row.id).find((one) => one.id === id);
      if (entry === undefined) return err({ type: 'BadInput', detail: 'id' });
      if (!mayStudy(row)) return err({ type: 'NotAllowed' });
      const set = { [DELETED_FIELD]: true };
      context.record([{ entity: ENTITY, row: id, scope: entry.scope, set }]);
      return ok(view(row, found));
    },
  };
}
