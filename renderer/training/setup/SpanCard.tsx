import type { RulesView, TrainingSetup } from '../../../shared/training/setup.contract.ts';
import { DateField } from '../../ui/fields.tsx';
import { TimeField } from '../../ui/TimeField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { useSetupDo } from './useSetupDo.ts';
import styles from './Setup.module.css';

const TIMES = ['morningFrom', 'morningTo', 'afternoonFrom', 'afternoonTo'] as const;

/** Between which days and hours the wave's trainings are; written at once. */
export function SpanCard({ setup }: { readonly setup: TrainingSetup }) {
  const { t } = useLanguage();
  const { run, saved } = useSetupDo(setup.wave);
  const { rules, mayPlan, today } = setup;
  const set = (part: Partial<RulesView>): void =>
    void run('trainingSetup.saveRules', { wave: setup.wave, set: part }, saved);
  return (
    <section className={styles['card']}>
      <h2>{t('trainingSetup:span')}</h2>
      <p className={styles['quiet']}>{t('trainingSetup:spanHint')}</p>
      <div className={styles['dates']}>
        <DateField
          label={t('trainingSetup:fromDay')}
          value={rules.from}
          today={today}
          disabled={!mayPlan}
          {...(rules.until !== null && { max: rules.until })}
          onCommit={(from) => set({ from })}
        />
        <DateField
          label={t('trainingSetup:untilDay')}
          value={rules.until}
          today={today}
          disabled={!mayPlan}
          {...(rules.from !== null && { min: rules.from })}
          onCommit={(until) => set({ until })}
        />
      </div>
      <div className={styles['fields']}>
        {TIMES.map((name) => (
          <TimeField
            key={name}
            label={t(`trainingSetup:time.${name}`)}
            value={rules[name] ?? ''}
            disabled={!mayPlan}
            onCommit={(time) => set({ [name]: time })}
          />
        ))}
      </div>
    </section>
  );
}
