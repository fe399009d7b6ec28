import { occurrences, type Recurrence } from '../../../shared/calendar/recurrence.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { isMemberOn } from '../../../shared/training/membership.rules.ts';
import { peopleOf, type AttendanceRow } from './attendance.sheet.ts';
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
  isOf(person: string): (session: SessionRow & { readonly day: LocalDate }) => boolean;
}

export function createCalendarPeople(
  context: TrainingContext,
  { wave, today }: FoundTraining,
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
      const places = new Set(
        store.enrolments(wave.id).flatMap((one) => (one.person === person ? [one.id] : [])),
      );
      const stays = store.members(wave.id).filter(({ enrolment }) => places.has(enrolment ?? ''));
      const attended = new Set(
        store
          .attendances(wave.id)
          .filter((mark) => places.has(mark.enrolment ?? '') && wasThere(mark))
          .map(({ session }) => session),
      );
      return (row) =>
        (row.trainers ?? []).some((id) => taught.has(id)) ||
        attended.has(row.id) ||
        stays.some(
          (stay) =>
            (row.groups ?? []).includes(stay.group ?? '') &&
            daysOf(row).some((day) => isMemberOn(stay, day)),
        );
    },
  };
}

/** The days on which a session is held: of a series each. */
function daysOf({ day, repeats }: { day: LocalDate; repeats: Recurrence | null }): LocalDate[] {
  return repeats === null ? [day] : occurrences(day, repeats).map((one) => one.day);
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
