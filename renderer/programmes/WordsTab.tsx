import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { languages, type Language } from '../../shared/kernel/language.ts';
import { terms, type TermName } from '../../shared/programme/programme.entity.ts';
import type { ProgrammeView } from '../../shared/programme/programmes.contract.ts';
import { Choice } from '../ui/Choice.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { LabelCell, withText } from './LabelCell.tsx';
import type { ProgrammePart } from './useProgrammeEdit.ts';
import styles from './programmes.module.css';

type Form = 'one' | 'many';
type Vocabulary = ProgrammeView['vocabulary'];

/** The programme's own words for the things of the product, in each language. */
export function WordsTab({ view, edit }: ProgrammePart) {
  const { t, language: shown } = useLanguage();
  const { i18n } = useTranslation();
  const [language, setLanguage] = useState<Language>(shown);
  const product = (name: TermName, form: Form, of: Language): string =>
    i18n.getFixedT(of)(`term.${name}.${form}`);

  function commit(name: TermName, form: Form, text: string | null): void {
    const vocabulary = withWord(view.vocabulary, { name, form, language, text }, (each) =>
      product(name, each, 'fr'),
    );
    edit?.({ vocabulary });
  }
  const cell = (name: TermName, form: Form) => {
    const term = view.vocabulary[name];
    return (
      <LabelCell
        key={language}
        name={t('programme:words.cell', {
          term: t(`term.${name}.one`),
          form: t(`programme:words.${form}`),
        })}
        value={term?.[form] ?? null}
        language={language}
        otherwise={term === undefined ? product(name, form, language) : term[form].fr}
        disabled={edit === null}
        onCommit={(text) => commit(name, form, text)}
      />
    );
  };
  return (
    <>
      <div className={styles['bar']}>
        <Choice
          label={t('programme:words.language')}
          value={language}
          options={languages.map((value) => ({
            value,
            label: t(`languageName.${value}`),
            lang: value,
          }))}
          onChange={setLanguage}
        />
        <p className={styles['note']}>{t('programme:words.help')}</p>
      </div>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('programme:words.term')}</th>
            <th scope="col">{t('programme:words.one')}</th>
            <th scope="col">{t('programme:words.many')}</th>
          </tr>
        </thead>
        <tbody>
          {terms.map((name) => (
            <tr key={name}>
              <th scope="row">{t(`term.${name}.one`)}</th>
              <td>{cell(name, 'one')}</td>
              <td>{cell(name, 'many')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

interface Word {
  readonly name: TermName;
  readonly form: Form;
  readonly language: Language;
  /** Null: emptied. */
  readonly text: string | null;
}

/**
 * A vocabulary with one word changed. Emptied in French it is the product's again, in all
 * languages; in another language French is said instead.
 * @param product the product's French word in each form, for the one that is not written yet
 */
function withWord(
  vocabulary: Vocabulary,
  { name, form, language, text }: Word,
  product: (form: Form) => string,
): Vocabulary {
  const { [name]: term, ...others } = vocabulary;
  if (text === null && language === 'fr') return others;
  const before = term ?? { one: { fr: product('one') }, many: { fr: product('many') } };
  return { ...others, [name]: { ...before, [form]: withText(before[form], language, text) } };
}
