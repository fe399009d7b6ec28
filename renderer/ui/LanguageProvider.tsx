import type { i18n, TFunction } from 'i18next';
import { useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/kernel/language.ts';
import { inScript } from '../../shared/kernel/script.ts';
import { formatOf } from './format.ts';
import {
  labelIn,
  placeName,
  type Localised,
  type NamedPlace,
  type TownPlace,
} from './localised.ts';
import { LanguageContext } from './useLanguage.ts';

/** Remembers texts without values: rows ask for the same few again and again. */
function cached(t: TFunction): TFunction {
  const known = new Map<string, string>();
  const ask = (key: string, values?: Record<string, unknown>): string => {
    if (values !== undefined) return t(key, values);
    let text = known.get(key);
    if (text === undefined) {
      text = t(key);
      known.set(key, text);
    }
    return text;
  };
  return ask as unknown as TFunction;
}

/** Gives what is below it the page's language, and draws it again when that changes. */
export function LanguageProvider({ texts, children }: { texts: i18n; children: ReactNode }) {
  const { t } = useTranslation(undefined, { i18n: texts });
  const language = texts.language as Language;
  const tools = useMemo(
    () => ({
      t: cached(t),
      language,
      format: formatOf(language),
      label: (text: Localised) => labelIn(text, language),
      named: (place: NamedPlace) => placeName(place, language),
      placed: (place: TownPlace) =>
        formatOf(language).line([
          placeName(place, language),
          place.town === null ? null : inScript(place.town, language),
        ]),
      script: (name: string) => inScript(name, language),
    }),
    [t, language],
  );
  return <LanguageContext value={tools}>{children}</LanguageContext>;
}
