import { addDays, type LocalDate } from '../kernel/dates.ts';
import type { Break, DayOff, PublicHoliday, SchoolYear } from './calendar.types.ts';
import france from './data/fr.json' with { type: 'json' };
import morocco from './data/ma.json' with { type: 'json' };
import { publicHolidaysOf } from './publicHolidays.ts';

/** Calendars that a programme may follow; the zones of France are three. */
export const calendarIds = ['fr-a', 'fr-b', 'fr-c', 'ma'] as const;

/** On which days nobody works. Everything asked is remembered, so that a wave is worked out once. */
export interface Calendar {
  /** Why a day is off; null: it is worked. */
  dayOff(day: LocalDate): DayOff | null;
  /** The day itself where it is worked, else the last one before that is. */
  workingDayUpTo(day: LocalDate): LocalDate;
  /** The day itself where it is worked, else the first one after that is. */
  workingDayFrom(day: LocalDate): LocalDate;
  /** School holidays that touch some days, in order; both ends count. */
  breaksBetween(from: LocalDate, to: LocalDate): Break[];
  /** Public holidays on some days, in order; both ends count. */
  publicHolidaysBetween(from: LocalDate, to: LocalDate): PublicHoliday[];
  /** School years that are known, in order. */
  readonly years: readonly SchoolYear[];
}

const calendars = new Map<string, Calendar | null>();

/**
 * The calendar of a programme.
 * @param country ISO 3166 code; null: that of `calendar`
 * @param calendar one of {@link calendarIds}; null, or one that is not known here: public
 *   holidays and weekends alone
 * @returns null when neither says anything: then no day is off
 */
export function calendarOf(country: string | null, calendar: string | null): Calendar | null {
  const key = `${country ?? ''} ${calendar ?? ''}`;
  const known = calendars.get(key);
  if (known !== undefined) return known;
  const made = make(country, calendar);
  calendars.set(key, made);
  return made;
}

function make(country: string | null, calendar: string | null): Calendar | null {
  const years = yearsOf(calendar);
  const land = (country ?? calendar?.slice(0, 2) ?? '').toUpperCase();
  if (publicHolidaysOf(land, 2000) === null && years.length === 0) return null;
  return create(land, years);
}

/** School years of a calendar, oldest first; none when it is not known. */
function yearsOf(calendar: string | null): SchoolYear[] {
  if (calendar === 'ma') return morocco.years;
  const zone = /^fr-([abc])$/.exec(calendar ?? '')?.[1] as 'a' | 'b' | 'c' | undefined;
  if (zone === undefined) return [];
  return france.years.map(({ year, start, end, breaks, zones }) => ({
    year,
    start,
    end,
    breaks: [...breaks, ...zones[zone]].sort((a, b) => (a.from < b.from ? -1 : 1)),
  }));
}

/** The most days in a row that are searched: longer than any summer. */
const LONGEST_DAYS = 120;
const SATURDAY = 6;
const SUNDAY = 0;

function create(country: string, years: readonly SchoolYear[]): Calendar {
  const breaks = withSummers(years);
  const holidays = new Map<string, ReadonlyMap<LocalDate, string>>();
  const holidaysIn = (year: string): ReadonlyMap<LocalDate, string> => {
    let found = holidays.get(year);
    if (found === undefined) {
      const all = publicHolidaysOf(country, Number(year)) ?? [];
      found = new Map(all.map(({ id, on }) => [on, id]));
      holidays.set(year, found);
    }
    return found;
  };
  const off = new Map<LocalDate, DayOff | null>();
  const moves = { back: new Map<LocalDate, LocalDate>(), on: new Map<LocalDate, LocalDate>() };

  function dayOff(day: LocalDate): DayOff | null {
    let answer = off.get(day);
    if (answer === undefined) {
      answer = judge(day);
      off.set(day, answer);
    }
    return answer;
  }

  function judge(day: LocalDate): DayOff | null {
    const holiday = holidaysIn(day.slice(0, 4)).get(day);
    if (holiday !== undefined) return { kind: 'publicHoliday', id: holiday };
    const pause = breaks.find(({ from, to }) => from <= day && day <= to);
    if (pause !== undefined) return { kind: 'schoolHoliday', id: pause.id };
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    return weekday === SATURDAY || weekday === SUNDAY ? { kind: 'weekend', id: 'weekend' } : null;
  }

  function seek(day: LocalDate, step: 1 | -1): LocalDate {
    const memory = step === 1 ? moves.on : moves.back;
    let found = memory.get(day);
    if (found !== undefined) return found;
    found = day;
    for (let tried = 0; dayOff(found) !== null; tried += 1) {
      // Days without end that are off would be a mistake in the data: better unmoved than lost.
      if (tried > LONGEST_DAYS) return day;
      found = addDays(found, step);
    }
    memory.set(day, found);
    return found;
  }

  return {
    dayOff,
    workingDayUpTo: (day) => seek(day, -1),
    workingDayFrom: (day) => seek(day, 1),
    breaksBetween: (from, to) => breaks.filter((one) => one.from <= to && from <= one.to),
    publicHolidaysBetween(from, to) {
      const found: PublicHoliday[] = [];
      for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1) {
        for (const [on, id] of holidaysIn(String(year))) {
          if (from <= on && on <= to) found.push({ id, on });
        }
      }
      return found.sort((a, b) => (a.on < b.on ? -1 : 1));
    },
    years,
  };
}

/** Breaks of all years with the summers between years that follow each other. */
function withSummers(years: readonly SchoolYear[]): Break[] {
  const breaks: Break[] = [];
  for (const [index, { breaks: own, end }] of years.entries()) {
    breaks.push(...own);
    const next = years[index + 1];
    if (next !== undefined && next.start.slice(0, 4) === end.slice(0, 4)) {
      breaks.push({ id: 'summer', from: addDays(end, 1), to: addDays(next.start, -1) });
    }
  }
  return breaks;
}
