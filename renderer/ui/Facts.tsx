import type { ReactNode } from 'react';
import styles from './Facts.module.css';

interface FactsProps {
  /** Names and what they hold; a null value leaves the pair out. */
  readonly facts: readonly (readonly [name: string, value: ReactNode])[];
}

/** Names and values in two columns that line up. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className={styles['facts']}>
      {facts.map(([name, value]) =>
        value === null ? null : (
          <div key={name} className={styles['pair']}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </dl>
  );
}
