import { IconClockExclamation } from '@tabler/icons-react';
import { daysBetween, type LocalDate } from '../../../shared/kernel/dates.ts';
import { useTerms } from '../../bridge/useTerms.ts';
import { Tag } from '../../ui/Tag.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Coverage.module.css';

interface LastDayProps {
  readonly day: LocalDate | null;
  readonly switchover: LocalDate | null;
  readonly daysLate: number;
  readonly today: LocalDate;
  /** What is said where nothing is planned: nothing is left, or nothing is there yet. */
  readonly isOver: boolean;
}

/** The last day that is planned, against the switchover; late by a shape and a word. */
export function LastDay({ day, switchover, daysLate, today, isOver }: LastDayProps) {
  const { t, format } = useLanguage();
  const { one } = useTerms();
  const late = daysLate > 0 && (
    <Tag tone="late" icon={<IconClockExclamation size={14} aria-hidden="true" />}>
      {t('coverage:value.late', {
        count: daysLate,
        replace: { count: format.number(daysLate) },
      })}
    </Tag>
  );
  if (day === null) {
    return (
      <span className={styles['last']}>
        <span className={styles['quiet']}>
          {t(isOver ? 'coverage:value.over' : 'coverage:value.nothingPlanned')}
        </span>
        {late}
      </span>
    );
  }
  const apart = switchover === null ? null : daysBetween(switchover, day);
  const count = Math.abs(apart ?? 0);
  const said =
    apart === null
      ? undefined
      : t(apart < 0 ? 'coverage:value.before' : 'coverage:value.after', {
          count,
          switchover: one('switchover'),
        });
  return (
    <span className={styles['last']} title={said}>
      {format.day(day, today)}
      {daysLate > 0 ? late : <span className={styles['quiet']}>{said}</span>}
    </span>
  );
}
