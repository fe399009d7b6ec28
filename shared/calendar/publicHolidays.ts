import { addDays } from '../kernel/dates.ts';
import type { PublicHoliday } from './calendar.types.ts';
import morocco from './data/ma.json' with { type: 'json' };

/** Public holidays of a country in a calendar year; null: the country is not known. */
export function publicHolidaysOf(country: string, year: number): PublicHoliday[] | null {
  if (country === 'FR') return french(year);
  if (country === 'MA') return moroccan(year);
  return null;
}

/** Months and days that are the same each year. */
const FRENCH_FIXED = {
  newYear: '01-01',
  labourDay: '05-01',
  victoryDay: '05-08',
  bastilleDay: '07-14',
  assumption: '08-15',
  allSaints: '11-01',
  armistice: '11-11',
  christmas: '12-25',
};
/** Days after Easter Sunday. */
const FRENCH_MOVING = { easterMonday: 1, ascension: 39, whitMonday: 50 };

function french(year: number): PublicHoliday[] {
  const easter = easterOf(year);
  return [
    ...Object.entries(FRENCH_FIXED).map(([id, day]) => ({ id, on: `${year}-${day}` })),
    ...Object.entries(FRENCH_MOVING).map(([id, days]) => ({ id, on: addDays(easter, days) })),
  ];
}

/** Religious days follow the moon as it is seen, and so are data, year by year. */
function moroccan(year: number): PublicHoliday[] {
  const fixed = morocco.fixed
    .filter((one) => one.since === undefined || year >= one.since)
    .map(({ id, day }) => ({ id, on: `${year}-${day}` }));
  const moon = morocco.moon
    .flatMap(({ id, from, days }) =>
      Array.from({ length: days }, (_, index) => ({ id, on: addDays(from, index) })),
    )
    .filter(({ on }) => on.startsWith(`${year}-`));
  return [...fixed, ...moon];
}

/** Easter Sunday in the Gregorian calendar, by the method of Meeus, Jones and Butcher. */
export function easterOf(year: number): string {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const correction = Math.floor((8 * century + 13) / 25);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday =
    (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  const month = Math.floor(days / 31);
  const day = (days % 31) + 1;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
