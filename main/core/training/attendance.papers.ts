import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { Label } from '../../../shared/schema/values.ts';
import { halfTimes } from '../../../shared/training/attendance.rules.ts';
import type {
  AttendanceLine,
  AttendanceMark,
  AttendanceSheet,
  Certificate,
  HalfDay,
  PaperPlace,
  PaperSession,
  PaperTraining,
  SummonsLetter,
  SummonsList,
} from '../../../shared/training/papers.ts';
import type { SessionView } from '../../../shared/training/training.views.ts';
import { createPersonHandlers, pauseOf } from './attendance.person.ts';
import { findSession, peopleOf, sheetOf, type SheetParts } from './attendance.sheet.ts';
import type { FoundTraining } from './training.context.ts';
import { sessionView } from './training.views.ts';

/** Models of the papers of attendance, for who prints them. */
export interface AttendancePapers {
  /** The sheet of a session: blank to be signed, or with what is known. */
  sheet(input: {
    readonly session: string;
    readonly blank: boolean;
    readonly language: Language;
  }): Result<AttendanceSheet, CoreFailure>;
  /** What somebody followed, by their enrolment or person. */
  certificate(input: {
    readonly person: string;
    readonly language: Language;
  }): Result<Certificate, CoreFailure>;
  /** Who is called to the sessions to come of a group: each person, or each head with their people. */
  summons(input: {
    readonly group: string;
    readonly heads: boolean;
    readonly language: Language;
  }): Result<SummonsList, CoreFailure>;
}

/** Modes that bring people together in one place. */
const TOGETHER: readonly string[] = ['inPerson', 'peer', 'trainTheTrainer', 'openRoom'];
const HOUR_MINUTES = 60;

