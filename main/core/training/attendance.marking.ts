import type { InputOf } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import { attendanceId } from '../../../shared/training/attendance.entity.ts';
import type { attendanceContract, Sheet } from '../../../shared/training/attendance.contract.ts';
import {
  isInPause,
  isLateAt,
  lateTimes,
  spreadMark,
  whyNotMarked,
} from '../../../shared/training/attendance.rules.ts';
import type { Half } from '../../../shared/training/trainingValues.ts';
import { changed } from '../access/writing.ts';
import { MAX_PART, type Write } from '../store/record.ts';
import {
  findSession,
  peopleOf,
  sheetOf,
  type AttendanceRow,
  type EnrolmentRow,
  type FoundSession,
  type SheetParts,
  type SheetPerson,
} from './attendance.sheet.ts';
import { pauseOf, type Pause } from './pause.ts';

type RestInput = InputOf<(typeof attendanceContract)['attendance.rest']>;
type MarkInput = InputOf<(typeof attendanceContract)['attendance.mark']>;
type Mark = MarkInput['marks'][number];
type Set = Record<string, JsonValue>;

const ENTITY = 'attendance';

/** Writes of attendance that several handlers need. */
export interface Marking {
  mark(input: MarkInput): Result<Sheet, CoreFailure>;
  rest(input: RestInput): Result<{ people: number; sheet: Sheet }, CoreFailure>;
  /** The session of that id, for somebody who may mark in it now. */
  findToMark(session: string): Result<FoundSession, CoreFailure>;
  /** A mark of somebody, made or changed; null: it stands already. */
  write(
    found: FoundSession,
    person: Pick<SheetPerson, 'enrolment' | 'group'>,
    half: Half,
    row: AttendanceRow | undefined,
    set: Readonly<Record<string, JsonValue | undefined>>,
  ): Write | null;
  /** Records writes of one session with what makes it held, as one action. */
  record(found: FoundSession, writes: readonly Write[]): void;
}

