import { Button } from '@mantine/core';
import { IconTableExport } from '@tabler/icons-react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { useBridge } from '../../bridge/BridgeContext.tsx';
import { failureWords } from '../../bridge/failureWords.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { Choice } from '../../ui/Choice.tsx';
import { DateInput } from '../../ui/DateInput.tsx';
import { useNotices } from '../../ui/notices.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { Asked, Reading } from './coverageReads.ts';
import styles from './Coverage.module.css';

const DAY_ID = 'coverage-day';

interface CoverageToolsProps {
  readonly asked: Asked;
  readonly today: LocalDate;
  readonly reading: Reading;
  readonly readings: readonly Reading[];
  /** Actions of kits that wait to be confirmed. */
  readonly proposals: number;
  readonly onReading: (reading: Reading) => void;
  /** Another past day; undefined: today. */
  readonly onDay: (day: LocalDate | undefined) => void;
}

/** Which reading, as of which day, and the way to take it out as a table. */
export function CoverageTools(props: CoverageToolsProps) {
  const { asked, today, reading, readings, proposals, onReading, onDay } = props;
  const { t, format } = useLanguage();
  const { one } = useTerms();
  const { client } = useBridge();
  const notices = useNotices();

  async function save(): Promise<void> {
    if (reading === 'kits') return;
    const answer = await client.tables('coverage.save', { table: reading, ...asked });
    if (!answer.ok) notices.say({ tone: 'problem', text: failureWords(t, answer.error) });
    else if (answer.value !== null) {
      const { file, rows } = answer.value;
      const text = t('coverage:export.done', {
        file,
        count: rows,
        replace: { count: format.number(rows), file },
      });
      notices.say({ tone: 'quiet', text });
    }
  }

  return (
    <div className={styles['tools']}>
      <Choice
        label={t('coverage:reading.label')}
        value={reading}
        options={readings.map((value) => ({
          value,
          label: format.line([
            t(`coverage:reading.${value}`, { school: one('establishment') }),
            value === 'kits' && proposals > 0 && format.number(proposals),
          ]),
        }))}
        onChange={onReading}
      />
      {/* What kits wait for is of today alone. */}
      {reading !== 'kits' && (
        <div className={styles['day']}>
          <label className={styles['day']} htmlFor={DAY_ID}>
            {t('coverage:asOf')}
            <DateInput
              id={DAY_ID}
              value={asked.asOf ?? today}
              max={today}
              today={today}
              onChange={(next) => onDay(next === null || next >= today ? undefined : next)}
            />
          </label>
          {asked.asOf !== undefined && (
            <Button variant="default" onClick={() => onDay(undefined)}>
              {t('coverage:today')}
            </Button>
          )}
          <Button
            variant="default"
            leftSection={<IconTableExport size={16} aria-hidden="true" />}
            onClick={() => void save()}
          >
            {t('coverage:export.do')}
          </Button>
        </div>
      )}
    </div>
  );
}
