import { occurrences, type Recurrence } from '../../../shared/calendar/recurrence.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { isMemberOn } from '../../../shared/training/membership.rules.ts';
import { peopleOf, type AttendanceRow } from './attendance.sheet.ts';
import type { CalendarNumbers } from './calendarNumbers.ts';
import type { ToldOnce } from './calendarTold.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';
import type { SessionRow } from './training.store.ts';
import { sessionView } from './training.views.ts';

/** Somebody who comes to a session. */
interface Trainee {
  readonly name: string;
  readonly email: string;
  readonly role: 'trainee';
}

/** Who comes to sessions, and to which somebody comes. */
export interface CalendarPeople {
  /**
   * Who comes to a session of a group: who is in it on that day, and once anything was marked who
   * was there. Who joins or leaves the group on another day changes nothing of it.
   */
  of(session: SessionRow & { readonly day: LocalDate }, group: string): Trainee[];
  /**
   * Whether a session is somebody's: they teach it, a group of theirs comes to it while they are in
   * the group, or they were there.
   */
  isOf(person: string): (session: SessionRow & { readonly day: LocalDate }) => Concern;
}

/** Whether a session concerns who a calendar is of, or did once as far as is known, or never did. */
export type Concern =
  | {
      readonly is: 'now';
      /** Days of the rule of a series that are not theirs. */
      readonly without: readonly LocalDate[];
    }
  | { readonly is: 'once' }
  | { readonly is: 'never' };

export function createCalendarPeople(
  context: TrainingContext,
  { wave, today }: FoundTraining,
  known: Pick<CalendarNumbers, 'wasKnown' | 'wasThere'>,
  told: readonly ToldOnce[],
): CalendarPeople {
  const { store } = context;
  return {
    of(row, group) {
      const days = daysOf(row);
      // Of a series those of now, or those of its end.
      const day = days.find((one) => one >= today) ?? days.at(-1) ?? row.day;
      const session = { ...sessionView(row), day, groups: [group] };
      const others = new Set((row.groups ?? []).filter((one) => one !== group));
      return peopleOf({ context }, session)
        .filter((one) => one.group === group || !one.marks.some((mark) => isOfOther(mark, others)))
        .filter(({ marks }) => !isAway(marks))
        .map(({ enrolment, marks }) => ({
          name: marks[0]?.name ?? enrolment.name ?? enrolment.id,
          email: enrolment.email ?? '',
          role: 'trainee' as const,
        }));
    },
    isOf(person) {
      const taught = new Set(
        store
          .trainers(wave.programme, wave.id)
          .filter((one) => one.person === person || one.id === person)
          .map(({ id }) => id),
      );
      const own = store.enrolments(wave.id).filter((one) => one.person === person);
      const places = new Set(own.map(({ id }) => id));
      const withdrawn = new Set(
        own.flatMap(({ id, status }) => (status === 'withdrawn' ? [id] : [])),
      );
      const isOwn = ({ enrolment }: { readonly enrolment: string | null }): boolean =>
        places.has(enrolment ?? '');
      const stays = store.members(wave.id).filter(isOwn);
      const gone = store.removed
        .members(wave.id)
        .filter((stay) => isOwn(stay) && known.wasKnown(stay.id));
      const attended = new Set(
        store
          .attendances(wave.id)
          .filter((mark) => places.has(mark.enrolment ?? '') && wasThere(mark))
          .map(({ session }) => session),
      );
      return (row) => {
        if ((row.trainers ?? []).some((id) => taught.has(id)) || attended.has(row.id)) {
          return { is: 'now', without: [] };
        }
        const isOfRow = ({ group }: { readonly group: string | null }): boolean =>
          (row.groups ?? []).includes(group ?? '');
        const ofGroups = stays.filter(isOfRow);
        const days = occurrencesOf(row);
        const away = days.filter(
          ({ day }) =>
            !ofGroups.some((stay) => !withdrawn.has(stay.enrolment ?? '') && isMemberOn(stay, day)),
        );
        if (away.length < days.length) return { is: 'now', without: away.map(({ on }) => on) };
        const left = [...ofGroups, ...gone.filter(isOfRow)].some(
          (stay) =>
            days.some(({ day }) => (stay.from ?? day) <= day) &&
            (withdrawn.has(stay.enrolment ?? '') || known.wasThere(row.id, stay.id)),
        );
        const wasTold = told.some(
          ({ session, group, on }) =>
            session === row.id &&
            stays.some((stay) => stay.group === group && isMemberOn(stay, on)),
        );
        return { is: left || wasTold ? 'once' : 'never' };
      };
    },
  };
}

interface Held {
  /** What the day is known by. */
  readonly on: LocalDate;
  readonly day: LocalDate;
}

function occurrencesOf({ day, repeats }: { day: LocalDate; repeats: Recurrence | null }): Held[] {
  return repeats === null ? [{ on: day, day }] : occurrences(day, repeats);
}

/** The days on which a session is held: of a series each. */
export function daysOf(row: { day: LocalDate; repeats: Recurrence | null }): LocalDate[] {
  return occurrencesOf(row).map(({ day }) => day);
}

function isOfOther(mark: AttendanceRow, others: ReadonlySet<string>): boolean {
  return mark.group !== null && others.has(mark.group);
}

/** Whether all that is known of somebody is that they were not there. */
function isAway(marks: readonly AttendanceRow[]): boolean {
  return marks.some(({ status }) => status !== null) && !marks.some(wasThere);
}

function wasThere({ status }: AttendanceRow): boolean {
  return status === 'present' || status === 'late';
}
