import type { FormatterModule, InitOptions } from 'i18next';
import type { Language } from '../kernel/language.ts';

/** How languages are told from each other where days and figures are written. */
export const locales: Record<Language, string> = {
  fr: 'fr-FR',
  en: 'en-GB',
  ar: 'ar-MA-u-nu-latn',
};

const made = new Map<string, Intl.NumberFormat>();

/** A number as a language writes it: `1 316`, `1,316`. */
export function figure(value: number, language: Language): string {
  let format = made.get(language);
  if (format === undefined) {
    format = new Intl.NumberFormat(locales[language]);
    made.set(language, format);
  }
  return format.format(value);
}

/**
 * Has every number in a text written as the text's language writes it, but for names that are
 * numbers: `{{port, plain}}`.
 */
export const figuresInTexts: FormatterModule = {
  type: 'formatter',
  init: () => undefined,
  add: () => undefined,
  addCached: () => undefined,
  format: (value: unknown, format, language) =>
    typeof value === 'number' && format !== 'plain'
      ? figure(value, (language ?? 'fr') as Language)
      : (value as string),
};

/** What every translator does with the values of its texts. */
export const interpolation: NonNullable<InitOptions['interpolation']> = {
  escapeValue: false,
  alwaysFormat: true,
};
