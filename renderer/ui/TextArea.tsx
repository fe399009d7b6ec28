import type { ComponentProps } from 'react';
import styles from './TextArea.module.css';

/** A field for a text of several lines, which grows with it up to a third of the window. */
export function TextArea(props: Omit<ComponentProps<'textarea'>, 'className' | 'dir'>) {
  return <textarea {...props} dir="auto" className={styles['area']} />;
}
