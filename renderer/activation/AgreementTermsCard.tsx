import type { DataRoles } from '../../shared/agreement/agreement.rules.ts';
import type { AgreementTerms } from '../../shared/agreement/agreementTerms.ts';
import { LabelText } from '../ui/LabelText.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './Activation.module.css';

interface AgreementTermsCardProps {
  readonly terms: AgreementTerms;
  readonly roles: DataRoles;
}

/** What an agreement says of data, of the fee's reach, of licences and of other applications. */
export function AgreementTermsCard({ terms, roles }: AgreementTermsCardProps) {
  const { t } = useLanguage();
  return (
    <>
      <section className={styles['card']}>
        <h2>{t('activation:terms.data')}</h2>
        <ul className={styles['bullets']}>
          <li>{t(`activation:terms.institution.${roles.institution}`)}</li>
          <li>{t(`activation:terms.publisher.${roles.publisher}`)}</li>
          <li>{t(`activation:terms.further.${roles.furtherAgreement}`)}</li>
        </ul>
      </section>
      <section className={styles['card']}>
        <h2>{t('activation:terms.fee')}</h2>
        <div className={styles['fields']}>
          <div>
            <h3>{t('activation:terms.covered')}</h3>
            <ul className={styles['bullets']}>
              {terms.covered.map((one) => (
                <li key={one.fr}>
                  <LabelText label={one} />
                </li>
              ))}
            </ul>
          </div>
          <div>
            <h3>{t('activation:terms.notCovered')}</h3>
            <ul className={styles['bullets']}>
              {terms.notCovered.map((one) => (
                <li key={one.fr}>
                  <LabelText label={one} />
                </li>
              ))}
            </ul>
          </div>
        </div>
      </section>
      <section className={styles['card']}>
        <h2>{t('activation:terms.rights')}</h2>
        <ul className={styles['bullets']}>
          {terms.licences.map(({ spdx, scope }) => (
            <li key={spdx}>
              <bdi>{spdx}</bdi> : <LabelText label={scope} />
            </li>
          ))}
          {terms.thirdPartyApps.map(({ name, agreement, scope }) => (
            <li key={name}>
              <bdi>{name}</bdi> (<bdi>{agreement}</bdi>) : <LabelText label={scope} />
            </li>
          ))}
          <li>{t('activation:terms.licenceChange')}</li>
          <li>{t('activation:terms.contributions')}</li>
          <li>{t('activation:terms.interfaces')}</li>
          <li>{t('activation:terms.loadingTools')}</li>
          <li>{t('activation:terms.releases', { count: terms.releasesPerYear })}</li>
        </ul>
      </section>
      <section className={styles['card']}>
        <h2>{t('activation:terms.trouble')}</h2>
        <ul className={styles['bullets']}>
          <li>{t('activation:terms.audit')}</li>
          <li>{t('activation:terms.dispute')}</li>
          <li>{t('activation:terms.confidentiality')}</li>
          <li>{t('activation:terms.outlive')}</li>
        </ul>
      </section>
    </>
  );
}
