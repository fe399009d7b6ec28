import type { TFunction } from 'i18next';
import type { LocalDate } from '../kernel/dates.ts';
import type { Language } from '../kernel/language.ts';
import { createMessages } from '../messages/messages.ts';
import { firstOfMonth } from '../kernel/firstOfMonth.ts';
import { halvesOf, type Hours, type PaperPlace, type PaperSession } from './papers.ts';

const LOCALES: Record<Language, string> = { fr: 'fr-FR', en: 'en-GB', ar: 'ar-MA-u-nu-latn' };
const ISOLATE = '\u2068';
const END_ISOLATE = '\u2069';
const HOUR_MINUTES = 60;

/** How the papers of training say things in one language. */
export interface PaperWords {
  readonly t: TFunction;
  /** `mercredi 10 janvier 2024`. */
  day(date: LocalDate): string;
  /** `10 janvier 2024`. */
  longDay(date: LocalDate): string;
  /** `9 h 00` of `09:00`; `09:00` in other languages. */
  time(text: string): string;
  /** `de 9 h 00 à 12 h 00`. */
  hours(hours: Hours): string;
  /** `de 9 h 00 à 12 h 00 et de 13 h 30 à 16 h 30`. */
  allHours(session: Pick<PaperSession, 'hours'>): string;
  /** `3 h 30 min`. */
  duration(minutes: number): string;
  /** What there is of a place, the widest last. */
  placeParts(place: PaperPlace): string[];
  /** In an Arabic mail, what must not carry its neighbours along: it may be in Latin letters. */
  apart(text: string): string;
  /** Several of a kind in one line of mail; on paper each has an element of its own. */
  list(parts: readonly string[]): string;
  /** With a capital letter, as a heading has. */
  heading(text: string): string;
}

/** @returns the words of papers in a language; makes formats, so once a paper */
export function paperWords(language: Language): PaperWords {
  const { t } = createMessages(language);
  const locale = LOCALES[language];
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'long', ...options });
  const days = new Intl.DateTimeFormat(locale, options);
  const say = (format: Intl.DateTimeFormat, date: LocalDate): string =>
    firstOfMonth(locale, format.format(new Date(`${date}T00:00:00Z`)));
  const time = (text: string): string => {
    const [hour = '', minute = ''] = text.split(':');
    return language === 'fr' ? `${Number(hour)}\u00a0h\u00a0${minute}` : text;
  };
  const hours = ({ from, to }: Hours): string =>
    t('papers:hours', { from: time(from), to: time(to) });
  const apart = (text: string): string =>
    language === 'ar' ? `${ISOLATE}${text}${END_ISOLATE}` : text;
  return {
    t,
    day: (date) => say(weekdays, date),
    longDay: (date) => say(days, date),
    time,
    hours,
    allHours: (session) =>
      halvesOf(session)
        .flatMap((half) => session.hours[half] ?? [])
        .map(hours)
        .join(t('papers:and')),
    duration(minutes) {
      const whole = Math.floor(minutes / HOUR_MINUTES);
      const rest = minutes - whole * HOUR_MINUTES;
      const said = [
        ...(whole > 0 || rest === 0 ? [t('papers:duration.hours', { count: whole })] : []),
        ...(rest > 0 ? [t('papers:duration.minutes', { count: rest })] : []),
      ];
      return said.join(t('papers:duration.between'));
    },
    placeParts: ({ site, room, address }) =>
      [site, room, address].filter((part): part is string => !!part),
    apart,
    list: (parts) => parts.map(apart).join(t('papers:comma')),
    heading: (text) => text.charAt(0).toLocaleUpperCase(locale) + text.slice(1),
  };
}
