import type { MarkView } from '../../../shared/training/attendance.contract.ts';
import {
  attendanceStatuses,
  type AttendanceStatus,
} from '../../../shared/training/attendance.entity.ts';
import type { Half } from '../../../shared/training/trainingValues.ts';
import { cx } from '../../ui/cx.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { markKeys, markShapes } from './marks.ts';
import { TimeField } from './TimeField.tsx';
import styles from './MarkButtons.module.css';

interface MarkButtonsProps {
  readonly name: string;
  readonly half: Half;
  readonly mark: MarkView | undefined;
  readonly disabled: boolean;
  /** Whether the time is asked for now: the keyboard goes there. */
  readonly asking: boolean;
  readonly onMark: (status: AttendanceStatus | null) => void;
  /** Says when they came; whether it was taken. */
  readonly onTime: (time: string | null) => Promise<boolean>;
  /** The time has been said. */
  readonly onLeave: () => void;
}

/** One half-day of somebody: four states to choose from, the chosen one also as a word. */
export function MarkButtons(props: MarkButtonsProps) {
  const { name, half, mark, disabled, asking, onMark, onTime, onLeave } = props;
  const { t } = useLanguage();
  const status = mark?.status ?? null;
  return (
    <div
      role="group"
      aria-label={t('attendance:cell', { name, half: t(`attendance:half.${half}`) })}
      className={styles['cell']}
      data-half={half}
      data-status={status ?? 'none'}
    >
      <span className={styles['buttons']}>
        {attendanceStatuses.map((one) => {
          const Shape = markShapes[one];
          const on = one === status;
          return (
            <button
              key={one}
              type="button"
              tabIndex={-1}
              aria-pressed={on}
              aria-label={t(`attendance:status.${one}`)}
              title={`${t(`attendance:status.${one}`)} (${markKeys[one]})`}
              disabled={disabled}
              data-value={one}
              className={cx(styles['button'], on && styles[one])}
              onClick={() => onMark(on ? null : one)}
            >
              <Shape size={17} stroke={on ? 2.6 : 2} aria-hidden="true" />
            </button>
          );
        })}
      </span>
      {status === 'late' && !disabled ? (
        <TimeField
          value={mark?.arrivedAt ?? null}
          asking={asking}
          label={t('attendance:arrivedAt', { name })}
          onCommit={onTime}
          onLeave={onLeave}
        />
      ) : (
        <span className={cx(styles['word'], status !== null && styles[`${status}Word`])}>
          {status === null ? '' : t(`attendance:status.${status}`)}
          {status === 'late' && mark?.arrivedAt !== null && ` ${mark?.arrivedAt}`}
        </span>
      )}
    </div>
  );
}
