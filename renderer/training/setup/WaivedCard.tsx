import { Checkbox } from '@mantine/core';
import type { TrainingSetup } from '../../../shared/training/setup.contract.ts';
import { WAIVABLE_RULES } from '../../../shared/training/planner/rules.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { useSetupDo } from './useSetupDo.ts';
import styles from './Setup.module.css';

/** Rules of the planner that are not kept in this wave, and what that means; written at once. */
export function WaivedCard({ setup }: { readonly setup: TrainingSetup }) {
  const { t } = useLanguage();
  const { run, saved } = useSetupDo(setup.wave);
  const { waived } = setup.rules;
  function toggle(rule: string, on: boolean): void {
    const next = on ? [...waived, rule] : waived.filter((one) => one !== rule);
    void run('trainingSetup.saveRules', { wave: setup.wave, set: { waived: next } }, saved);
  }
  return (
    <section className={styles['card']}>
      <h2>{t('trainingSetup:waived')}</h2>
      <p className={styles['quiet']}>{t('trainingSetup:waivedHint')}</p>
      <div className={styles['rules']}>
        {WAIVABLE_RULES.map((rule) => (
          <Checkbox
            key={rule}
            checked={waived.includes(rule)}
            disabled={!setup.mayPlan}
            label={
              <>
                {t(`planning:rule.${rule}.title`)}
                <small>{t(`trainingSetup:waive.${rule}`)}</small>
              </>
            }
            onChange={(event) => toggle(rule, event.currentTarget.checked)}
          />
        ))}
      </div>
    </section>
  );
}
