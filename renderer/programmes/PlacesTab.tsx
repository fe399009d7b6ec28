import { languages } from '../../shared/kernel/language.ts';
import type { Label } from '../../shared/schema/values.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { LabelCell, withText } from './LabelCell.tsx';
import type { ProgrammePart } from './useProgrammeEdit.ts';
import styles from './programmes.module.css';

/** What the levels of the hierarchy and the variants of the kit are called. */
export function PlacesTab({ view, edit }: ProgrammePart) {
  const { t } = useLanguage();
  return (
    <>
      <p className={styles['note']}>{t('programme:places.help')}</p>
      <Labels
        title={t('programme:places.levels')}
        none={t('programme:places.noLevels')}
        list={view.levels}
        onChange={edit === null ? null : (levels) => edit({ levels })}
      />
      <Labels
        title={t('programme:places.variants')}
        none={t('programme:places.noVariants')}
        list={view.variants}
        onChange={edit === null ? null : (variants) => edit({ variants })}
      />
    </>
  );
}

interface LabelsProps<T extends { readonly id: string; readonly label: Label }> {
  readonly title: string;
  /** Said where the list is empty. */
  readonly none: string;
  readonly list: readonly T[];
  readonly onChange: ((list: T[]) => void) | null;
}

/** Labels of a list, a column for each language. */
function Labels<T extends { readonly id: string; readonly label: Label }>(props: LabelsProps<T>) {
  const { title, none, list, onChange } = props;
  const { t, label } = useLanguage();
  return (
    <section className={styles['section']}>
      <h2>{title}</h2>
      {list.length === 0 ? (
        <p className={styles['note']}>{none}</p>
      ) : (
        <table className={styles['table']}>
          <thead>
            <tr>
              {languages.map((language) => (
                <th key={language} scope="col" lang={language}>
                  {t(`languageName.${language}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.map((each, at) => (
              <tr key={each.id}>
                {languages.map((language) => (
                  <td key={language}>
                    <LabelCell
                      name={`${label(each.label)}, ${t(`languageName.${language}`)}`}
                      value={each.label}
                      language={language}
                      otherwise={each.label.fr}
                      disabled={onChange === null}
                      required={language === 'fr'}
                      onCommit={(text) =>
                        onChange?.(
                          list.with(at, { ...each, label: withText(each.label, language, text) }),
                        )
                      }
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
