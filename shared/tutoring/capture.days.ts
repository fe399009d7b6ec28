import { addDays, isLocalDate, weekdayOf, type LocalDate } from '../kernel/dates.ts';
import { plainText } from '../kernel/plainText.ts';

const DAYS_IN_WEEK = 7;
/** Days of the week from Monday, as the three languages call them. */
const WEEKDAYS = [
  ['lundi', 'monday', 'الاثنين', 'الإثنين'],
  ['mardi', 'tuesday', 'الثلاثاء'],
  ['mercredi', 'wednesday', 'الأربعاء'],
  ['jeudi', 'thursday', 'الخميس'],
  ['vendredi', 'friday', 'الجمعة'],
  ['samedi', 'saturday', 'السبت'],
  ['dimanche', 'sunday', 'الأحد'],
].map((names) => names.flatMap(comparable));
const TODAY = ['aujourdhui', 'today', 'اليوم'].flatMap(comparable);
const TOMORROW = ['demain', 'tomorrow', 'غدا'].flatMap(comparable);
const MIN_LETTERS = 2;

/** In the form that is compared, in Arabic also without the article. */
function comparable(name: string): string[] {
  const plain = plainText(name);
  return plain.startsWith('ال') ? [plain, plain.slice(2)] : [plain];
}

/** Figures of Arabic as those of the program. */
export function latinFigures(text: string): string {
  return text.replaceAll(/[٠-٩]/g, (figure) => String(figure.charCodeAt(0) - '٠'.charCodeAt(0)));
}

/**
 * A day as people in a hurry write it: `ven` (the next one), `15/03`, `15/03/2024`, `+14`,
 * `demain`, `2024-03-15`. Null: it is none.
 * @param from the day that it counts from
 */
export function readDay(written: string, from: LocalDate): LocalDate | null {
  const text = latinFigures(written.trim());
  const ahead = /^\+(\d{1,3})$/.exec(text)?.[1];
  if (ahead !== undefined) return addDays(from, Number(ahead));
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return isLocalDate(text) ? text : null;
  const parts = /^(\d{1,2})[/.](\d{1,2})(?:[/.](\d{4}|\d{2}))?$/.exec(text);
  if (parts !== null) return dayAndMonth(parts[1]!, parts[2]!, parts[3], from);
  const word = plainText(text);
  if (word.length < MIN_LETTERS) return null;
  const names = (known: readonly string[]): boolean => known.some((name) => name.startsWith(word));
  if (TODAY.includes(word)) return from;
  if (names(TOMORROW)) return addDays(from, 1);
  const weekday = WEEKDAYS.findIndex(names);
  if (weekday < 0) return null;
  const days = (weekday + 1 - weekdayOf(from) + DAYS_IN_WEEK) % DAYS_IN_WEEK;
  return addDays(from, days || DAYS_IN_WEEK);
}

/** Without a year it is the next such day. */
function dayAndMonth(
  day: string,
  month: string,
  year: string | undefined,
  from: LocalDate,
): LocalDate | null {
  const two = (text: string): string => text.padStart(2, '0');
  const of = (inYear: number): LocalDate | null => {
    const date = `${inYear}-${two(month)}-${two(day)}`;
    return isLocalDate(date) ? date : null;
  };
  const thisYear = Number(from.slice(0, 4));
  if (year !== undefined) return of(year.length === 2 ? 2000 + Number(year) : Number(year));
  const next = of(thisYear);
  return next !== null && next >= from ? next : of(thisYear + 1);
}
