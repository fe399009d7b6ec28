import type { WeekStep } from '../../shared/week/week.contract.ts';
import { cx } from '../ui/cx.ts';
import { LabelText } from '../ui/LabelText.tsx';
import { TickBox } from '../ui/TickBox.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './WeekRow.module.css';

interface WeekRowProps {
  readonly step: WeekStep;
  readonly today: string;
  readonly selected: boolean;
  /** Whether schools of several programmes are listed, so that each line says its own. */
  readonly programmes: boolean;
  readonly onToggle: (step: WeekStep) => void;
  readonly onOpen: (step: WeekStep) => void;
}

/** Id of a row's element. */
export function rowId(step: string): string {
  return `week-${step}`;
}

/** One action of the week: its day, what it is and where. Its keys are handled by the grid. */
export function WeekRow(props: WeekRowProps) {
  const { step, today, selected, programmes, onToggle, onOpen } = props;
  const { t, format, label, placed, script } = useLanguage();
  const { school, programme, due, daysLate, status } = step;
  const where = format.line([placed(school), programmes && script(programme.name)]);
  const day = due === null ? t('week:noDay') : format.day(due, today);
  const late = daysLate > 0 ? t('week:daysLate', { count: daysLate }) : null;
  const title = label(step.title);
  const reason = status === 'blocked' ? step.note : null;

  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      id={rowId(step.id)}
      data-step={step.id}
      data-status={status}
      aria-selected={selected}
      aria-label={format.line([title, t(`status.${status}`), where, day, late, reason])}
      tabIndex={selected ? 0 : -1}
      className={cx(styles['row'], selected && styles['selected'])}
      onClick={() => onOpen(step)}
    >
      <TickBox
        status={status}
        title={title}
        mayTick={step.mayTick}
        onToggle={() => onToggle(step)}
      />
      <div role="gridcell" className={styles['day']} title={format.line([day, late])}>
        <span>{day}</span>
        {/* The space is text: Arabic letters join across elements that have none between them. */}
        {late !== null && (
          <>
            {' '}
            <span className={styles['late']}>{late}</span>
          </>
        )}
      </div>
      <div role="gridcell" className={styles['what']} title={reason ?? undefined}>
        <LabelText label={step.title} />
        {reason !== null && (
          <>
            {' '}
            <span className={styles['why']} dir="auto">
              {reason}
            </span>
          </>
        )}
      </div>
      <div role="gridcell" className={styles['where']} title={where}>
        <bdi>{where}</bdi>
      </div>
    </div>
  );
}
