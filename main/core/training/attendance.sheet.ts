import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { byFamilyName, type CalledPerson } from '../../../shared/people/names.ts';
import type { MarkView, Sheet, SheetRow } from '../../../shared/training/attendance.contract.ts';
import {
  countMarks,
  inSeveralGroups,
  whyNotMarked,
  wholeStatus,
} from '../../../shared/training/attendance.rules.ts';
import { isMemberOn } from '../../../shared/training/membership.rules.ts';
import {
  isMarkOf,
  nearestDay,
  readDayKey,
  sessionDays,
  type SessionDay,
} from '../../../shared/training/sessionDays.rules.ts';
import type { SessionView } from '../../../shared/training/training.views.ts';
import type { AttendanceStore } from './attendance.store.ts';
import { pauseOf } from './pause.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';
import type { GroupRow, TrainingStore } from './training.store.ts';
import { oneSessionView } from './training.views.ts';

export type EnrolmentRow = ReturnType<TrainingStore['enrolment']>[number];
export type AttendanceRow = ReturnType<TrainingStore['attendancesOf']>[number];

/** Somebody of a session: who was expected, and who has marks. */
export interface SheetPerson {
  readonly enrolment: EnrolmentRow;
  /** Group by which they were expected; null: they were not. */
  readonly group: string | null;
  readonly marks: readonly AttendanceRow[];
}

/** A session on one of its days, with its wave. */
export interface FoundSession {
  readonly session: SessionDay;
  readonly training: FoundTraining;
}

export interface SheetParts {
  readonly context: TrainingContext;
  readonly rows: AttendanceStore;
}

/** All days of the session of that id, or of a day's key. Fails with SessionUnknown, WaveUnknown, NotEnrolled. */
export function findDays(
  { context }: SheetParts,
  id: string,
): Result<{ days: SessionDay[]; on: LocalDate | null; training: FoundTraining }, CoreFailure> {
  if (context.me() === null) return err({ type: 'NotEnrolled' });
  const whole = context.store.session(id)[0];
  const key = whole === undefined ? readDayKey(id) : null;
  const row = whole ?? context.store.session(key?.session ?? '')[0];
  if (row === undefined) return err({ type: 'SessionUnknown', session: id });
  const training = context.find(row.wave ?? '');
  if (!training.ok) return training;
  const days = sessionDays(oneSessionView(context, training.value, row));
  return ok({ days, on: key?.on ?? null, training: training.value });
}

/**
 * The session of that id on its one day; of a series, on the day that its key names, or the nearest.
 * Fails as {@link findDays} does.
 */
export function findSession(parts: SheetParts, id: string): Result<FoundSession, CoreFailure> {
  const found = findDays(parts, id);
  if (!found.ok) return found;
  const { days, on, training } = found.value;
  const session = on === null ? nearestDay(days, training.today) : dayOn(days, on);
  return session === undefined
    ? err({ type: 'SessionUnknown', session: id })
    : ok({ session, training });
}

/** The day of a session that a date names: the one that the rule gives, else the one that is held then. */
export function dayOn(days: readonly SessionDay[], date: LocalDate): SessionDay | undefined {
  return days.find(({ on }) => on === date) ?? days.find(({ day }) => day === date);
}

/** Everybody of a session's sheet, in the order of their names. */
export function peopleOf(
  { context }: Pick<SheetParts, 'context'>,
  session: SessionDay,
): SheetPerson[] {
  const { store } = context;
  const found = new Map<string, { group: string | null; marks: AttendanceRow[] }>();
  for (const group of session.groups) {
    for (const member of store.membersOf(group)) {
      if (member.enrolment === null || !isMemberOn(member, session.day)) continue;
      if (!found.has(member.enrolment)) found.set(member.enrolment, { group, marks: [] });
    }
  }
  for (const mark of marksOn(session, store.attendancesOf(session.id))) {
    if (mark.enrolment === null) continue;
    const known = found.get(mark.enrolment);
    if (known === undefined) found.set(mark.enrolment, { group: null, marks: [mark] });
    else known.marks.push(mark);
  }
  return [...found].flatMap(([id, { group, marks }]) => {
    const enrolment = store.enrolment(id)[0] ?? goneEnrolment(marks);
    if (enrolment === null) return [];
    // Who withdrew is not waited for; what was said of them stands.
    if (enrolment.status === 'withdrawn' && marks.length === 0) return [];
    return [{ enrolment, group, marks }];
  });

  /** What marks say of somebody whose enrolment was removed since. */
  function goneEnrolment(marks: readonly AttendanceRow[]): EnrolmentRow | null {
    const [mark] = marks;
    if (mark === undefined) return null;
    const { id: row, ...place } = mark;
    return {
      ...place,
      id: mark.enrolment!,
      wave: null,
      track: session.track,
      person: row.split(':').at(-2) ?? null,
      firstName: null,
      schoolNameAr: null,
      lastName: null,
      email: null,
      function: null,
      establishment: null,
      town: null,
      status: 'withdrawn',
      note: null,
    };
  }
}

