import { memo } from 'react';
import type { EstablishmentSummary } from '../../shared/kit/kit.contract.ts';
import { Bar } from '../ui/Bar.tsx';
import { cx } from '../ui/cx.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { hasKit } from './establishments.select.ts';
import styles from './SchoolTable.module.css';

interface SchoolRowProps {
  readonly school: EstablishmentSummary;
  readonly index: number;
  /** Distance from the top of the list, in pixels. */
  readonly top: number;
  readonly active: boolean;
  readonly onOpen: (establishment: string) => void;
  readonly onFocus: (index: number) => void;
}

/** One school: opened by a click, or by enter on its row. */
export const SchoolRow = memo(function SchoolRow(props: SchoolRowProps) {
  const { school, index, top, active, onOpen, onFocus } = props;
  const { t, format } = useLanguage();
  const { done, applicable, percent } = school.progress;
  const kit = hasKit(school);
  return (
    // Its keys are handled by the grid it is in.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
    <div
      role="row"
      aria-rowindex={index + 2}
      data-index={index}
      data-establishment={school.id}
      tabIndex={active ? 0 : -1}
      className={cx(styles['row'], styles['cells'])}
      style={{ transform: `translateY(${top}px)` }}
      onClick={() => onOpen(school.id)}
      onFocus={() => onFocus(index)}
    >
      <div role="gridcell" className={styles['town']}>
        {school.town}
      </div>
      <div role="gridcell" className={styles['name']}>
        {school.name}
      </div>
      <div role="gridcell" className={styles['wave']}>
        {school.wave?.label}
      </div>
      <div role="gridcell" className={styles['percent']}>
        {kit ? (
          <>
            <Bar whole={applicable} done={done} late={school.late} className={styles['progress']} />
            <span className={styles['share']}>{format.percent(percent)}</span>
            <span className={styles['of']}>
              {t('schools.done', { done: format.number(done), whole: format.number(applicable) })}
            </span>
          </>
        ) : (
          <span className={styles['of']}>{t('schools.noKit')}</span>
        )}
      </div>
      <div role="gridcell" className={cx(styles['late'], school.late > 0 && styles['some'])}>
        {kit && format.number(school.late)}
      </div>
      <div role="gridcell" className={cx(styles['blocked'], school.blocked > 0 && styles['some'])}>
        {kit && format.number(school.blocked)}
      </div>
    </div>
  );
});
