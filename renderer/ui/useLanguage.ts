import type { TFunction } from 'i18next';
import { createContext, use } from 'react';
import type { Language } from '../../shared/kernel/language.ts';
import type { Localised, NamedPlace, TownPlace } from './localised.ts';
import type { Format } from './format.ts';

/** Texts, dates and figures in the page's language. */
export interface LanguageTools {
  readonly t: TFunction;
  readonly language: Language;
  readonly format: Format;
  /** A text in the page's language, in French where it has no other. */
  readonly label: (text: Localised) => string;
  /** What a school or another place is called in the page's language. */
  readonly named: (place: NamedPlace) => string;
  /** A school and its town, as a line of a list says them. */
  readonly placed: (place: TownPlace) => string;
  /** A name that may be written in two scripts, in that of the page. */
  readonly script: (name: string) => string;
}

export const LanguageContext = createContext<LanguageTools | null>(null);

/** The page's language. From a context: asking i18next in every row of a list costs too much. */
export function useLanguage(): LanguageTools {
  const tools = use(LanguageContext);
  if (tools === null) throw new Error('LanguageProvider is missing.');
  return tools;
}
