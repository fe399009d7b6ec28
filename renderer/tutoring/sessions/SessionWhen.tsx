import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { DateField } from '../../ui/fields.tsx';
import { TimeField } from '../../ui/TimeField.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Sessions.module.css';

interface When {
  readonly day: LocalDate;
  readonly from: string;
  readonly to: string;
}

interface SessionWhenProps {
  /** What the day is called here. */
  readonly label: string;
  readonly at: When;
  readonly today: LocalDate;
  readonly onChange: (at: When) => void;
}

/** Day and times of a session; an end before its start is said. */
export function SessionWhen({ label, at, today, onChange }: SessionWhenProps) {
  const { t } = useLanguage();
  return (
    <div className={styles['fields']}>
      <DateField
        label={label}
        value={at.day}
        today={today}
        required
        onCommit={(day) => day !== null && onChange({ ...at, day })}
      />
      <TimeField
        label={t('tutoring:from')}
        value={at.from}
        onCommit={(from) => onChange({ ...at, from })}
      />
      <TimeField
        label={t('tutoring:to')}
        value={at.to}
        wrong={at.to <= at.from ? t('tutoring:endsFirst') : undefined}
        onCommit={(to) => onChange({ ...at, to })}
      />
    </div>
  );
}
