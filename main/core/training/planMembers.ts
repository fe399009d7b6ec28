import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { isThere } from '../../../shared/training/attendance.rules.ts';
import { isMemberOn } from '../../../shared/training/membership.rules.ts';
import {
  isMarkOf,
  sessionOfMark,
  type SessionDay,
} from '../../../shared/training/sessionDays.rules.ts';
import type { TrainingStore } from './training.store.ts';

interface Stay {
  readonly enrolment: string | null;
  readonly group: string | null;
  readonly from: LocalDate | null;
  readonly until: LocalDate | null;
}

/**
 * The stays that a plan is made with. Who was moved by hand from a day on is planned where they will be:
 * their last stay counts. Who is in several groups at once, because two computers moved them apart, is
 * in all of them, so that the plan says it.
 * @param aside groups that are lists of people: every stay counts
 */
export function standingStays<S extends Stay>(
  stays: readonly S[],
  aside: ReadonlySet<string>,
  today: LocalDate,
): S[] {
  const standing = stays.filter((one) => isMemberOn(one, later(one.from, today)));
  const last = new Map<string, S>();
  for (const stay of standing) {
    if (stay.enrolment === null || aside.has(stay.group ?? '')) continue;
    const known = last.get(stay.enrolment);
    if (known === undefined || (stay.from ?? '') > (known.from ?? '')) {
      last.set(stay.enrolment, stay);
    }
  }
  return standing.filter((stay) => {
    if (aside.has(stay.group ?? '')) return true;
    const latest = last.get(stay.enrolment ?? '');
    if (latest === undefined || latest === stay) return latest === stay;
    // The latest has begun to be before the other one ends: they are there at once.
    return stay.group !== latest.group && isMemberOn(stay, later(latest.from, today));
  });
}

/**
 * Which modules somebody was called to: those that a group of theirs held while they were in it, and
 * those at which they were seen elsewhere. Whoever was called and did not come is not the plan's matter.
 */
export function followedModules(
  days: readonly SessionDay[],
  stays: readonly Stay[],
  marks: ReturnType<TrainingStore['attendances']>,
  today: LocalDate,
): (enrolment: string, track: string) => string[] {
  const followed = new Map<string, Set<string>>();
  const add = (enrolment: string, { track, module }: SessionDay): void => {
    const known = followed.get(enrolment) ?? new Set();
    followed.set(enrolment, known.add(`${track} ${module}`));
  };
  const taught = days.filter(
    ({ module, status, day }) =>
      module !== null && status !== 'cancelled' && (status === 'held' || day <= today),
  );
  const byGroup = Map.groupBy(stays, ({ group }) => group ?? '');
  const bySession = Map.groupBy(marks, (mark) => sessionOfMark(mark) ?? '');
  for (const session of taught) {
    for (const stay of session.groups.flatMap((group) => byGroup.get(group) ?? [])) {
      if (stay.enrolment !== null && isMemberOn(stay, session.day)) add(stay.enrolment, session);
    }
    for (const mark of bySession.get(session.id) ?? []) {
      const { enrolment, status } = mark;
      if (!isMarkOf(session, mark)) continue;
      if (enrolment !== null && isThere(status)) add(enrolment, session);
    }
  }
  return (enrolment, track) =>
    [...(followed.get(enrolment) ?? [])].flatMap((key) =>
      key.startsWith(`${track} `) ? [key.slice(track.length + 1)] : [],
    );
}

function later(one: LocalDate | null, other: LocalDate): LocalDate {
  return one !== null && one > other ? one : other;
}
