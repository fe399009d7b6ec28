import type { ReactNode } from 'react';
import styles from './Facts.module.css';

/** Names and values in two columns that line up; holds `Fact`s. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles['facts']}>{children}</dl>;
}

/** A name and its value. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={styles['pair']}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
