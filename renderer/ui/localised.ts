import type { Language } from '../../shared/kernel/language.ts';

/** A text that was written in French, and perhaps in the other languages. */
export type Localised = { readonly fr: string } & {
  readonly [L in Exclude<Language, 'fr'>]?: string | undefined;
};

/** A text in a language; French is always there. */
export function labelIn(text: Localised, language: Language): string {
  return text[language] || text.fr;
}
