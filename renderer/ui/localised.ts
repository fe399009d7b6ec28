import type { Language } from '../../shared/kernel/language.ts';

/** A text that was written in French, and perhaps in the other languages. */
export type Localised = { readonly fr: string } & {
  readonly [L in Exclude<Language, 'fr'>]?: string | undefined;
};

/** A text in a language; French is always there. */
export function labelIn(text: Localised, language: Language): string {
  return text[language] || text.fr;
}

/** Direction of a paragraph that holds nothing but the label; undefined: that of the page. */
export function directionIn(text: Localised, language: Language): 'ltr' | undefined {
  return text[language] ? undefined : 'ltr';
}

/** A place that may have a name in Arabic beside its own. */
export interface NamedPlace {
  readonly name: string;
  readonly nameAr: string | null;
}

/** What a place is called in a language. */
export function placeName({ name, nameAr }: NamedPlace, language: Language): string {
  return language === 'ar' ? nameAr || name : name;
}

/** A place, and the town it is in. */
export interface TownPlace extends NamedPlace {
  readonly town: string | null;
}
