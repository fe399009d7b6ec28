import type { LocalDate } from '../kernel/dates.ts';

interface SessionTime {
  readonly id: string;
  readonly group: string;
  /** Who leads it, by id. */
  readonly tutors: readonly string[];
  readonly day: LocalDate;
  readonly from: string;
  readonly to: string;
  readonly status: string;
}

/** Sessions of the same group, or of one of its tutors, at the time of the one that is asked about. */
export function atOnceWith<S extends SessionTime>(
  session: Omit<SessionTime, 'status'>,
  sessions: readonly S[],
): S[] {
  return sessions.filter(
    (other) =>
      other.id !== session.id &&
      other.day === session.day &&
      other.status !== 'cancelled' &&
      other.from < session.to &&
      session.from < other.to &&
      (other.group === session.group || other.tutors.some((id) => session.tutors.includes(id))),
  );
}

/** Ids of the sessions that take place while another of their group, or of a tutor of theirs, does. */
export function atOnce(sessions: readonly SessionTime[]): ReadonlySet<string> {
  const byDay = Map.groupBy(sessions, ({ day }) => day);
  return new Set(
    [...byDay.values()].flatMap((all) =>
      all.length < 2
        ? []
        : all
            .filter((one) => one.status !== 'cancelled' && atOnceWith(one, all).length > 0)
            .map(({ id }) => id),
    ),
  );
}
