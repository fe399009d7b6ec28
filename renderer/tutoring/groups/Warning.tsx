import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './Groups.module.css';

/** Something that somebody should look at, and may leave as it is. */
export function Warning({ children }: { readonly children: ReactNode }) {
  return (
    <p className={styles['warning']}>
      <IconAlertTriangle size={16} aria-hidden="true" />
      <span>{children}</span>
    </p>
  );
}
