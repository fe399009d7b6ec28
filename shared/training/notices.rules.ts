import type { LocalDate } from '../kernel/dates.ts';
import type { RowOf } from '../schema/entity.ts';
import type { trainingNotice } from './attendance.entity.ts';
import type { SessionDay } from './sessionDays.rules.ts';

/** Sessions as people were told of them, by what each is known by. */
export type Told = NonNullable<RowOf<(typeof trainingNotice)['fields']>['told']>;
export type ToldSession = Told[string];

/** What became of a session since people were told. */
export type ToldChange =
  | {
      readonly kind: 'changed';
      readonly key: string;
      readonly before: ToldSession;
      readonly after: ToldSession;
    }
  | { readonly kind: 'cancelled'; readonly key: string; readonly before: ToldSession }
  | { readonly kind: 'new'; readonly key: string; readonly after: ToldSession };

const SEEN = ['day', 'from', 'to', 'site', 'room', 'title', 'mode', 'link'] as const;

/** A session as it is told. */
export function toldSession(session: SessionDay): ToldSession {
  const { day, from, to, site, room, status, title, mode, link } = session;
  return { day, from, to, site, room, status, title, mode, link };
}

/** The sessions of a group that take place, whether they are past or to come. */
export function toldNow(days: readonly SessionDay[]): Told {
  return Object.fromEntries(
    days
      .filter(({ status }) => status !== 'cancelled')
      .map((session) => [session.key, toldSession(session)]),
  );
}

/**
 * What people who were told of some sessions do not know yet.
 * @param after sessions that take place, past ones too
 * @param today what was over before it is nobody's affair any more
 */
export function changesSince(before: Told, after: Told, today: LocalDate): ToldChange[] {
  const changes: ToldChange[] = [];
  for (const [key, told] of Object.entries(before)) {
    const now = after[key];
    if (now === undefined) {
      if (told.day >= today) changes.push({ kind: 'cancelled', key, before: told });
    } else if (differs(told, now) && (told.day >= today || now.day >= today)) {
      changes.push({ kind: 'changed', key, before: told, after: now });
    }
  }
  for (const [key, now] of Object.entries(after)) {
    if (before[key] === undefined && now.day >= today && now.status !== 'held') {
      changes.push({ kind: 'new', key, after: now });
    }
  }
  const at = (change: ToldChange): string =>
    change.kind === 'new' ? change.after.day : change.before.day;
  return changes.sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : 0));
}

/** Whether people see the difference; what a notice does not tell of is none. */
function differs(before: ToldSession, after: ToldSession): boolean {
  return SEEN.some((name) => before[name] !== undefined && before[name] !== after[name]);
}
