import { useTranslation } from 'react-i18next';
import type { Language } from '../../shared/kernel/language.ts';
import type { Label } from '../../shared/schema/values.ts';
import { formatOf, type Format } from './format.ts';

interface LanguageTools {
  readonly t: ReturnType<typeof useTranslation>['t'];
  readonly language: Language;
  readonly format: Format;
  /** A label of the programme in the page's language, in French where it has no other. */
  readonly label: (label: Label) => string;
}

/** Texts, dates and figures in the page's language. */
export function useLanguage(): LanguageTools {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  return { t, language, format: formatOf(language), label: (label) => labelIn(label, language) };
}

/** A label in a language; French is always there. */
export function labelIn(label: Label, language: Language): string {
  return label[language] || label.fr;
}
