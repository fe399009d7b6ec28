import {
  eventNumber,
  rosterWritten,
  type WrittenStay,
} from '../../../shared/calendar/eventNumber.ts';
import { stampTime, type Stamp } from '../../../shared/kernel/clock.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { Reader } from '../store/database.ts';

/** What those who come have to know of a session: with each of these its number grows. */
const TOLD = [
  'title',
  'day',
  'from',
  'to',
  'site',
  'room',
  'link',
  'status',
  'repeats',
  'dayChanges',
  'trainers',
  'groups',
  'deleted',
];
/** What a place or a trainer is known by. */
const CALLED = ['name', 'address', 'email'];
/** What says that somebody is in a group, and what of their place in a track or of their mark. */
const JOINS = ['from', 'deleted'];
const ENROLLED = ['name', 'email', 'status', 'deleted'];
const MARKED = ['name', 'status', 'deleted'];

type Stamps = Readonly<Record<string, Stamp>>;

/** A session by what its number depends on. */
interface Numbered {
  readonly id: string;
  readonly groups: readonly string[] | null;
  /** The last day on which it is held. */
  readonly last: LocalDate;
}

/** When the events of a wave were written, and the numbers that follow. */
export interface CalendarNumbers {
  /**
   * Grows with each change that those who come have to know of, or that says who comes: one number,
   * whatever the file is of.
   */
  sequence(session: Numbered): number;
  /** When anything of it was written last, in milliseconds since 1970. */
  lastModified(session: Numbered): number;
  /**
   * Whether a session or a time in a group that was removed stood on an earlier day: what was taken
   * back on the day it was made is known to nobody.
   */
  wasKnown(row: string): boolean;
  /** Whether a session was there when somebody's time in a group was ended. */
  wasThere(session: string, stay: string): boolean;
}

interface StoredStay {
  readonly id: string;
  readonly group: string | null;
  readonly enrolment: string | null;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
  readonly stay: string;
  readonly place: string | null;
}

/**
 * Numbers of events by the clocks that all devices share: who holds the same rows gives the same
 * number, to a file of a person, of a group, of a room or of all, so that a diary that takes one
 * after the other sees none that is lower. It counts only what is never forgotten, removed rows
 * too, and of places and trainers each that was called anew, since a session may have been held
 * elsewhere before. Of groups it counts who joined until the last day of the session and who left
 * by then, not who left later: what is past stays as it was. A device that holds the people of one
 * school alone counts those.
 */
export function createCalendarNumbers(db: Reader) {
  const sessions = db.prepare<[string], { id: string; stamps: string }>(
    'SELECT id, stamps FROM training_session WHERE wave = ?',
  );
  const called = ['training_site', 'training_room', 'trainer'].map((table) =>
    db
      .prepare<[string, string], string>(
        `SELECT stamps FROM "${table}" WHERE scope IN ('programme:' || ?, 'wave:' || ?)`,
      )
      .pluck(),
  );
  const stays = db.prepare<[string], StoredStay>(
    `SELECT m.id, m."group", m.enrolment, m."from", m.until, m.stamps AS stay, e.stamps AS place
     FROM group_member m
     JOIN training_group g ON g.id = m."group"
     LEFT JOIN training_enrolment e ON e.id = m.enrolment
     WHERE g.wave = ?`,
  );
  const marks = db.prepare<[string], { session: string; mark: string; place: string | null }>(
    `SELECT s.id AS session, a.stamps AS mark, e.stamps AS place
     FROM attendance a
     JOIN training_session s
       ON s.id = coalesce(a.session, substr(a.occurrence, 1, length(a.occurrence) - 11))
     LEFT JOIN training_enrolment e ON e.id = a.enrolment
     WHERE s.wave = ?`,
  );

  return (wave: { readonly id: string; readonly programme: string }): CalendarNumbers => {
    const written = new Map(sessions.all(wave.id).map(({ id, stamps }) => [id, parse(stamps)]));
    const renamed = Math.max(
      0,
      ...called.flatMap((all) => all.all(wave.programme, wave.id).map(calledAnew)),
    );
    const marked = new Map<string, number>();
    for (const { session, mark, place } of marks.all(wave.id)) {
      const at = Math.max(latest(parse(mark), MARKED), latest(parse(place), ENROLLED));
      marked.set(session, Math.max(marked.get(session) ?? 0, at));
    }
    const ended = new Map<string, number>();
    const stayStamps = new Map<string, Stamps>();
    /** All times in groups of those who ever were in a group. */
    const staysOf = new Map<string, WrittenStay[]>();
    const everIn = new Map<string, Set<string>>();
    for (const { id, group, enrolment, from, until, stay, place } of stays.all(wave.id)) {
      const stamps = parse(stay);
      const left = latest(stamps, ['until']);
      ended.set(id, Math.max(left, latest(stamps, ['deleted'])));
      stayStamps.set(id, stamps);
      if (group === null || enrolment === null) continue;
      const joined = Math.max(latest(stamps, JOINS), latest(parse(place), ENROLLED));
      staysOf.set(enrolment, [...(staysOf.get(enrolment) ?? []), { from, until, joined, left }]);
      everIn.set(group, (everIn.get(group) ?? new Set()).add(enrolment));
    }
    const roster = ({ groups, last }: Numbered): number[] =>
      (groups ?? [])
        .flatMap((group) => [...(everIn.get(group) ?? [])])
        .flatMap((enrolment) => staysOf.get(enrolment) ?? [])
        .map((stay) => rosterWritten(stay, last));
    const told = (session: Numbered): number =>
      Math.max(
        latest(written.get(session.id) ?? {}, TOLD),
        renamed,
        marked.get(session.id) ?? 0,
        ...roster(session),
      );
    return {
      sequence: (session) => eventNumber(told(session)),
      lastModified(session) {
        const stamps = written.get(session.id) ?? {};
        return Math.max(latest(stamps, Object.keys(stamps)), told(session));
      },
      wasKnown(row) {
        const stamps = written.get(row) ?? stayStamps.get(row) ?? {};
        const removed = latest(stamps, ['deleted']);
        return dayOf(madeAt(stamps)) < dayOf(removed);
      },
      wasThere: (session, stay) => madeAt(written.get(session) ?? {}) <= (ended.get(stay) ?? 0),
    };
  };
}

function dayOf(ms: number): LocalDate {
  return new Date(ms).toISOString().slice(0, 10);
}

/** When a row was made: what is never written again keeps the stamp of then. */
function madeAt(stamps: Stamps): number {
  return Math.min(...Object.values(stamps).map(stampTime));
}

/** When a row was last called otherwise than when it was made; 0: never. */
function calledAnew(text: string): number {
  const stamps = parse(text);
  const [made] = Object.values(stamps).toSorted();
  return Math.max(
    0,
    ...CALLED.flatMap((name) => stamps[name] ?? [])
      .filter((stamp) => stamp !== made)
      .map(stampTime),
  );
}

function latest(stamps: Stamps, fields: readonly string[]): number {
  return Math.max(0, ...fields.flatMap((name) => stamps[name] ?? []).map(stampTime));
}

function parse(stamps: string | null): Stamps {
  return stamps === null ? {} : (JSON.parse(stamps) as Stamps);
}
