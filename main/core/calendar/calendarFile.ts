import ICAL from 'ical.js';
import type { Language } from '../../../shared/kernel/language.ts';
import { addDays, type LocalDate } from '../../../shared/kernel/dates.ts';
import type { CalendarEvent, CalendarPerson } from '../../../shared/calendar/calendarEvent.ts';
import { ruleDays, type Recurrence } from '../../../shared/calendar/recurrence.ts';
import { address, plainLines, webAddress } from './values.ts';
import { instantOf } from './timeZone.ts';
import { zoneComponent } from './zoneComponent.ts';

/** By which a file is known as one of this program's; it stands in a file's first 200 bytes. */
export const PRODUCER = '-//Bascule//Bascule';

/** Lines have 75 octets at most; the library does not count the blank that continues one. */
const FOLD_AT = 74;

export interface CalendarFileOptions {
  /** Name of the calendar. */
  readonly name: string;
  readonly language: Language;
  /** Where its reader is, as an IANA name. */
  readonly timeZone: string;
  /**
   * What the file asks for: to take note, to come, to strike out. None: the events as they are.
   * People who come are not named in what is published to all.
   */
  readonly method?: 'PUBLISH' | 'REQUEST' | 'CANCEL';
  /** Milliseconds since 1970. */
  readonly now: number;
}

/**
 * Events as an iCalendar file (RFC 5545, 5546): with the zones that they use, series as a rule
 * with its exceptions.
 * @throws when somebody is to be asked or put off and an event has no organizer, or when a zone is
 *   not known: bugs
 */
export function calendarFile(
  events: readonly CalendarEvent[],
  options: CalendarFileOptions,
): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', `${PRODUCER}//${options.language.toUpperCase()}`);
  calendar.addPropertyWithValue('version', '2.0');
  if (options.method !== undefined) calendar.addPropertyWithValue('method', options.method);
  for (const name of ['name', 'x-wr-calname']) addText(calendar, name, options.name);
  addText(calendar, 'x-wr-timezone', options.timeZone);
  for (const [zone, days] of zonesOf(events)) {
    calendar.addSubcomponent(zoneComponent(zone, days.first, days.last));
  }
  for (const event of events) {
    for (const part of componentsOf(event, options)) calendar.addSubcomponent(part);
  }
  ICAL.foldLength = FOLD_AT;
  return `${calendar.toString()}\r\n`;
}

/** The zones of some events, each with the first and last day that it is used for. */
function zonesOf(
  events: readonly CalendarEvent[],
): Map<string, { first: LocalDate; last: LocalDate }> {
  const zones = new Map<string, { first: LocalDate; last: LocalDate }>();
  for (const { timeZone, day, repeats, days: own = [] } of events) {
    const moved = [
      ...(repeats?.except.flatMap(({ on, movedTo }) => [on, movedTo?.day ?? on]) ?? []),
      ...own.flatMap((one) => [one.on, one.day]),
    ];
    const known = zones.get(timeZone);
    const days = [
      day,
      ...moved,
      repeats?.until ?? day,
      ...(known ? [known.first, known.last] : []),
    ];
    days.sort();
    zones.set(timeZone, { first: days[0] ?? day, last: days.at(-1) ?? day });
  }
  return zones;
}

/** An event; of a series also those of its days that were moved, or are otherwise than it. */
function componentsOf(event: CalendarEvent, options: CalendarFileOptions): ICAL.Component[] {
  const { repeats, alone = false } = event;
  // What is struck out is struck out as a whole, by its name.
  if (repeats === null || options.method === 'CANCEL')
    return [eventComponent(event, options, event)];
  const own = (event.days ?? []).map((one) =>
    dayComponent({ ...event, ...one }, options, event, one.on),
  );
  // Somebody has to do with single days alone: each is known by the series and its day.
  if (alone) return own;
  const main = eventComponent(event, options, event);
  const given = new Set(ruleDays(event.day, repeats));
  addRule(main, event, repeats);
  const cancelled = repeats.except.flatMap(({ on, movedTo }) => (movedTo === null ? [on] : []));
  const out = new Set(cancelled);
  addDates(main, 'exdate', event, inOrder([...out].filter((on) => given.has(on))));
  const said = new Set((event.days ?? []).map(({ on }) => on));
  const moved = repeats.except.filter(({ movedTo }) => movedTo !== null);
  // An exception is one of a day of the series: such a day is added where the rule has none.
  const added = new Set([...moved.map(({ on }) => on), ...said]);
  addDates(main, 'rdate', event, inOrder([...added].filter((on) => !given.has(on))));
  const others = moved.flatMap(({ on, movedTo, reason }) => {
    if (movedTo === null || said.has(on)) return [];
    const description = [event.description, reason ?? ''].filter(Boolean).join('\n\n');
    return [dayComponent({ ...event, description, ...movedTo }, options, event, on)];
  });
  return [main, ...others, ...own];
}

