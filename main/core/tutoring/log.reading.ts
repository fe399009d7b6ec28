import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import type { LogLine, LogSchool, SessionLog } from '../../../shared/tutoring/log.contract.ts';
import { afterJoining } from '../../../shared/tutoring/log.twins.ts';
import { hoursBetween, sessionDays } from '../../../shared/tutoring/series.rules.ts';
import type { Tutor } from '../../../shared/tutoring/tutoringGroup.entity.ts';
import { tutoringPresenceId } from '../../../shared/tutoring/tutoringSession.entity.ts';
import type { GroundWave } from '../access/waveGround.ts';
import type { LogStore } from './log.store.ts';
import type { TutoringContext } from './tutoring.context.ts';
import { seriesOf } from './tutoring.views.ts';

type Group = ReturnType<TutoringContext['store']['group']>[number];

/** A session whose log is read or written. */
export interface FoundSession {
  readonly session: SessionLog['session'];
  readonly group: Group;
  readonly wave: GroundWave;
  /** The place that its lines live in. */
  readonly scope: ScopeId;
  /** Whether a row says anything of it. */
  readonly stored: boolean;
}

export interface LogReading {
  /** Fails with TutoringSessionUnknown, NotEnrolled. */
  find(id: string): Result<FoundSession, CoreFailure>;
  read(found: FoundSession): SessionLog;
  schools(found: FoundSession): LogSchool[];
  lines(found: FoundSession): LogLine[];
}

export function createLogReading(context: TutoringContext, rows: LogStore): LogReading {
  const { store } = context;

  function find(id: string): Result<FoundSession, CoreFailure> {
    const unknown = err({ type: 'TutoringSessionUnknown' as const, session: id.slice(0, 100) });
    if (context.me() === null) return err({ type: 'NotEnrolled' });
    const [stored] = store.session(id);
    const [group] = store.group(stored?.group ?? id.split(':')[0]!);
    if (group?.wave === null || group === undefined) return unknown;
    const found = context.find(group.wave);
    if (!found.ok) return found;
    const wave = found.value;
    const day = sessionDays(
      group.id,
      seriesOf(group),
      store.sessionsOf(group.id),
      wave.calendar,
    ).find((one) => one.id === id);
    if (day === undefined) return unknown;
    const { row, ...when } = day;
    return ok({
      session: {
        ...when,
        group: group.id,
        hours: when.status === 'cancelled' ? 0 : hoursBetween(when.from, when.to),
        mode: row?.mode ?? 'video',
        link: row?.link ?? group.link,
        theme: row?.theme ?? null,
        establishment: row?.establishment ?? null,
        tutors: [...(row?.tutors ?? tutorsOn(group, when.day).map((tutor) => tutor.id))],
        summary: row?.summary ?? null,
      },
      group,
      wave,
      scope: scopeId('tutoringGroup', group.id),
      stored: row !== null,
    });
  }

  /** Schools of the group on that day, and those of which something is known all the same. */
  function schools({ session, wave }: FoundSession): LogSchool[] {
    const presences = new Map(store.presences(session.id).map((row) => [row.establishment, row]));
    const members = store
      .members(wave.id)
      .filter(
        ({ group, from, until }) =>
          group === session.group &&
          (from ?? session.day) <= session.day &&
          (until === null || until > session.day),
      )
      .flatMap(({ establishment }) => establishment ?? []);
    const entries = store.entries(session.id);
    const expected = session.establishment === null ? members : [session.establishment];
    const noted = [...presences.values(), ...entries];
    const ids = new Set([
      ...expected,
      ...noted.flatMap(({ establishment }) => establishment ?? []),
    ]);
    // The log's own names, for those who do not read the schools.
    const kept = new Map(noted.map((row) => [row.establishment, row.schoolNames]));
    const known = new Map(store.schools(wave.id).map((school) => [school.id, school]));
    return [...ids]
      .map((id) => {
        const school = known.get(id);
        const names = kept.get(id);
        const row = presences.get(id);
        return {
          id,
          code: school?.code ?? null,
          name: school?.name ?? names?.name ?? id,
          nameAr: school === undefined ? (names?.nameAr ?? null) : school.nameAr,
          town: school === undefined ? (names?.town ?? null) : school.town,
          status: row?.status ?? null,
          people: row?.people ?? null,
          presence: tutoringPresenceId(session.id, id),
          pending: row?.pending ?? false,
        };
      })
      .sort((a, b) => order(a.town, b.town) || order(a.name, b.name));
  }

  function lines({ session }: FoundSession): LogLine[] {
    const me = context.me()?.name ?? null;
    const all = store.entries(session.id).map((row): LogLine => {
      const [blocker] = row.blocker === null ? [] : context.blockers.blocker(row.blocker);
      const kind = row.kind ?? 'note';
      return {
        id: row.id,
        kind,
        establishment: row.establishment,
        text: row.text ?? '',
        theme: row.theme,
        state: kind === 'difficulty' ? (row.state ?? 'open') : null,
        stateOn: row.stateOn,
        blocker:
          blocker === undefined
            ? null
            : {
                id: blocker.id,
                title: blocker.title ?? blocker.id,
                state: blocker.state ?? 'open',
              },
        about: row.about,
        who: row.who,
        by: row.by,
        doneOn: row.doneOn,
        at: row.at,
        author: row.author,
        mine: row.author !== null && row.author === me,
        pending: row.pending,
      };
    });
    const ids = new Set(all.map(({ id }) => id));
    const isWhole = all.every(({ about }) => about === null || ids.has(about));
    return isWhole ? all : afterJoining(all, rows.removedFrom(session.id));
  }

  function read(found: FoundSession): SessionLog {
    const { session, group, wave } = found;
    // Who has left since led it all the same.
    const tutors = (group.tutors ?? []).filter(
      ({ id, left }) => session.tutors.includes(id) || left === undefined || left > session.day,
    );
    const people = [...tutors.map(({ name }) => name), ...rows.people.all(wave.id)];
    return {
      session,
      group: { id: group.id, label: group.label ?? group.id, tutors },
      wave: {
        id: wave.id,
        label: wave.label,
        programme: { id: wave.programme, name: wave.programmeName },
        switchoverDate: wave.switchoverDate,
      },
      today: wave.today,
      timeZone: wave.timeZone,
      schools: schools(found),
      lines: lines(found),
      themes: rows.themes.all(wave.id, wave.id),
      people: [...new Set(people)],
      mayLog: context.mayLog(group.id),
      mayLink: context.mayHelp(wave.id),
    };
  }

  return { find, read, schools, lines };
}

/** The pair of a group on a day. */
function tutorsOn({ tutors }: Group, day: LocalDate): Tutor[] {
  return (tutors ?? []).filter(({ left }) => left === undefined || left > day);
}

function order(a: string | null, b: string | null): number {
  return (a ?? '').localeCompare(b ?? '', 'fr');
}
