import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Tag.module.css';

export type Tone = 'late' | 'wait' | 'done' | 'info' | 'plain';

interface TagProps {
  readonly tone: Tone;
  /** Its shape, where the word is to be told apart at a glance. */
  readonly icon?: ReactNode;
  readonly children: ReactNode;
}

/** A word on a soft ground: a state, always said by the word and not by its colour alone. */
export function Tag({ tone, icon, children }: TagProps) {
  return (
    <span className={cx(styles['tag'], styles[tone])}>
      {icon}
      {children}
    </span>
  );
}