/** A day of a series as an event of its own, known by the day that the rule gives. */
function dayComponent(
  event: CalendarEvent,
  options: CalendarFileOptions,
  series: CalendarEvent,
  on: LocalDate,
): ICAL.Component {
  const part = eventComponent(event, options, event);
  addLocal(part, 'recurrence-id', series.timeZone, [[on, series.from]]);
  return part;
}

function inOrder(days: readonly LocalDate[]): LocalDate[] {
  return days.toSorted();
}

function addRule(part: ICAL.Component, event: CalendarEvent, repeats: Recurrence): void {
  // The end of a rule is in UTC where its start has a zone.
  const until = utc(instantOf(repeats.until, '23:59:59', event.timeZone));
  part.addPropertyWithValue(
    'rrule',
    ICAL.Recur.fromData({ freq: 'WEEKLY', interval: repeats.everyWeeks, until }),
  );
}

function addDates(
  part: ICAL.Component,
  name: 'exdate' | 'rdate',
  { timeZone, from }: CalendarEvent,
  days: readonly LocalDate[],
): void {
  if (days.length === 0) return;
  addLocal(
    part,
    name,
    timeZone,
    days.map((on) => [on, from]),
  );
}

interface Times {
  readonly day: LocalDate;
  readonly from: string;
  readonly to: string;
}

function eventComponent(
  event: CalendarEvent,
  { method, now }: CalendarFileOptions,
  { day, from, to }: Times,
): ICAL.Component {
  const part = new ICAL.Component('vevent');
  const status = method === 'CANCEL' ? 'cancelled' : event.status;
  addText(part, 'uid', event.uid);
  part.addPropertyWithValue('dtstamp', utc(now));
  part.addPropertyWithValue('last-modified', utc(event.lastModified));
  part.addPropertyWithValue('sequence', event.sequence);
  addLocal(part, 'dtstart', event.timeZone, [[day, from]]);
  addLocal(part, 'dtend', event.timeZone, [[to > from ? day : addDays(day, 1), to]]);
  addText(part, 'summary', event.title);
  if (event.description !== '') addText(part, 'description', event.description);
  if (event.location !== '') addText(part, 'location', event.location);
  const url = event.url === null ? null : webAddress(event.url);
  if (url !== null) part.addPropertyWithValue('url', url);
  part.addPropertyWithValue('status', status.toUpperCase());
  part.addPropertyWithValue('transp', status === 'cancelled' ? 'TRANSPARENT' : 'OPAQUE');
  addPeople(part, event, method);
  return part;
}

function addPeople(
  part: ICAL.Component,
  { uid, organizer, attendees }: CalendarEvent,
  method: CalendarFileOptions['method'],
): void {
  const asks = method === 'REQUEST' || method === 'CANCEL';
  if (asks && organizer === null) throw new Error(`Nobody organizes ${uid}: nobody can be asked.`);
  if (organizer !== null) addPerson(part, 'organizer', organizer, {});
  // RFC 5546: what is published names nobody who comes.
  if (method === 'PUBLISH') return;
  for (const attendee of attendees) {
    addPerson(part, 'attendee', attendee, {
      role: attendee.role === 'trainer' ? 'CHAIR' : 'REQ-PARTICIPANT',
      ...(method === 'REQUEST' ? { partstat: 'NEEDS-ACTION', rsvp: 'TRUE' } : {}),
    });
  }
}

/** A person, known by their address: without one there is nothing to write. */
function addPerson(
  part: ICAL.Component,
  name: 'organizer' | 'attendee',
  person: CalendarPerson,
  parameters: Readonly<Record<string, string>>,
): void {
  const mail = address(person.email);
  if (mail === null) return;
  const property = new ICAL.Property(name);
  const called = plainLines(person.name).replaceAll('\n', ' ').trim();
  if (called !== '') property.setParameter('cn', called);
  for (const [key, value] of Object.entries(parameters)) property.setParameter(key, value);
  property.setValue(mail);
  part.addProperty(property);
}

/** A property whose value is text, whatever the library knows of its name: so it is escaped. */
function addText(part: ICAL.Component, name: string, value: string): void {
  const property = new ICAL.Property(name);
  property.resetType('text');
  property.setValue(plainLines(value));
  part.addProperty(property);
}

/** Times by the clocks of a zone. */
function addLocal(
  part: ICAL.Component,
  name: string,
  timeZone: string,
  times: readonly (readonly [day: LocalDate, time: string])[],
): void {
  const property = new ICAL.Property(name);
  property.setParameter('tzid', timeZone);
  const values = times.map(([day, time]) => ICAL.Time.fromDateTimeString(`${day}T${time}:00`));
  const [only] = values;
  if (values.length === 1 && only !== undefined) property.setValue(only);
  else property.setValues(values);
  part.addProperty(property);
}

function utc(ms: number): ICAL.Time {
  return ICAL.Time.fromDateTimeString(`${new Date(ms).toISOString().slice(0, 19)}Z`);
}
