import type { Language } from '../../shared/kernel/language.ts';
import { isLocalDate, type LocalDate } from '../../shared/kernel/dates.ts';
import { plain } from './plain.ts';

const MONTHS = 12;
/** Shorter beginnings of a month's name mean too many. */
const LEAST_LETTERS = 3;
const CENTURY = 2000;
/** Both ways in which Arabic calls the months: Morocco's, and the other one of the Gregorian year. */
const LOCALES = ['fr', 'en-GB', 'ar-MA', 'ar-EG'] as const;
/** Digits of Arabic and Persian keyboards, each row from 0 to 9. */
const EASTERN_ZEROS = [0x0660, 0x06f0];

let names: readonly (readonly string[])[] | undefined;

/** What each month is called, without accents, in every language that is read. */
function monthNames(): readonly (readonly string[])[] {
  names ??= Array.from({ length: MONTHS }, (_, month) => {
    const day = new Date(Date.UTC(CENTURY, month, 1));
    const written = LOCALES.flatMap((locale) =>
      (['long', 'short'] as const).map((style) =>
        new Intl.DateTimeFormat(locale, { month: style, timeZone: 'UTC' }).format(day),
      ),
    );
    return [...new Set(written.map((name) => plain(name).replace(/\.$/, '')))];
  });
  return names;
}

function monthOf(word: string): number | null {
  const wanted = plain(word).replace(/\.$/, '');
  if (wanted.length < LEAST_LETTERS) return null;
  const exact = monthNames().findIndex((all) => all.includes(wanted));
  if (exact !== -1) return exact + 1;
  const found = monthNames().flatMap((all, index) =>
    all.some((name) => name.startsWith(wanted)) ? [index + 1] : [],
  );
  return found.length === 1 ? found[0]! : null;
}

function westernDigits(text: string): string {
  return text.replaceAll(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = EASTERN_ZEROS.findLast((first) => code >= first)!;
    return String(code - zero);
  });
}

/**
 * Reads a day as people write it: `22/1/2024`, `22 janv.`, `1er janvier 2024`, `11 شتنبر 2013`,
 * `22012024`, `2024-01-22`. The day comes first, as in all languages of the product.
 *
 * @param near the day whose year is meant where none is written
 * @returns null when it is no day that exists.
 */
export function readDay(text: string, near: LocalDate): LocalDate | null {
  const written = westernDigits(text)
    .replaceAll(/[\u200e\u200f\u061c\u2066-\u2069]/g, '')
    .trim();
  if (isLocalDate(written)) return written;
  const run = /^(\d{2})(\d{2})(\d{4})$/.exec(written);
  const figures = run ?? /^(\d{1,2})[\s./-]+(\d{1,2})(?:[\s./-]+(\d{4}|\d{2}))?$/.exec(written);
  if (figures !== null) return dayOf(figures[1]!, Number(figures[2]), figures[3], near);
  const words = /^(\d{1,2})(?:er)?[\s./-]+([^\d\s,،]+)(?:[\s,./،-]+(\d{4}|\d{2}))?$/u.exec(written);
  if (words === null) return null;
  return dayOf(words[1]!, monthOf(words[2]!), words[3], near);
}

function dayOf(
  day: string,
  month: number | null,
  year: string | undefined,
  near: LocalDate,
): LocalDate | null {
  if (month === null) return null;
  const full = year === undefined ? near.slice(0, 4) : year.length === 2 ? `20${year}` : year;
  const date = `${full}-${String(month).padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(date) ? date : null;
}

/** One or two letters for each day of the week, from Monday on. */
export function weekdayNames(language: Language): readonly string[] {
  const monday = Date.UTC(CENTURY, 0, 3);
  const style = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
  const DAY_MS = 86_400_000;
  return Array.from({ length: 7 }, (_, index) => style.format(monday + index * DAY_MS));
}
