import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Tag.module.css';

export type Tone = 'late' | 'wait' | 'done' | 'info' | 'plain';

/** A word on a soft ground: a state, always said by the word and not by its colour alone. */
export function Tag({ tone, children }: { tone: Tone; children: ReactNode }) {
  return <span className={cx(styles['tag'], styles[tone])}>{children}</span>;
}
