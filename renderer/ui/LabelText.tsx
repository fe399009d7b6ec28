import { labelIn, type Localised } from './localised.ts';
import { useLanguage } from './useLanguage.ts';

/**
 * A label of the programme. It is set apart from the text around it, since a French label may
 * stand in an Arabic line, and says its own language to a screen reader.
 */
export function LabelText({ label }: { label: Localised }) {
  const { language } = useLanguage();
  return <bdi lang={label[language] ? undefined : 'fr'}>{labelIn(label, language)}</bdi>;
}
