import { useState } from 'react';
import { languages, type Language } from '../../../shared/kernel/language.ts';
import { Choice } from '../../ui/Choice.tsx';
import { CommitArea, CommitField } from '../../ui/fields.tsx';
import type { Localised } from '../../ui/localised.ts';
import { isolated } from './problems.words.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { ActionFields } from './action.fields.ts';

/** Characters of a title, and of a description. */
const MAX_TITLE = 400;
const MAX_DESCRIPTION = 4_000;

/** Title and description, one language at a time; French stands where another is missing. */
export function TextFields({ action, disabled, onSet }: ActionFields) {
  const { t, language: page } = useLanguage();
  const [language, setLanguage] = useState<Language>(page);
  const [isMissing, setMissing] = useState<'title' | 'description' | null>(null);
  const { title, description } = action;
  const inFrench = (text: Localised | null) =>
    language === 'fr' || text === null || text.fr === ''
      ? undefined
      : t('templates:form.inFrench', { text: isolated(text.fr) });

  function setTitle(text: string | null): void {
    // Nothing is kept without its French title: that is what stands where others are missing.
    setMissing(language === 'fr' && text === null ? 'title' : null);
    if (language === 'fr' && text === null) return;
    onSet({ title: withText(title, language, text) });
  }
  function setDescription(text: string | null): void {
    const next = withText(description ?? { fr: '' }, language, text);
    const lacksFrench = next.fr === '' && Object.values(next).some(Boolean);
    setMissing(lacksFrench ? 'description' : null);
    if (!lacksFrench) onSet({ description: next.fr === '' ? null : next });
  }
  const wrong = (field: 'title' | 'description') =>
    isMissing === field ? t(`templates:form.frenchFirst.${field}`) : undefined;
  return (
    <>
      <Choice
        label={t('templates:form.language')}
        options={languages.map((value) => ({
          value,
          label: t(`languageName.${value}`),
          lang: value,
        }))}
        value={language}
        onChange={setLanguage}
      />
      <CommitField
        key={`title ${language}`}
        label={t('templates:field.title')}
        lang={language}
        value={title[language] || null}
        maxLength={MAX_TITLE}
        disabled={disabled}
        hint={inFrench(title)}
        wrong={wrong('title')}
        onCommit={setTitle}
      />
      <CommitArea
        key={`description ${language}`}
        label={t('templates:field.description')}
        lang={language}
        value={description?.[language] || null}
        maxLength={MAX_DESCRIPTION}
        disabled={disabled}
        hint={inFrench(description)}
        wrong={wrong('description')}
        onCommit={setDescription}
      />
    </>
  );
}

/** A text with that of one language in place of what it had; without it where it is empty. */
export function withText(text: Localised, language: Language, next: string | null) {
  const { fr, ...others } = { ...text, [language]: next ?? '' };
  const filled = Object.entries(others).filter(([, one]) => one !== undefined && one !== '');
  return { ...(Object.fromEntries(filled) as { en?: string; ar?: string }), fr };
}