export function createAttendancePapers(parts: SheetParts): AttendancePapers {
  const { context, rows } = parts;
  const { store } = context;
  const persons = createPersonHandlers(parts);

  function trainingOf(
    { wave }: FoundTraining,
    track: string | null,
    group: string | null,
    language: Language,
  ): PaperTraining {
    const found = store.tracks(wave.programme).find(({ id }) => id === track);
    return {
      programme: wave.programmeName,
      wave: wave.label,
      organiser: organiserOf(wave),
      track: found === undefined ? '' : inLanguage(found.label ?? { fr: found.id }, language),
      group,
    };
  }

  function organiserOf(wave: FoundTraining['wave']): string {
    const said = store.rules(wave.id)[0]?.organiser ?? null;
    return said ?? rows.organiser(wave.programme) ?? wave.programmeName;
  }

  /** Who signs the letters of a wave, and where they are written. */
  function signing(wave: string): Pick<Certificate, 'signatory' | 'town'> {
    const { signatoryName, signatoryFunction, writtenAt } = store.rules(wave)[0] ?? {};
    const isSaid = (signatoryName ?? signatoryFunction ?? null) !== null;
    return {
      signatory: isSaid ? { name: signatoryName ?? '', function: signatoryFunction ?? '' } : null,
      town: writtenAt ?? null,
    };
  }

  function placeOf({ wave }: FoundTraining, session: SessionView): PaperPlace | null {
    const { sites, rooms } = store.removed;
    const of = [wave.programme, wave.id] as const;
    const site = [...store.sites(...of), ...sites(...of)].find(({ id }) => id === session.site);
    if (site === undefined) return null;
    const room = [...store.rooms(...of), ...rooms(...of)].find(({ id }) => id === session.room);
    return { site: site.name ?? site.id, room: room?.name ?? null, address: site.address };
  }

  return {
    sheet({ session: id, blank, language }) {
      const found = findSession(parts, id);
      if (!found.ok) return found;
      const { session, training } = found.value;
      const { wave, today } = training;
      const signatures = new Map(
        peopleOf(parts, session).flatMap(({ marks }) =>
          marks.map((mark) => [mark.id, mark.signature] as const),
        ),
      );
      const trainers = [
        ...store.trainers(wave.programme, wave.id),
        ...store.removed.trainers(wave.programme, wave.id),
      ];
      const groups = store
        .groups(wave.id)
        .filter(({ id: group }) => session.groups.includes(group));
      const [only] = groups;
      const lines = sheetOf(parts, found.value).rows.map((row): AttendanceLine => {
        const marks: Partial<Record<HalfDay, AttendanceMark>> = {};
        for (const { id: mark, half, status, arrivedAt } of row.marks) {
          if (status === null) continue;
          marks[half] = { status, arrival: arrivedAt, signature: signatures.get(mark) ?? null };
        }
        return {
          name: row.name,
          function: row.function ?? '',
          establishment: row.schoolName ?? '',
          town: row.town,
          isWalkIn: row.walkIn,
          replaces: row.replaces,
          marks,
        };
      });
      return ok({
        ...trainingOf(
          training,
          session.track,
          groups.length === 1 ? (only!.label ?? only!.id) : null,
          language,
        ),
        variant: blank ? 'blank' : 'filled',
        session: paperSession(session, placeOf(training, session), pauseOf(parts, wave.id)),
        trainers: session.trainers.map((trainer) => ({
          name: trainers.find((one) => one.id === trainer)?.name ?? trainer,
        })),
        lines,
        returnTo: store.rules(wave.id)[0]?.returnAddress ?? null,
        printedOn: today,
      });
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
      const modes = new Map(
        store.sessions(found.value.wave.id).map((session) => [session.id, session.mode]),
      );
      return ok({
        ...trainingOf(found.value, enrolment.track, person.group?.label ?? null, language),
        person: {
          name: person.name,
          function: person.function ?? '',
          establishment: person.schoolName ?? '',
          town: person.town,
        },
        sessions: person.sessions
          .filter(({ hours }) => hours > 0)
          .map(({ session, title, day, hours }) => ({
            on: day,
            title,
            mode: modeOf(modes.get(session) ?? 'inPerson'),
            minutes: Math.round(hours * HOUR_MINUTES),
          })),
        selfStudyMinutes: Math.round(person.distance.hours * HOUR_MINUTES),
        ...signing(found.value.wave.id),
        on: found.value.today,
      });
    },

    summons({ group: id, heads, language }) {
      if (context.me() === null) return err({ type: 'NotEnrolled' });
      const [group] = store.group(id);
      if (group === undefined) return err({ type: 'GroupUnknown', group: id });
      const found = context.find(group.wave ?? '');
      if (!found.ok) return found;
      const { wave, today } = found.value;
      const track = store.tracks(wave.programme).find((one) => one.id === group.track);
      const pause = pauseOf(parts, wave.id);
      const sessions = store
        .sessions(wave.id)
        .map(sessionView)
        .filter(
          ({ groups, status, day }) =>
            groups.includes(id) && status !== 'cancelled' && status !== 'held' && day >= today,
        );
      const enrolments = new Map(store.enrolments(wave.id).map((one) => [one.id, one]));
      const people = store
        .membersOf(id)
        .filter((member) => member.until === null || member.until > today)
        .flatMap(({ enrolment }) => enrolments.get(enrolment ?? '') ?? []);
      const me = context.me()!;
      return ok({
        ...trainingOf(found.value, group.track, group.label, language),
        sessions: sessions.map((session) =>
          paperSession(session, placeOf(found.value, session), pause),
        ),
        selfStudy:
          (track?.distanceHours ?? 0) > 0
            ? {
                title: track?.courses?.[0] ?? '',
                minutes: (track?.distanceHours ?? 0) * HOUR_MINUTES,
                by: sessions.at(-1)?.day ?? null,
                link: null,
              }
            : null,
        trainers: store
          .trainers(wave.programme, wave.id)
          .filter((one) => group.trainers?.includes(one.id) === true)
          .map((one) => one.name ?? one.id),
        bring: [],
        contact: { name: me.name, function: null, email: null, phone: null },
        ...signing(wave.id),
        on: today,
        letters: heads ? toHeads(people) : people.map((one) => letterTo(one)),
      });
    },
  };
}

type Enrolled = ReturnType<SheetParts['context']['store']['enrolments']>[number];

function letterTo(one: Enrolled): SummonsLetter {
  const { name, function: job, schoolName, town } = one;
  const recipient = {
    name: name ?? one.id,
    function: job ?? '',
    establishment: schoolName ?? '',
    town,
    address: [],
  };
  return { recipient, people: null };
}

/** A letter a school, to its head, with the people who are called. */
function toHeads(people: readonly Enrolled[]): SummonsLetter[] {
  return [...Map.groupBy(people, ({ establishment, id }) => establishment ?? id).values()].map(
    (all) => ({
      recipient: {
        name: '',
        function: '',
        establishment: all[0]!.schoolName ?? '',
        town: all[0]!.town,
        address: [],
      },
      people: all.map(({ id, name, function: job }) => ({ name: name ?? id, function: job ?? '' })),
    }),
  );
}

function paperSession(
  session: SessionView,
  place: PaperPlace | null,
  pause: { readonly from: string; readonly to: string },
): PaperSession {
  return {
    on: session.day,
    title: session.title,
    hours: halfTimes(session, pause),
    mode: modeOf(session.mode),
    place,
    link: session.link,
  };
}

function modeOf(mode: string): PaperSession['mode'] {
  return TOGETHER.includes(mode) ? 'inPerson' : 'remote';
}

function inLanguage(label: Label, language: Language): string {
  return label[language] ?? label.fr;
}
