import ICAL from 'ical.js';
import { addMonths, daysBetween, weekdayOf, type LocalDate } from '../../../shared/kernel/dates.ts';
import { clockChanges, offsetAt, type ClockChange } from './timeZone.ts';

const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const DAYS_IN_WEEK = 7;

/**
 * The rules of a zone's clocks as a VTIMEZONE, good for all times from the first to the last day.
 * Clocks that change by a rule of the year (Paris) are told by that rule, which programs know
 * best; others (Casablanca, by the moon and by decree) change by change.
 *
 * The changes are those that the program's own runtime knows, so that a file says what the window
 * says. Data sets of ready components only know the rule of their own year.
 */
export function zoneComponent(timeZone: string, first: LocalDate, last: LocalDate): ICAL.Component {
  const zone = new ICAL.Component('vtimezone');
  zone.addPropertyWithValue('tzid', timeZone);
  // A whole year on both sides: every rule of the year is seen, and every day has a change before it.
  const [from, to] = [`${yearOf(first) - 1}-01-01`, `${yearOf(last) + 1}-12-31`];
  const changes = clockChanges(timeZone, from, to);
  const yearly = yearlyRules(changes, yearOf(last) - yearOf(first) + 3);
  if (yearly !== null) {
    for (const { change, rule } of yearly) zone.addSubcomponent(period(change, rule));
    return zone;
  }
  const before = offsetAt(timeZone, Date.parse(`${from}T00:00:00Z`));
  zone.addSubcomponent(
    period({ day: '1970-01-01', time: '00:00:00', from: before, to: before }, null),
  );
  for (const change of changes) zone.addSubcomponent(period(change, null));
  return zone;
}

/** What holds from a change on. */
function period({ day, time, from, to }: ClockChange, rule: string | null): ICAL.Component {
  const part = new ICAL.Component(to > from ? 'daylight' : 'standard');
  part.addPropertyWithValue('dtstart', ICAL.Time.fromDateTimeString(`${day}T${time}`));
  part.addPropertyWithValue('tzoffsetfrom', ICAL.UtcOffset.fromSeconds(from));
  part.addPropertyWithValue('tzoffsetto', ICAL.UtcOffset.fromSeconds(to));
  if (rule !== null) part.addPropertyWithValue('rrule', ICAL.Recur.fromString(rule));
  return part;
}

interface YearlyRule {
  /** The first of them. */
  readonly change: ClockChange;
  readonly rule: string;
}

/** The rules by which clocks change twice in each of some years; null when there are none. */
function yearlyRules(changes: readonly ClockChange[], years: number): YearlyRule[] | null {
  const kinds = new Map<string, ClockChange[]>();
  for (const change of changes) {
    const { day, time, from, to } = change;
    const kind = [day.slice(5, 7), time, from, to, weekdayOf(day)].join(' ');
    kinds.set(kind, [...(kinds.get(kind) ?? []), change]);
  }
  if (kinds.size !== 2) return null;
  const rules = [...kinds.values()].map((same): YearlyRule | null => {
    const place = placeInMonth(same.map(({ day }) => day));
    const [change] = same;
    if (same.length !== years || place === null || change === undefined) return null;
    const month = Number(change.day.slice(5, 7));
    const weekday = WEEKDAYS[weekdayOf(change.day) - 1];
    return { change, rule: `FREQ=YEARLY;BYMONTH=${month};BYDAY=${place}${weekday}` };
  });
  return rules.every((rule) => rule !== null) ? rules : null;
}

/** Which one of its weekday in the month all days are: -1 the last, 1 the first; null: none. */
function placeInMonth(days: readonly LocalDate[]): number | null {
  if (days.every((day) => Number(day.slice(8)) + DAYS_IN_WEEK > lastOfMonth(day))) return -1;
  const places = new Set(days.map((day) => Math.ceil(Number(day.slice(8)) / DAYS_IN_WEEK)));
  const [place] = places;
  return places.size === 1 && place !== undefined ? place : null;
}

function lastOfMonth(day: LocalDate): number {
  const first = `${day.slice(0, 8)}01`;
  return daysBetween(first, addMonths(first, 1));
}

function yearOf(day: LocalDate): number {
  return Number(day.slice(0, 4));
}
