import { useState } from 'react';
import { languages, type Language } from '../../../shared/kernel/language.ts';
import { CommitField } from '../../ui/fields.tsx';
import type { Localised } from '../../ui/localised.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { withText } from './TextFields.tsx';
import styles from './draft.module.css';

interface LabelFieldsProps {
  readonly legend: string;
  readonly hint?: string;
  readonly value: Localised | null;
  /** It may not be left out. */
  readonly required?: boolean;
  readonly maxLength: number;
  readonly disabled: boolean;
  /** Null: nothing is left of it. */
  readonly onSet: (label: Localised | null) => void;
}

/** A short text in every language at once; French stands where another is missing. */
export function LabelFields(props: LabelFieldsProps) {
  const { legend, hint, value, required = false, maxLength, disabled, onSet } = props;
  const { t } = useLanguage();
  const [isMissing, setMissing] = useState(false);

  function set(language: Language, text: string | null): void {
    const next = withText(value ?? { fr: '' }, language, text);
    const isEmpty = Object.values(next).every((one) => one === '' || one === undefined);
    const lacksFrench = next.fr === '' && (required || !isEmpty);
    setMissing(lacksFrench);
    if (!lacksFrench) onSet(isEmpty ? null : next);
  }
  return (
    <fieldset className={styles['group']} disabled={disabled}>
      <legend>{legend}</legend>
      {languages.map((language) => (
        <CommitField
          key={language}
          label={t(`languageName.${language}`)}
          lang={language}
          value={value?.[language] || null}
          maxLength={maxLength}
          disabled={disabled}
          wrong={language === 'fr' && isMissing ? t('templates:entry.frenchFirst') : undefined}
          onCommit={(text) => set(language, text)}
        />
      ))}
      {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
    </fieldset>
  );
}
