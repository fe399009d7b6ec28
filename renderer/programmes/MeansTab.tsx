import type { ProgrammeView } from '../../shared/programme/programmes.contract.ts';
import { Fact, Facts } from '../ui/Facts.tsx';
import { LabelText } from '../ui/LabelText.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './programmes.module.css';

/** The services and environments that the programme opens, as its template gave them. */
export function MeansTab({ view }: { readonly view: ProgrammeView }) {
  const { t, label } = useLanguage();
  const groups = view.serviceGroups
    .map((group) => ({ group, services: view.services.filter((each) => each.group === group.id) }))
    .filter(({ services }) => services.length > 0);
  return (
    <>
      <p className={styles['note']}>{t('programme:means.fromTemplate')}</p>
      <section className={styles['section']}>
        <h2>{t('programme:means.services')}</h2>
        {groups.length === 0 ? (
          <p className={styles['note']}>{t('programme:means.noServices')}</p>
        ) : (
          <div className={styles['columns']}>
            {groups.map(({ group, services }) => (
              <div key={group.id}>
                <h3>
                  <LabelText label={group.label} />
                </h3>
                <p className={styles['note']}>
                  {t(group.mandatory ? 'programme:means.mandatory' : 'programme:means.optional')}
                </p>
                <ul className={styles['list']}>
                  {services.map((service) => (
                    <li key={service.id}>
                      <LabelText label={service.label} />
                    </li>
                  ))}
                </ul>
              </div>
            ))}
          </div>
        )}
      </section>
      <section className={styles['section']}>
        <h2>{t('programme:means.environments')}</h2>
        {view.environments.length === 0 ? (
          <p className={styles['note']}>{t('programme:means.noEnvironments')}</p>
        ) : (
          <Facts>
            {view.environments.map(({ id, label: name, code, byWeeks, refresh }) => (
              <Fact key={id} name={label(name)}>
                {[
                  ...(code === null ? [] : [code]),
                  ...(byWeeks ? [t('programme:means.byWeeks')] : []),
                  ...(refresh === null ? [] : [t('programme:means.weekly')]),
                ].join(' · ') || '—'}
              </Fact>
            ))}
          </Facts>
        )}
      </section>
    </>
  );
}
