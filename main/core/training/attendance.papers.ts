import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type {
  AttendanceLine,
  AttendanceMark,
  AttendanceSheet,
  Certificate,
  HalfDay,
} from '../../../shared/training/papers.ts';
import { createPersonHandlers } from './attendance.person.ts';
import {
  dayOn,
  findDays,
  peopleOf,
  sheetOf,
  type FoundSession,
  type SheetParts,
} from './attendance.sheet.ts';
import { createPaperParts, modeOf } from './paperParts.ts';

/** Models of the papers of attendance, for who prints them. */
export interface AttendancePapers {
  /**
   * The sheet of a session, or of a day of a series; of a series as a whole, a sheet for each day on
   * which it takes place. Blank to be signed, or with what is known.
   */
  sheets(input: {
    readonly session: string;
    readonly blank: boolean;
    readonly language: Language;
  }): Result<AttendanceSheet[], CoreFailure>;
  /** What somebody followed, by their enrolment or person. */
  certificate(input: {
    readonly person: string;
    readonly language: Language;
  }): Result<Certificate, CoreFailure>;
}

const HOUR_MINUTES = 60;

export function createAttendancePapers(parts: SheetParts): AttendancePapers {
  const { context, rows } = parts;
  const { store } = context;
  const persons = createPersonHandlers(parts);

  const { trainingOf, schoolOf, sessionOf, signing } = createPaperParts(parts);

  function sheetOn(found: FoundSession, blank: boolean, language: Language): AttendanceSheet {
    const { session, training } = found;
    const { wave, today } = training;
    const people = peopleOf(parts, session);
    const isExtract = !context.mayRecord(wave.id);
    const signatures = new Map(
      people.flatMap(({ marks }) => marks.map((mark) => [mark.id, mark.signature] as const)),
    );
    const trainers = [
      ...store.trainers(wave.programme, wave.id),
      ...store.removed.trainers(wave.programme, wave.id),
    ];
    const groups = store.groups(wave.id).filter(({ id: group }) => session.groups.includes(group));
    const [only] = groups;
    const disputed = rows.disputed();
    const lines = sheetOf(parts, found, language).rows.map((row): AttendanceLine => {
      const marks: Partial<Record<HalfDay, AttendanceMark>> = {};
      for (const { id: mark, half, status, arrivedAt } of row.marks) {
        if (status === null) continue;
        marks[half] = {
          status,
          arrival: arrivedAt,
          signature: signatures.get(mark) ?? null,
          isDisputed: disputed.has(mark),
        };
      }
      return {
        name: row.name,
        function: row.function ?? '',
        establishment: schoolOf(row, language),
        town: row.town,
        isWalkIn: row.walkIn,
        replaces: row.replaces,
        marks,
      };
    });
    return {
      ...trainingOf(
        training,
        session.track,
        groups.length === 1 ? (only!.label ?? only!.id) : null,
        language,
      ),
      variant: blank ? 'blank' : 'filled',
      session: sessionOf(training, session),
      trainers: session.trainers.map((trainer) => ({
        name: trainers.find((one) => one.id === trainer)?.name ?? trainer,
      })),
      lines,
      isExtract,
      returnTo: isExtract ? null : (store.rules(wave.id)[0]?.returnAddress ?? null),
      printedOn: today,
    };
  }

  return {
    sheets({ session: id, blank, language }) {
      const found = findDays(parts, id);
      if (!found.ok) return found;
      const { days, on, training } = found.value;
      const wanted =
        on === null ? days.filter(({ status }) => status !== 'cancelled') : [dayOn(days, on)];
      // What is cancelled as a whole is printed as it was planned.
      const shown = wanted.length === 0 ? days : wanted;
      const sheets = shown.flatMap((session) =>
        session === undefined ? [] : [sheetOn({ session, training }, blank, language)],
      );
      return sheets.length === 0 ? err({ type: 'SessionUnknown', session: id }) : ok(sheets);
    },

    certificate({ person: id, language }) {
      if (context.me() === null) return err({ type: 'NotEnrolled' });
      const [enrolment] = rows.enrolmentsOf(id);
      if (enrolment === undefined) return err({ type: 'EnrolmentUnknown', person: id });
      const found = context.find(enrolment.wave ?? '');
      if (!found.ok) return found;
      const read = persons['attendance.person']({ enrolment: enrolment.id });
      if (read instanceof Promise) throw new Error('It is read at once.');
      if (!read.ok) return read;
      const person = read.value;
      return ok({
        ...trainingOf(found.value, enrolment.track, person.group?.label ?? null, language),
        person: {
          name: person.name,
          function: person.function ?? '',
          establishment: schoolOf({ ...person, enrolment: enrolment.id }, language),
          town: person.town,
        },
        sessions: person.sessions
          .filter(({ hours }) => hours > 0)
          .map(({ title, mode, day, hours }) => ({
            on: day,
            title,
            mode: modeOf(mode),
            minutes: Math.round(hours * HOUR_MINUTES),
          })),
        selfStudyMinutes: Math.round(person.distance.hours * HOUR_MINUTES),
        ...signing(found.value.wave.id),
        on: found.value.today,
      });
    },
  };
}
