import { useId } from 'react';
import { TextArea } from '../../ui/TextArea.tsx';
import styles from '../../ui/fields.module.css';

interface TextFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly wrong?: string | undefined;
  readonly value: string;
  readonly placeholder?: string;
  readonly long?: boolean;
  /** Letters that it takes; what is beyond them is told as it is typed. */
  readonly maxLength?: number;
  readonly disabled?: boolean;
  readonly type?: 'text' | 'url' | 'number';
  readonly onChange: (text: string) => void;
}

/** A field whose value counts while one types: what is known of it is shown beside at once. */
export function TextField(props: TextFieldProps) {
  const { label, hint, wrong, value, placeholder, long = false, disabled = false } = props;
  const { maxLength } = props;
  const { type = 'text', onChange } = props;
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      {long ? (
        <TextArea
          id={id}
          value={value}
          maxLength={maxLength}
          aria-invalid={wrong !== undefined}
          aria-describedby={`${id}-more`}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <input
          id={id}
          type={type === 'url' ? 'text' : type}
          min={type === 'number' ? 0 : undefined}
          dir={type === 'text' ? 'auto' : 'ltr'}
          className={styles['input']}
          disabled={disabled}
          placeholder={placeholder}
          aria-invalid={wrong !== undefined}
          aria-describedby={`${id}-more`}
          value={value}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      )}
      <span id={`${id}-more`} className={wrong === undefined ? styles['hint'] : styles['wrong']}>
        {wrong ?? hint}
      </span>
    </div>
  );
}
