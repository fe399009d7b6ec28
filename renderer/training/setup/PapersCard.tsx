import type { TrainingSetup } from '../../../shared/training/setup.contract.ts';
import { CommitField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { useSetupDo } from './useSetupDo.ts';
import styles from './Setup.module.css';

/** What the papers say alike, with how long each may be. */
const FIELDS = [
  ['organiser', 240],
  ['signatoryName', 240],
  ['signatoryFunction', 240],
  ['writtenAt', 120],
  ['returnAddress', 400],
] as const;

/** Who calls people together, who signs, and where signed sheets go; written at once. */
export function PapersCard({ setup }: { readonly setup: TrainingSetup }) {
  const { t } = useLanguage();
  const { run, saved } = useSetupDo(setup.wave);
  const { rules, mayPlan } = setup;
  return (
    <section className={styles['card']}>
      <h2>{t('trainingSetup:papers.title')}</h2>
      <p className={styles['quiet']}>{t('trainingSetup:papers.hint')}</p>
      {FIELDS.map(([name, maxLength]) => (
        <CommitField
          key={name}
          label={t(`trainingSetup:papers.${name}`)}
          value={rules[name]}
          maxLength={maxLength}
          disabled={!mayPlan}
          onCommit={(text) =>
            void run('trainingSetup.saveRules', { wave: setup.wave, set: { [name]: text } }, saved)
          }
        />
      ))}
    </section>
  );
}
