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

/** Somebody of a group, by their enrolment. */
interface Member {
  readonly id: string;
  /** First day in the group. */
  readonly since: LocalDate | null;
}

/** Of a notice, whom it left knowing the sessions. */
interface KnownNotice {
  readonly kind: 'summons' | 'change' | null;
  readonly on: LocalDate | null;
  readonly called: readonly string[] | null;
}

/** Those of a group's people who know its sessions since a notice: ids of their enrolments. */
export function knownTo({ on, called }: KnownNotice, people: readonly Member[]): string[] {
  const known = called === null ? null : new Set(called);
  return people
    .filter(({ id, since }) =>
      known === null ? since === null || on === null || since <= on : known.has(id),
    )
    .map(({ id }) => id);
}

/**
 * Whom of a group a paper is for. Changes are told to those who knew the sessions; newcomers are
 * those who were not called yet, or, where all were, whom the last summons has added: their mail
 * was copied, and the letters are wanted as well.
 * @param notices what the group was told, oldest first
 */
export function recipientsOf<M extends Member>(
  people: readonly M[],
  notices: readonly KnownNotice[],
  {
    changes = false,
    newcomers = false,
  }: { changes?: boolean | undefined; newcomers?: boolean | undefined },
): readonly M[] {
  const last = notices.at(-1);
  if (last === undefined || (!changes && !newcomers)) return people;
  const known = new Set(knownTo(last, people));
  if (changes) return people.filter(({ id }) => known.has(id));
  const joined = people.filter(({ id }) => !known.has(id));
  const before = notices.at(-2);
  if (joined.length > 0 || last.kind !== 'summons' || before === undefined) return joined;
  const earlier = new Set(knownTo(before, people));
  return people.filter(({ id }) => !earlier.has(id));
}
