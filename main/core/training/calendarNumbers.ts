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
  'trainers',
  'groups',
  'deleted',
];
/** What a place or a trainer is known by. */
const CALLED = ['name', 'address', 'email'];
/** What says who comes: of their time in a group, of their place in a track, of their mark. */
const COMES = ['from', 'until', 'deleted'];
const ENROLLED = ['name', 'email', 'status', 'deleted'];
const MARKED = ['name', 'status', 'deleted'];
/** Numbers of changes are counted from here, in seconds: they fit where calendars keep them. */
const COUNTED_FROM_MS = Date.UTC(2020, 0, 1);

type Stamps = Readonly<Record<string, Stamp>>;

/** When the events of a wave were written, and the numbers that follow. */
export interface CalendarNumbers {
  /** Grows with each change that those who come have to know of. */
  sequence(session: { readonly id: string; readonly day: LocalDate }): number;
  /** When anything of it was written last, in milliseconds since 1970. */
  lastModified(session: { readonly id: string; readonly day: LocalDate }): number;
}

/**
 * Numbers of events by the clocks that all devices share: who holds the same rows gives the same
 * number. It never falls: it counts only what is never forgotten, removed rows too, and of places
 * and trainers each that was called anew, since a session may have been held elsewhere before.
 * @param group whose people the events name, if any
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
  const stays = db.prepare<
    [string],
    { from: LocalDate | null; stay: string; place: string | null }
  >(
    `SELECT m."from", m.stamps AS stay, e.stamps AS place
     FROM group_member m LEFT JOIN training_enrolment e ON e.id = m.enrolment
     WHERE m."group" = ?`,
  );
  const marks = db.prepare<[string], { mark: string; place: string | null }>(
    `SELECT a.stamps AS mark, e.stamps AS place
     FROM attendance a LEFT JOIN training_enrolment e ON e.id = a.enrolment
     WHERE a.session = ?`,
  );

  return (
    wave: { readonly id: string; readonly programme: string },
    group: string | undefined,
  ): CalendarNumbers => {
    const written = new Map(sessions.all(wave.id).map(({ id, stamps }) => [id, parse(stamps)]));
    const renamed = Math.max(
      0,
      ...called.flatMap((all) => all.all(wave.programme, wave.id).map(calledAnew)),
    );
    const members =
      group === undefined
        ? []
        : stays.all(group).map(({ from, stay, place }) => ({
            from,
            at: Math.max(latest(parse(stay), COMES), latest(parse(place), ENROLLED)),
          }));
    const told = ({ id, day }: { readonly id: string; readonly day: LocalDate }): number =>
      Math.max(
        latest(written.get(id) ?? {}, TOLD),
        renamed,
        ...members.filter(({ from }) => from === null || from <= day).map(({ at }) => at),
        ...(group === undefined ? [] : marks.all(id)).map(({ mark, place }) =>
          Math.max(latest(parse(mark), MARKED), latest(parse(place), ENROLLED)),
        ),
      );
    return {
      sequence: (session) => Math.max(0, Math.floor((told(session) - COUNTED_FROM_MS) / 1000)),
      lastModified(session) {
        const stamps = written.get(session.id) ?? {};
        return Math.max(latest(stamps, Object.keys(stamps)), told(session));
      },
    };
  };
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
