import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { CalendarEvent } from '../../../shared/calendar/calendarEvent.ts';
import { withDaysOff, type Recurrence } from '../../../shared/calendar/recurrence.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { createMessages } from '../../../shared/messages/messages.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { sessionDays, type SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import type { SessionView } from '../../../shared/training/training.views.ts';
import type { Reader } from '../store/database.ts';
import { createCalendarNumbers, type CalendarNumbers } from './calendarNumbers.ts';
import {
  createCalendarPeople,
  daysOfRule,
  type CalendarPeople,
  type Concern,
} from './calendarPeople.ts';
import { createCalendarTold, type ToldOnce } from './calendarTold.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';
import { sessionView, sessionViews } from './training.views.ts';

interface Query {
  readonly wave?: string | undefined;
  readonly person?: string | undefined;
  readonly group?: string | undefined;
  readonly room?: string | undefined;
  readonly sessions?: readonly string[] | undefined;
  readonly language: Language;
}

interface Content {
  readonly name: string;
  readonly timeZone: string;
  readonly events: readonly CalendarEvent[];
}

/**
 * Reads sessions of trainings as events of a calendar. What concerned who it is of, and does no
 * longer, is among them as cancelled as far as is known: a diary that took an earlier file strikes
 * it out.
 */
export function createCalendarEvents(
  db: Reader,
  context: TrainingContext,
): (query: Query) => Result<Content, CoreFailure> {
  const { store } = context;
  const numbersOf = createCalendarNumbers(db);
  const toldOf = createCalendarTold(db);
  const lead = db.prepare<[string], { name: string | null; email: string }>(
    `SELECT name, email FROM "grant"
     WHERE scope = 'wave:' || ? AND role IN ('trainingLead', 'pilot')
       AND email IS NOT NULL AND deleted IS NULL
     ORDER BY role = 'trainingLead' DESC, name, id LIMIT 1`,
  );

  return (query) => {
    const waves: FoundTraining[] = [];
    for (const wave of query.wave === undefined ? store.waves() : [{ id: query.wave }]) {
      const found = context.find(wave.id);
      if (!found.ok) return found;
      waves.push(found.value);
    }
    if (context.me() === null) return err({ type: 'NotEnrolled' });
    const unknown = unknownIn(query, waves);
    if (unknown !== null) return err(unknown);
    const { t } = createMessages(query.language);
    const names = waves.map(({ wave }) => wave.label);
    return ok({
      name: [t('training:title'), ...(names.length === 1 ? names : [])].join(' · '),
      timeZone: waves[0]?.timeZone ?? 'Europe/Paris',
      events: waves.flatMap((found) => eventsOf(found, query)),
    });
  };

  function eventsOf(found: FoundTraining, query: Query): CalendarEvent[] {
    const { wave } = found;
    const numbers = numbersOf(wave);
    const told = toldOf(wave.id);
    const people = createCalendarPeople(context, found, numbers, told);
    const event = describer(found, query, { numbers, people });
    const concerns = concernsOf(query, people, told);
    const rows = new Map(store.sessions(wave.id).map((row) => [row.id, row]));
    return [
      ...sessionViews(context, found).flatMap((session) => {
        if (rows.get(session.id)?.day === null) return [];
        const all = sessionDays(session);
        const concern = concerns(all);
        return concern.is === 'never' ? [] : [event({ session, all, concern })];
      }),
      // A diary that took an earlier file holds them, and is to strike them out.
      ...store.removed.sessions(wave.id).flatMap((row) => {
        if (row.day === null || !numbers.wasKnown(row.id)) return [];
        const session = sessionView(row, found.calendar);
        const all = sessionDays(session);
        return concerns(all).is === 'never' ? [] : [event({ session, all, concern: ONCE })];
      }),
    ];
  }

  function concernsOf(
    { person, group, room, sessions }: Query,
    people: CalendarPeople,
    told: readonly ToldOnce[],
  ): (days: readonly SessionDay[]) => Concern {
    const wanted = sessions === undefined ? null : new Set(sessions);
    const isTheirs = person === undefined ? null : people.isOf(person);
    const was = (is: (one: ToldOnce) => boolean): ReadonlySet<string> =>
      new Set(told.filter(is).map(({ session }) => session));
    const ofGroup = was((one) => one.group === group);
    const inRoom = was((one) => one.room !== null && one.room === room);
    /** Those of some days that are meant; where none is, whether one once was. */
    const only = (
      days: readonly SessionDay[],
      is: (day: SessionDay) => boolean,
      once: ReadonlySet<string>,
    ): Concern => {
      const others = days.filter((day) => !is(day));
      if (others.length < days.length) return { is: 'now', without: daysOfRule(others) };
      return once.has(days[0]?.id ?? '') ? ONCE : NEVER;
    };
    return (days) => {
      if (wanted !== null && !wanted.has(days[0]?.id ?? '')) return NEVER;
      if (isTheirs !== null) return isTheirs(days);
      if (group !== undefined) return only(days, ({ groups }) => groups.includes(group), ofGroup);
      if (room !== undefined) return only(days, (one) => one.room === room, inRoom);
      return NOW;
    };
  }

  function describer(
    found: FoundTraining,
    query: Query,
    { numbers, people }: { readonly numbers: CalendarNumbers; readonly people: CalendarPeople },
  ) {
    const { wave, timeZone, calendar, today } = found;
    const of = [wave.programme, wave.id] as const;
    const { removed } = store;
    const byId = <R extends { readonly id: string }>(...rows: readonly (readonly R[])[]) =>
      new Map(rows.flat().map((one) => [one.id, one]));
    // What was removed still names where a past session was, and who held it.
    const trainers = byId(store.trainers(...of), removed.trainers(...of));
    const sites = byId(store.sites(...of), removed.sites(...of));
    const rooms = byId(store.rooms(...of), removed.rooms(...of));
    const groups = new Map(store.groups(wave.id).map((one) => [one.id, one.label ?? one.id]));
    const organizer = lead.get(wave.id);
    /** What a session, or a day of one, says of itself; who comes to it is of `on`. */
    function told(session: SessionView, on: SessionDay | null) {
      const teach = session.trainers.flatMap((id) => trainers.get(id) ?? []);
      const site = sites.get(session.site ?? '');
      const names = session.groups.map((id) => groups.get(id) ?? id);
      return {
        title: names.length === 1 ? `${session.title} (${names[0]})` : session.title,
        description: [
          names.join(', '),
          teach.map(({ id, name }) => name ?? id).join(', '),
          session.reason ?? '',
          session.note ?? '',
        ]
          .filter(Boolean)
          .join('\n'),
        location: [site?.name, rooms.get(session.room ?? '')?.name, site?.address]
          .filter(Boolean)
          .join(', '),
        day: session.day,
        from: session.from,
        to: session.to,
        attendees: [
          ...teach.map(({ id, name, email }) => ({
            name: name ?? id,
            email: email ?? '',
            role: 'trainer' as const,
          })),
          ...(query.group === undefined || on === null ? [] : people.of(on, query.group)),
        ],
      };
    }

    return ({ session, all, concern }: Shown): CalendarEvent => {
      const isNow = concern.is === 'now';
      const without = new Set(isNow ? concern.without : []);
      const own = isNow ? all.filter(({ on }) => on === null || !without.has(on)) : [];
      const numbered = {
        id: session.id,
        groups: session.groups,
        last: all.reduce((latest, { day }) => (day > latest ? day : latest), session.day),
      };
      const days = own.filter(({ status }) => status !== 'cancelled');
      // Of a series who comes is of now, or of its end.
      const next = days.find(({ day }) => day >= today) ?? days.at(-1) ?? own.at(-1) ?? all.at(-1)!;
      const series = told(session, isNow ? next : null);
      const isOver = ({ day, status }: SessionDay): boolean => day < today || status === 'held';
      const isOtherwise = (one: SessionDay, of: Told): boolean =>
        isUnlike(of, series, ['title', 'location', 'description']) ||
        // Who comes to what is to come may change every day; who was there does not.
        (isUnlike(of, series, ['attendees']) && (one.isChanged || isOver(one))) ||
        (one.leftover && !isException(session, one));
      const others = days.flatMap((one) => {
        if (one.on === null) return [];
        const of = told(one, one);
        return isOtherwise(one, of) ? [{ ...of, on: one.on }] : [];
      });
      const said = new Set(others.map(({ on }) => on));
      const isSeries = all.some(({ on }) => on !== null);
      const hasPlain = days.some(({ on }) => on !== null && !said.has(on));
      return {
        ...series,
        uid: `${session.id}@bascule`,
        sequence: numbers.sequence(numbered),
        timeZone,
        url: session.link,
        status: isNow ? eventStatus[session.status] : 'cancelled',
        organizer:
          organizer === undefined
            ? null
            : { name: organizer.name ?? organizer.email, email: organizer.email },
        repeats: isSeries ? repeatsOf(session, calendar, without) : null,
        days: others,
        alone: isSeries && !hasPlain && others.length > 0 && without.size > 0,
        lastModified: numbers.lastModified(numbered),
      };
    };
  }

  /** A mistyped id would give an empty calendar that looks like a free month. */
  function unknownIn(query: Query, waves: readonly FoundTraining[]): CoreFailure | null {
    const { person, group, room } = query;
    const has = (
      id: string | undefined,
      rows: (found: FoundTraining) => readonly (string | null)[],
    ): boolean => id === undefined || waves.some((found) => rows(found).includes(id));
    if (!has(group, ({ wave }) => store.groups(wave.id).map(({ id }) => id))) {
      return { type: 'GroupUnknown', group: group! };
    }
    if (!has(room, ({ wave }) => store.rooms(wave.programme, wave.id).map(({ id }) => id))) {
      return { type: 'RoomUnknown', room: room! };
    }
    const known = has(person, ({ wave }) => [
      ...store.trainers(wave.programme, wave.id).flatMap((one) => [one.id, one.person]),
      ...store.enrolments(wave.id).map((one) => one.person),
    ]);
    return known ? null : { type: 'PersonUnknown', person: person! };
  }
}

const NOW: Concern = { is: 'now', without: [] };
const ONCE: Concern = { is: 'once' };
const NEVER: Concern = { is: 'never' };

/** A session with its days, and which of them concern who the calendar is of. */
interface Shown {
  readonly session: SessionView;
  readonly all: readonly SessionDay[];
  readonly concern: Concern;
}
type Told = Pick<CalendarEvent, 'title' | 'location' | 'description' | 'attendees'>;

function isUnlike(one: Told, other: Told, names: readonly (keyof Told)[]): boolean {
  return names.some((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}

/** Whether the series itself says of a day that it was moved. */
function isException({ repeats }: SessionView, { on }: SessionDay): boolean {
  return repeats?.except.some((one) => one.on === on) === true;
}

/**
 * The rule of a series, days off and those that are not theirs struck out; of what repeats no longer,
 * its first day alone.
 */
function repeatsOf(
  session: SessionView,
  calendar: FoundTraining['calendar'],
  without: ReadonlySet<LocalDate>,
): Recurrence {
  const { day, occurrences } = session;
  const repeats = session.repeats ?? { everyWeeks: 1, until: day, except: [] };
  const held = new Set(occurrences.flatMap((one) => (one.held ? [one.on] : [])));
  const { except, ...rule } = calendar === null ? repeats : withDaysOff(day, repeats, calendar);
  // What was held takes place, whatever is said of its day.
  const own = except.filter(
    ({ on, movedTo }) => !without.has(on) && (movedTo !== null || !held.has(on)),
  );
  return { ...rule, except: [...own, ...[...without].map((on) => ({ on, movedTo: null }))] };
}

const eventStatus = {
  planned: 'tentative',
  confirmed: 'confirmed',
  held: 'confirmed',
  cancelled: 'cancelled',
} as const;
