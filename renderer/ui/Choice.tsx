import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './Choice.module.css';

interface Option<V extends string> {
  readonly value: V;
  readonly label: string;
  /** Language of the label where it is not the page's. */
  readonly lang?: string;
  readonly icon?: ReactNode;
}

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly options: readonly Option<V>[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  readonly disabled?: boolean;
  /** All as wide as each other, in as many lines as they need: a last one alone looks chosen. */
  readonly even?: boolean;
}

/**
 * One of a few, side by side. Buttons that are pressed rather than radios: moving over them by
 * keyboard must not choose, since a choice may be recorded and sent.
 */
export function Choice<V extends string>(props: ChoiceProps<V>) {
  const { label, options, value, onChange, disabled = false, even = false } = props;
  return (
    <div role="group" aria-label={label} className={cx(styles['choice'], even && styles['even'])}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          lang={option.lang}
          aria-pressed={option.value === value}
          disabled={disabled}
          data-value={option.value}
          className={cx(styles['option'], option.value === value && styles['on'])}
          onClick={() => onChange(option.value)}
        >
          {option.icon}
          {option.label}
        </button>
      ))}
    </div>
  );
}
