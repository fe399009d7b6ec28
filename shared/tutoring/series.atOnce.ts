import type { LocalDate } from '../kernel/dates.ts';

interface SessionTime {
  readonly id: string;
  readonly group: string;
  readonly day: LocalDate;
  readonly from: string;
  readonly to: string;
  readonly status: string;
}

/** Sessions of a group that take place at the same time as the one that is asked about. */
export function atOnceWith<S extends SessionTime>(
  session: Omit<SessionTime, 'status'>,
  sessions: readonly S[],
): S[] {
  return sessions.filter(
    (other) =>
      other.id !== session.id &&
      other.group === session.group &&
      other.day === session.day &&
      other.status !== 'cancelled' &&
      other.from < session.to &&
      session.from < other.to,
  );
}

/** Ids of the sessions that take place while another of their group does. */
export function atOnce(sessions: readonly SessionTime[]): ReadonlySet<string> {
  const byDay = Map.groupBy(sessions, ({ group, day }) => `${group} ${day}`);
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
