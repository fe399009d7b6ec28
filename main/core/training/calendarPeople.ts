import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { isMemberOn } from '../../../shared/training/membership.rules.ts';
import {
  isMarkOf,
  sessionOfMark,
  type SessionDay,
} from '../../../shared/training/sessionDays.rules.ts';
import { peopleOf, type AttendanceRow } from './attendance.sheet.ts';
import type { CalendarNumbers } from './calendarNumbers.ts';
import type { ToldOnce } from './calendarTold.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';

/** Somebody who comes to a session. */
interface Trainee {
  readonly name: string;
  readonly email: string;
  readonly role: 'trainee';
}

/** Who comes to sessions, and to which somebody comes. */
export interface CalendarPeople {
  /**
   * Who comes to a day of a session of a group: who is in it on that day, and once anything was marked
   * who was there. Who joins or leaves the group on another day changes nothing of it.
   */
  of(session: SessionDay, group: string): Trainee[];
  /**
   * Whether a session is somebody's, and which of its days: they teach it, a group of theirs comes to
   * it while they are in the group, or they were there.
   */
  isOf(person: string): (days: readonly SessionDay[]) => Concern;
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
  { wave }: FoundTraining,
  known: Pick<CalendarNumbers, 'wasKnown' | 'wasThere'>,
  told: readonly ToldOnce[],
): CalendarPeople {
  const { store } = context;
  return {
    of(session, group) {
      const others = new Set(session.groups.filter((one) => one !== group));
      return peopleOf({ context }, { ...session, groups: [group] })
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
      const attended = Map.groupBy(
        store
          .attendances(wave.id)
          .filter((mark) => places.has(mark.enrolment ?? '') && wasThere(mark)),
        (mark) => sessionOfMark(mark) ?? '',
      );
      return (days) => {
        const id = days[0]?.id ?? '';
        const away = days.filter((session) => {
          const { day, groups, trainers } = session;
          return (
            !trainers.some((one) => taught.has(one)) &&
            !(attended.get(id) ?? []).some((mark) => isMarkOf(session, mark)) &&
            !stays.some(
              (stay) =>
                groups.includes(stay.group ?? '') &&
                !withdrawn.has(stay.enrolment ?? '') &&
                isMemberOn(stay, day),
            )
          );
        });
        if (away.length < days.length) return { is: 'now', without: daysOfRule(away) };
        const left = [...stays, ...gone].some(
          (stay) =>
            days.some(
              ({ day, groups }) => groups.includes(stay.group ?? '') && (stay.from ?? day) <= day,
            ) &&
            (withdrawn.has(stay.enrolment ?? '') || known.wasThere(id, stay.id)),
        );
        const wasTold = told.some(
          ({ session, group, on }) =>
            session === id && stays.some((stay) => stay.group === group && isMemberOn(stay, on)),
        );
        return { is: left || wasTold ? 'once' : 'never' };
      };
    },
  };
}

/** Of some days, what those of a series are known by. */
export function daysOfRule(days: readonly SessionDay[]): LocalDate[] {
  return days.flatMap(({ on }) => (on === null ? [] : [on]));
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