/**
 * The marks of a day. Where a session began to repeat while somebody marked it as one that does not, a
 * half-day may have been marked twice: the mark that names the day stands.
 */
function marksOn(session: SessionDay, marks: readonly AttendanceRow[]): AttendanceRow[] {
  const own = marks.filter((mark) => isMarkOf(session, mark));
  if (session.on === null) return own;
  const named = new Set(
    own.flatMap((one) => (one.occurrence === null ? [] : [`${one.enrolment} ${one.half}`])),
  );
  return own.filter((one) => one.occurrence !== null || !named.has(`${one.enrolment} ${one.half}`));
}

/**
 * The sheet of a session as it is shown.
 * @param language whose order of names it has; absent: that of the programme's country
 */
export function sheetOf(
  parts: SheetParts,
  { session, training }: FoundSession,
  language: Language = training.wave.country === 'MA' ? 'ar' : 'fr',
): Sheet {
  const { context, rows } = parts;
  const { wave, today } = training;
  const groups = context.store.groups(wave.id);
  const named = new Map(groups.map((group) => [group.id, group]));
  const tracks = tracksOf(session, named);
  const ofTrack = groups.filter(({ track }) => tracks.has(track ?? ''));
  const people = peopleOf(parts, session)
    .map((person) => ({ ...namesOf(person), person }))
    .sort(byFamilyName(language))
    .map(({ person }) => rowView(person, named, doubledOf(person.enrolment)));
  return {
    session,
    wave: { id: wave.id, label: wave.label },
    today,
    halves: session.halves,
    pause: pauseOf(parts, wave.id),
    rows: people,
    counts: session.halves.map((half) => ({
      half,
      ...countMarks(
        people.map(({ marks }) => marks.find((mark) => mark.half === half)?.status ?? null),
      ),
    })),
    groups: ofTrack.map(groupName),
    partial: !context.mayRecord(wave.id),
    mayRecord: context.mayRecord(wave.id),
    closed: whyNotMarked(session, today),
  };

  function doubledOf({ id, track }: EnrolmentRow): { id: string; label: string }[] {
    const stays = rows
      .staysOf(id)
      .filter(({ group }) => group !== null && named.get(group)?.track === track);
    const several = inSeveralGroups(stays, session.day > today ? session.day : today).get(id);
    return (several ?? []).map((group) => groupName(named.get(group)!));
  }
}

/** Tracks that a session teaches: its own, else those of its groups. */
export function tracksOf(
  session: SessionView,
  groups: ReadonlyMap<string, GroupRow>,
): ReadonlySet<string> {
  if (session.track !== null) return new Set([session.track]);
  return new Set(session.groups.flatMap((id) => groups.get(id)?.track ?? []));
}

/** What somebody is called: what was said on the day stands, whatever they are called now. */
function namesOf({ enrolment, marks }: Pick<SheetPerson, 'enrolment' | 'marks'>): CalledPerson {
  const { id, name, firstName, lastName } = enrolment;
  const said = marks[0]?.name ?? name ?? id;
  if (said === name) return { name, firstName, lastName };
  const first = `${firstName ?? ''} `;
  return first.length > 1 && said.startsWith(first)
    ? { name: said, firstName, lastName: said.slice(first.length) }
    : { name: said };
}

function rowView(
  { enrolment, group, marks }: SheetPerson,
  groups: ReadonlyMap<string, GroupRow>,
  doubled: readonly { id: string; label: string }[],
): SheetRow {
  const [said] = marks;
  const of = said === undefined ? group : (said.group ?? group);
  const ofGroup = of === null ? undefined : groups.get(of);
  const views = marks.map(markView).sort((a, b) => (a.half < b.half ? 1 : -1));
  return {
    enrolment: enrolment.id,
    person: enrolment.person,
    name: namesOf({ enrolment, marks }).name,
    function: enrolment.function,
    schoolName: said?.schoolName ?? enrolment.schoolName,
    town: enrolment.town,
    group: of === null ? null : { id: of, label: ofGroup?.label ?? of },
    expected: group !== null,
    walkIn: marks.some(({ walkIn }) => walkIn === true),
    replaces: marks.find(({ replaces }) => replaces !== null)?.replaces ?? null,
    status: wholeStatus(views),
    marks: views,
    doubled: [...doubled],
    pending: views.some(({ pending }) => pending),
  };
}

/** A mark as screens read it. */
export function markView(row: AttendanceRow): MarkView {
  return {
    id: row.id,
    half: row.half ?? 'morning',
    status: row.status,
    arrivedAt: row.arrivedAt,
    walkIn: row.walkIn === true,
    replaces: row.replaces,
    signed: row.signature !== null,
    note: row.note,
    pending: row.pending,
  };
}

export function groupName({ id, label }: GroupRow): { id: string; label: string } {
  return { id, label: label ?? id };
}
