import {
  IconCircle,
  IconCircleCheckFilled,
  IconCircleMinus,
  IconExclamationCircle,
} from '@tabler/icons-react';
import { cx } from './cx.ts';
import styles from './StateMark.module.css';

const SHAPES = {
  todo: IconCircle,
  done: IconCircleCheckFilled,
  blocked: IconExclamationCircle,
  notApplicable: IconCircleMinus,
};

/** The shape of a state, to stand before its word: never a colour alone. */
export function StateMark({ state, size = 16 }: { state: keyof typeof SHAPES; size?: number }) {
  const Shape = SHAPES[state];
  return <Shape size={size} className={cx(styles['mark'], styles[state])} aria-hidden="true" />;
}
