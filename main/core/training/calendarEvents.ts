import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { CalendarEvent } from '../../../shared/calendar/calendarEvent.ts';
import { withDaysOff } from '../../../shared/calendar/recurrence.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { createMessages } from '../../../shared/messages/messages.ts';
import type { Language } from '../../../shared/kernel/language.ts';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { Reader } from '../store/database.ts';
import { createCalendarNumbers } from './calendarNumbers.ts';
import { createCalendarPeople } from './calendarPeople.ts';
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

/** Reads sessions of trainings as events of a calendar. */
export function createCalendarEvents(
  db: Reader,
  context: TrainingContext,
): (query: Query) => Result<Content, CoreFailure> {
  const { store } = context;
  const numbersOf = createCalendarNumbers(db);
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
    const wanted = query.sessions === undefined ? null : new Set(query.sessions);
    const people = createCalendarPeople(context, found);
    const isTheirs = query.person === undefined ? null : people.isOf(query.person);
    const event = describer(found, query);
    return store
      .sessions(wave.id)
      .filter(hasDay)
      .filter(
        (row) =>
          (wanted === null || wanted.has(row.id)) &&
          (isTheirs === null || isTheirs(row)) &&
          (query.group === undefined || (row.groups ?? []).includes(query.group)) &&
          (query.room === undefined || row.room === query.room),
      )
      .map(event);
  }

  function describer(found: FoundTraining, query: Query) {
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
    const people = createCalendarPeople(context, found);
    const numbers = numbersOf(wave, query.group);
    return (row: DatedSession): CalendarEvent => {
      const session = sessionView(row);
      const teach = session.trainers.flatMap((id) => trainers.get(id) ?? []);
      const site = sites.get(session.site ?? '');
      const names = session.groups.map((id) => groups.get(id) ?? id);
      return {
        uid: `${session.id}@bascule`,
        sequence: numbers.sequence(row),
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
        status: eventStatus[session.status],
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
          ...(query.group === undefined ? [] : people.of(row, query.group)),
        ],
        repeats:
          row.repeats === null || calendar === null
            ? row.repeats
            : withDaysOff(session.day, row.repeats, calendar),
        lastModified: numbers.lastModified(row),
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
