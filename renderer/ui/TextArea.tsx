import type { ComponentProps } from 'react';
import { Full } from './Full.tsx';
import styles from './TextArea.module.css';

interface TextAreaProps extends Omit<ComponentProps<'textarea'>, 'className' | 'dir'> {
  readonly value: string;
}

/** A field for a text of several lines, which grows with it up to a third of the window. */
export function TextArea(props: TextAreaProps) {
  return (
    <>
      <textarea {...props} dir="auto" className={styles['area']} />
      <Full text={props.value} limit={props.maxLength} />
    </>
  );
}
