import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { CalendarEvent } from '../../../shared/calendar/calendarEvent.ts';
import { withDaysOff, type Recurrence } from '../../../shared/calendar/recurrence.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { createMessages } from '../../../shared/messages/messages.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { Reader } from '../store/database.ts';
import { createCalendarNumbers, type CalendarNumbers } from './calendarNumbers.ts';
import {
  createCalendarPeople,
  daysOf,
  type CalendarPeople,
  type Concern,
} from './calendarPeople.ts';
import { createCalendarTold, type ToldOnce } from './calendarTold.ts';
import type { FoundTraining, TrainingContext } from './training.context.ts';
import type { SessionRow } from './training.store.ts';
import { sessionView } from './training.views.ts';

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
    const stands = store.sessions(wave.id).filter(hasDay);
    const removed = store.removed.sessions(wave.id).filter(hasDay);
    return [
      ...stands.flatMap((row) => {
        const concern = concerns(row);
        if (concern.is === 'never') return [];
        return event(row, concern);
      }),
      // A diary that took an earlier file holds them, and is to strike them out.
      ...removed
        .filter((row) => numbers.wasKnown(row.id) && concerns(row).is !== 'never')
        .map((row) => event(row, ONCE)),
    ];
  }

  function concernsOf(
    { person, group, room, sessions }: Query,
    people: CalendarPeople,
    told: readonly ToldOnce[],
  ): (row: DatedSession) => Concern {
    const wanted = sessions === undefined ? null : new Set(sessions);
    const isTheirs = person === undefined ? null : people.isOf(person);
    const was = (is: (one: ToldOnce) => boolean): ReadonlySet<string> =>
      new Set(told.filter(is).map(({ session }) => session));
    const ofGroup = was((one) => one.group === group);
    const inRoom = was((one) => one.room !== null && one.room === room);
    return (row) => {
      if (wanted !== null && !wanted.has(row.id)) return NEVER;
      if (isTheirs !== null) return isTheirs(row);
      if (group !== undefined && row.groups?.includes(group) !== true) {
        return ofGroup.has(row.id) ? ONCE : NEVER;
      }
      if (room !== undefined && row.room !== room) return inRoom.has(row.id) ? ONCE : NEVER;
      return NOW;
    };
  }

  function describer(
    found: FoundTraining,
    query: Query,
    { numbers, people }: { readonly numbers: CalendarNumbers; readonly people: CalendarPeople },
  ) {
    const { wave, timeZone, calendar } = found;
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
    return (row: DatedSession, concern: Concern): CalendarEvent => {
      const session = sessionView(row);
      const { id, groups: of } = row;
      const numbered = { id, groups: of, last: daysOf(row).reduce(later) };
      const teach = session.trainers.flatMap((id) => trainers.get(id) ?? []);
      const site = sites.get(session.site ?? '');
      const names = session.groups.map((id) => groups.get(id) ?? id);
      return {
        uid: `${session.id}@bascule`,
        sequence: numbers.sequence(numbered),
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
        timeZone,
        url: session.link,
        status: concern.is === 'now' ? eventStatus[session.status] : 'cancelled',
        organizer:
          organizer === undefined
            ? null
            : { name: organizer.name ?? organizer.email, email: organizer.email },
        attendees: [
          ...teach.map(({ id, name, email }) => ({
            name: name ?? id,
            email: email ?? '',
            role: 'trainer' as const,
          })),
          ...(query.group === undefined || concern.is !== 'now' ? [] : people.of(row, query.group)),
        ],
        repeats: repeatsOf(row, calendar, concern.is === 'now' ? concern.without : []),
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

/** How a session comes back, with what does not take place and what is not theirs as days without it. */
function repeatsOf(
  { day, repeats }: DatedSession,
  calendar: FoundTraining['calendar'],
  without: readonly LocalDate[],
): Recurrence | null {
  if (repeats === null) return null;
  const rule = calendar === null ? repeats : withDaysOff(day, repeats, calendar);
  if (without.length === 0) return rule;
  const out = new Set(without);
  const except = rule.except.filter(({ on }) => !out.has(on));
  return { ...rule, except: [...except, ...without.map((on) => ({ on, movedTo: null }))] };
}

function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b;
}

type DatedSession = SessionRow & { readonly day: LocalDate };

function hasDay(row: SessionRow): row is DatedSession {
  return row.day !== null;
}

const eventStatus = {
  planned: 'tentative',
  confirmed: 'confirmed',
  held: 'confirmed',
  cancelled: 'cancelled',
} as const;
