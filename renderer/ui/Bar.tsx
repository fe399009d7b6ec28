import { cx } from './cx.ts';
import styles from './Bar.module.css';

interface BarProps {
  /** How many there are in all. */
  readonly whole: number;
  readonly done: number;
  /** Late ones, hatched so that they are told apart without colour. */
  readonly late?: number;
  readonly className?: string | undefined;
}

/** How much of a whole is done and late. Decoration: the figures always stand beside it in words. */
export function Bar({ whole, done, late = 0, className }: BarProps) {
  const share = (part: number) => `${whole === 0 ? 0 : (100 * part) / whole}%`;
  return (
    <span className={cx(styles['bar'], className)} aria-hidden="true">
      <span className={styles['done']} style={{ inlineSize: share(done) }} />
      <span className={styles['late']} style={{ inlineSize: share(late) }} />
    </span>
  );
}
