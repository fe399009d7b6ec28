import { IconCheck, IconExclamationMark, IconMinus } from '@tabler/icons-react';
import type { MouseEvent } from 'react';
import { cx } from './cx.ts';
import styles from './TickBox.module.css';

const MARKS = {
  todo: null,
  done: IconCheck,
  blocked: IconExclamationMark,
  notApplicable: IconMinus,
};

interface TickBoxProps {
  readonly status: keyof typeof MARKS;
  readonly title: string;
  readonly mayTick: boolean;
  readonly onToggle: () => void;
}

/**
 * The cell at the beginning of an action's row. The keyboard stays on the row: the box is for the
 * mouse, space does the same.
 */
export function TickBox({ status, title, mayTick, onToggle }: TickBoxProps) {
  const Mark = MARKS[status];
  function toggle(event: MouseEvent): void {
    event.stopPropagation();
    onToggle();
  }
  return (
    <div role="gridcell" className={styles['tick']} onMouseDown={(event) => event.preventDefault()}>
      <button
        type="button"
        role="checkbox"
        tabIndex={-1}
        aria-checked={status === 'done'}
        aria-label={title}
        aria-disabled={!mayTick}
        className={cx(styles['box'], styles[status])}
        onClick={toggle}
      >
        {Mark !== null && <Mark size={18} stroke={2.6} aria-hidden="true" />}
      </button>
    </div>
  );
}