export function createMarking(parts: SheetParts): Marking {
  const { context } = parts;

  function findToMark(id: string): Result<FoundSession, CoreFailure> {
    const found = findSession(parts, id);
    if (!found.ok) return found;
    const { session, training } = found.value;
    // Of a series somebody means a day: without its name, today's.
    if (session.on !== null && id === session.id && session.day !== training.today) {
      return err({ type: 'DayNeeded', session: session.title, key: session.key });
    }
    if (!context.mayRecord(training.wave.id)) return err({ type: 'NotAllowed' });
    switch (whyNotMarked(session, training.today)) {
      case 'cancelled':
        return err({ type: 'SessionCancelled', session: session.title });
      case 'ahead':
        return err({ type: 'DayAhead', day: session.day, today: training.today });
      case null:
        return found;
    }
  }

  /** Why somebody is not on a session's sheet. */
  function whyNotOnSheet({ session, training }: FoundSession, id: string): CoreFailure {
    const known = context.store
      .enrolments(training.wave.id)
      .find((one) => one.id === id || one.person === id);
    return known === undefined
      ? { type: 'EnrolmentUnknown', person: id }
      : { type: 'NotExpected', name: known.name ?? id, session: session.title };
  }

  /** Why somebody cannot have come late at that time; null: they can. */
  function outsideHours({ session, training }: FoundSession, mark: Mark): CoreFailure | null {
    const { half, status, arrivedAt: at = null } = mark;
    if (status !== 'late' || at === null) return null;
    const pause = pauseOf(parts, training.wave.id);
    const times = lateTimes(session, half, pause);
    if (times === null) return null;
    if (!isLateAt(at, times)) return { type: 'OutsideHours', at, ...times };
    return isInPause(at, session, half, pause) ? { type: 'InPause', at, ...pause } : null;
  }

  function write(
    { session }: FoundSession,
    { enrolment, group }: Pick<SheetPerson, 'enrolment' | 'group'>,
    half: Half,
    row: AttendanceRow | undefined,
    set: Readonly<Record<string, JsonValue | undefined>>,
  ): Write | null {
    const { scope } = enrolment;
    if (row !== undefined) {
      const different = changed(row, set);
      if (Object.keys(different).length === 0) return null;
      return { entity: ENTITY, row: row.id, scope, set: different };
    }
    const id = attendanceId(session.key, personOf(enrolment), half);
    const back = context.revival(ENTITY, id);
    const made = changed(undefined, {
      ...(session.on === null ? { session: session.id } : { occurrence: session.key }),
      enrolment: enrolment.id,
      half,
      day: session.day,
      name: enrolment.name,
      schoolName: enrolment.schoolName,
      group,
    });
    // A row that was removed says nothing of before: what it does not say anew is emptied.
    const emptied: Set = { status: null, arrivedAt: null, walkIn: null, replaces: null };
    const before = DELETED_FIELD in back ? { ...emptied, signature: null, note: null } : {};
    return {
      entity: ENTITY,
      row: id,
      scope,
      set: { ...back, ...before, ...made, ...changed({}, set) },
    };
  }

  function record({ session, training }: FoundSession, writes: readonly Write[]): void {
    // That a day of a series was held, its marks say: the others are still to come.
    const isHeld = session.on !== null || session.status === 'held';
    const says = writes.some(({ set }) => typeof set['status'] === 'string');
    const mayHold = context.mayWrite(training.scope, 'trainingSession', ['status']);
    const all: readonly Write[] =
      isHeld || !says || !mayHold
        ? writes
        : [
            ...writes,
            {
              entity: 'trainingSession',
              row: session.id,
              scope: training.scope,
              set: { status: 'held' },
            },
          ];
    if (all.length === 0) return;
    if (all.length <= MAX_PART) context.record(all);
    else context.recordAll([all]);
  }

  const marking: Marking = {
    findToMark,
    write,
    record,
    rest({ session: id, half, status }) {
      const found = findToMark(id);
      if (!found.ok) return found;
      const { halves } = found.value.session;
      if (half !== 'all' && !halves.includes(half))
        return err({ type: 'BadInput', detail: 'half' });
      const left = peopleOf(parts, found.value.session).flatMap(({ enrolment, marks }) =>
        (half === 'all' ? halves : [half])
          .filter((one) => !marks.some((row) => row.half === one && row.status !== null))
          .map((one) => ({ enrolment: enrolment.id, half: one, status })),
      );
      const people = new Set(left.map(({ enrolment }) => enrolment)).size;
      const marked = marking.mark({ session: found.value.session.key, marks: left });
      return marked.ok ? ok({ people, sheet: marked.value }) : marked;
    },
    mark({ session: id, marks }) {
      const found = findToMark(id);
      if (!found.ok) return found;
      const { session } = found.value;
      const people = peopleOf(parts, session);
      const pause = pauseOf(parts, found.value.training.wave.id);
      /** What is to be set, by person and half-day: a later mark of the same replaces it. */
      const wanted = new Map<SheetPerson, Map<Half, Set | null>>();
      for (const mark of marks) {
        const person = people.find(
          ({ enrolment }) => enrolment.id === mark.enrolment || enrolment.person === mark.enrolment,
        );
        if (person === undefined) return err(whyNotOnSheet(found.value, mark.enrolment));
        if (mark.half !== 'all' && !session.halves.includes(mark.half)) {
          return err({ type: 'BadInput', detail: 'half' });
        }
        const outside = outsideHours(found.value, mark);
        if (outside !== null) return err(outside);
        const own = wanted.get(person) ?? new Map<Half, Set | null>();
        wanted.set(person, own);
        for (const [half, set] of setsOf(session.halves, mark, person, pause)) {
          const before = own.get(half);
          own.set(half, set === null ? null : { ...before, ...set });
        }
      }
      const writes: Write[] = [];
      for (const [person, sets] of wanted) {
        for (const [half, set] of sets) {
          const row = person.marks.find((one) => one.half === half);
          if (set === null) {
            if (row !== undefined) writes.push(removal(row));
            continue;
          }
          const written = write(found.value, person, half, row, set);
          if (written !== null) writes.push(written);
        }
      }
      record(found.value, writes);
      const after = findSession(parts, session.key);
      return after.ok ? ok(sheetOf(parts, after.value)) : after;
    },
  };
  return marking;
}

/** What a mark sets in each half-day; null: it is taken back. */
function setsOf(
  halves: readonly Half[],
  mark: Mark,
  person: SheetPerson,
  pause: Pause,
): (readonly [Half, Set | null])[] {
  const { half, status, arrivedAt = null, note, signature } = mark;
  const beside: Set = {
    ...(note === undefined ? {} : { note }),
    ...(signature === undefined ? {} : { signature }),
  };
  const of = half === 'all' ? halves : [half];
  if (status === null) return of.map((one) => [one, null] as const);
  if (status !== undefined) {
    return spreadMark(halves, half, status, arrivedAt, pause).map(
      ({ half: one, ...said }) => [one, { ...said, ...beside }] as const,
    );
  }
  return of.map((one) => {
    const known = person.marks.find((row) => row.half === one)?.status ?? null;
    // Who signs is there.
    const signs = known === null && signature !== undefined && signature !== null;
    return [one, { ...beside, ...(signs ? { status: 'present' } : {}) }] as const;
  });
}

function removal(row: AttendanceRow): Write {
  return { entity: ENTITY, row: row.id, scope: row.scope, set: { [DELETED_FIELD]: true } };
}

/** What stands for somebody in ids of their rows: the person, or an id of their own. */
export function personOf({ id, person }: Pick<EnrolmentRow, 'id' | 'person'>): string {
  return person ?? id.split(':').at(-1)!;
}
