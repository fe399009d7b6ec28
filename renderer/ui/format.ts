import type { Language } from '../../shared/kernel/language.ts';
import { daysBetween, type LocalDate } from '../../shared/kernel/dates.ts';
import { firstOfMonth } from '../../shared/kernel/firstOfMonth.ts';
import { plain } from './plain.ts';

const LOCALES: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB', ar: 'ar-MA-u-nu-latn' };
const NBSP = '\u00a0';
/** What is between them has a direction of its own, found by its first letter. */
const ISOLATE = '\u2068';
const END_ISOLATE = '\u2069';
const RIGHT_TO_LEFT = '\u200f';
/** What French elides before; an h mostly is silent. */
const VOWEL = /^([aeiouh]|y[^aeiou])/;
/** A day further away than this is said with its year when the year is another one. */
const YEAR_DISTANCE_DAYS = 300;

/** How a language writes days, hours and figures. Days are calendar days, never instants. */
export interface Format {
  /** `5 juin`, with the year when it could be mistaken. */
  day(date: LocalDate, today: LocalDate): string;
  /**
   * Days that are compared with each other, as {@link Format.day} unless one of them is in another
   * year than today: then all of them are said with their years.
   */
  days(compared: readonly (LocalDate | null)[], today: LocalDate): (date: LocalDate) => string;
  /** `1er janvier 2024`, with an ordinary `er`. */
  longDay(date: LocalDate): string;
  /** `22–28 janvier 2024`: from one day to another. */
  range(from: LocalDate, to: LocalDate): string;
  /** `janv. 24`: a month on an axis. */
  month(date: LocalDate): string;
  /** `janvier 2024`: the month that a day is in. */
  monthYear(date: LocalDate): string;
  /** `9 h 12`, `09:12`. */
  time(ms: number): string;
  /** The calendar day of an instant on this computer. */
  dayOf(ms: number): LocalDate;
  number(value: number): string;
  /** A share that is already in percent, without decimals. */
  percent(value: number): string;
  /** A name after `of`: `d’Edgar`, `de Blandine`; other languages put it into the sentence. */
  ofName(name: string): string;
  /** `Abbeville · V6`: what is known of one thing, side by side; what is missing is left out. */
  line(parts: readonly (string | null | undefined | false)[]): string;
  /** `Amiens, Beauvais`: several of a kind. */
  list(parts: readonly string[]): string;
  /** Sorts names as the language does. */
  compare(a: string, b: string): number;
}

function utc(date: LocalDate): Date {
  return new Date(`${date}T00:00:00Z`);
}

function create(language: Language): Format {
  const locale = LOCALES[language];
  const options = { timeZone: 'UTC', day: 'numeric' } as const;
  // Made when first needed: each costs milliseconds that the first paint would wait for.
  const short = once(() => new Intl.DateTimeFormat(locale, { ...options, month: 'short' }));
  const shortYear = once(
    () => new Intl.DateTimeFormat(locale, { ...options, month: 'short', year: 'numeric' }),
  );
  const long = once(
    () => new Intl.DateTimeFormat(locale, { ...options, month: 'long', year: 'numeric' }),
  );
  const month = once(
    () => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short', year: '2-digit' }),
  );
  const monthYear = once(
    () => new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }),
  );
  const clock = once(
    () => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  );
  const number = once(() => new Intl.NumberFormat(locale));
  const percent = once(
    () => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }),
  );
  const collator = once(() => new Intl.Collator(locale, { numeric: true, sensitivity: 'base' }));
  const ordinal = (text: string) => firstOfMonth(language, text);
  // A name in Latin letters, a code or a figure must not carry its neighbours along with it.
  const apart = (text: string) => (language === 'ar' ? `${ISOLATE}${text}${END_ISOLATE}` : text);
  /** All of them in the order of the language, even where the first is written the other way. */
  const joined = (parts: readonly (string | null | undefined | false)[], between: string) => {
    const line = parts.flatMap((part) => (part ? [apart(part)] : [])).join(between);
    return language === 'ar' && line !== '' ? `${RIGHT_TO_LEFT}${line}` : line;
  };
  const isOtherYear = (date: LocalDate, today: LocalDate) => date.slice(0, 4) !== today.slice(0, 4);
  const day = (date: LocalDate, today: LocalDate) => {
    const far = Math.abs(daysBetween(date, today)) > YEAR_DISTANCE_DAYS;
    return ordinal((far && isOtherYear(date, today) ? shortYear : short)().format(utc(date)));
  };
  return {
    day,
    days(compared, today) {
      const withYear = compared.some((date) => date !== null && isOtherYear(date, today));
      return (date) => (withYear ? ordinal(shortYear().format(utc(date))) : day(date, today));
    },
    longDay: (date) => ordinal(long().format(utc(date))),
    range: (from, to) => ordinal(long().formatRange(utc(from), utc(to))),
    month: (date) => month().format(utc(date)),
    monthYear: (date) => monthYear().format(utc(date)),
    time(ms) {
      if (language !== 'fr') return clock().format(ms);
      const at = new Date(ms);
      return `${at.getHours()}${NBSP}h${NBSP}${String(at.getMinutes()).padStart(2, '0')}`;
    },
    dayOf(ms) {
      const at = new Date(ms);
      const two = (value: number) => String(value).padStart(2, '0');
      return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
    },
    number: (value) => number().format(value),
    percent: (value) => percent().format(value / 100),
    ofName: (name) =>
      language !== 'fr' ? name : VOWEL.test(plain(name)) ? `d’${name}` : `de ${name}`,
    line: (parts) => together(parts, ' · ') ?? joined(parts, ' · '),
    list: (parts) => together(parts, ', ') ?? joined(parts, language === 'ar' ? '، ' : ', '),
    compare: (a, b) => collator().compare(a, b),
  };
}

/** Latin words alone run from left to right, and are cut at their end where room is short; else null. */
function together(
  parts: readonly (string | null | undefined | false)[],
  between: string,
): string | null {
  const said = parts.filter((part): part is string => Boolean(part));
  return said.length > 0 && said.every(isLatin) ? said.join(between) : null;
}

function isLatin(text: string): boolean {
  return /^\P{L}*\p{Script=Latin}/u.test(text) && !/\p{Script=Arabic}/u.test(text);
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

const formats = new Map<Language, Format>();

/** The format of a language; made once, since Intl objects are slow to make. */
export function formatOf(language: Language): Format {
  let format = formats.get(language);
  if (format === undefined) {
    format = create(language);
    formats.set(language, format);
  }
  return format;
}
