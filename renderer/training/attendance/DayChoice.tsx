import { Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { SelectField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { SeriesDays } from './useSeriesDays.ts';
import styles from './SheetHead.module.css';

interface DayChoiceProps {
  readonly days: SeriesDays;
  /** What the day whose sheet is open is known by. */
  readonly open: string;
  readonly today: LocalDate;
}

/** Which day of a series the sheet is of, and the ones before and after it. */
export function DayChoice({ days, open, today }: DayChoiceProps) {
  const { t, format } = useLanguage();
  const at = days.all.findIndex(({ key }) => key === open);
  const icons = { size: 16, className: 'mirrored', 'aria-hidden': true } as const;
  return (
    <div className={styles['days']} role="group" aria-label={t('attendance:days.label')}>
      <Button
        variant="default"
        px={8}
        aria-label={t('attendance:days.before')}
        disabled={at <= 0}
        onClick={() => days.turn(-1)}
      >
        <IconChevronLeft {...icons} />
      </Button>
      <SelectField
        label={t('attendance:days.label')}
        labelled="unseen"
        value={open}
        options={days.all.map(({ key, day, status }) => ({
          value: key,
          label: format.line([
            format.longDay(day),
            day === today
              ? t('attendance:list.today')
              : status === 'held'
                ? t('attendance:held')
                : status === 'cancelled'
                  ? t('timetable:status.cancelled')
                  : null,
          ]),
        }))}
        onChange={days.go}
      />
      <Button
        variant="default"
        px={8}
        aria-label={t('attendance:days.after')}
        disabled={at === -1 || at === days.all.length - 1}
        onClick={() => days.turn(1)}
      >
        <IconChevronRight {...icons} />
      </Button>
    </div>
  );
}
