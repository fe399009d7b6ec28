import { Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { FullTrainer, TrainingSetup } from '../../../shared/training/setup.contract.ts';
import { DateField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { useSetupDo } from './useSetupDo.ts';
import styles from './Setup.module.css';

interface AbsencesFieldProps {
  readonly setup: TrainingSetup;
  readonly trainer: FullTrainer;
}

/** Days on which a trainer cannot come; written at once. Why is nobody’s affair. */
export function AbsencesField({ setup, trainer }: AbsencesFieldProps) {
  const { t, format } = useLanguage();
  const { run, busy, saved } = useSetupDo(setup.wave);
  const { wave, today } = setup;
  const [draft, setDraft] = useState<{ from: LocalDate | null; until: LocalDate | null }>({
    from: null,
    until: null,
  });
  const { from, until } = draft;
  const endsFirst = from !== null && until !== null && until < from;
  const own = setup.absences.filter((one) => one.trainer === trainer.id);
  async function add(): Promise<void> {
    if (from === null || endsFirst) return;
    const input = { wave, trainer: trainer.id, set: { from, until: until ?? from } };
    const made = await run('trainingSetup.saveAbsence', input, saved);
    if (made !== null) setDraft({ from: null, until: null });
  }
  return (
    <section className={styles['section']} aria-label={t('trainingSetup:absences')}>
      <h3 className={styles['heading']}>{t('trainingSetup:absences')}</h3>
      {own.length === 0 && <p className={styles['quiet']}>{t('trainingSetup:noAbsences')}</p>}
      {own.map((one) => {
        const days = one.from === null ? '—' : format.range(one.from, one.until ?? one.from);
        return (
          <div key={one.id} className={styles['entry']}>
            <bdi>{days}</bdi>
            {trainer.mayBeAway && (
              <button
                type="button"
                className={styles['icon']}
                aria-label={t('trainingSetup:dropDays', { days })}
                onClick={() =>
                  void run('trainingSetup.remove', { wave, kind: 'absence', id: one.id }, () =>
                    t('trainingSetup:done.removed'),
                  )
                }
              >
                <IconX size={16} aria-hidden="true" />
              </button>
            )}
          </div>
        );
      })}
      {trainer.mayBeAway && (
        <>
          <div className={styles['dates']}>
            <DateField
              label={t('trainingSetup:fromDay')}
              value={from}
              today={today}
              onCommit={(day) => setDraft({ ...draft, from: day })}
            />
            <DateField
              label={t('trainingSetup:untilDay')}
              value={until}
              today={today}
              wrong={endsFirst ? t('trainingSetup:endsFirst') : undefined}
              onCommit={(day) => setDraft({ ...draft, until: day })}
            />
          </div>
          <div className={styles['row']}>
            <Button
              variant="default"
              size="compact-sm"
              disabled={busy || from === null || endsFirst}
              onClick={() => void add()}
            >
              {t('trainingSetup:addAbsence')}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
