import { IconX } from '@tabler/icons-react';
import { useId } from 'react';
import { useLanguage } from './useLanguage.ts';
import styles from './ManyField.module.css';

interface ManyFieldProps {
  readonly label: string;
  readonly values: readonly string[];
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** What the list to add from says while nothing is chosen. */
  readonly add: string;
  readonly disabled?: boolean;
  readonly onChange: (values: readonly string[]) => void;
}

/** Several of a list: those that are chosen, each with a cross, and a list to add from. */
export function ManyField(props: ManyFieldProps) {
  const { label, values, options, add, disabled = false, onChange } = props;
  const { t } = useLanguage();
  const id = useId();
  const names = new Map(options.map((one) => [one.value, one.label]));
  const rest = options.filter((one) => !values.includes(one.value));
  return (
    <div role="group" aria-labelledby={id} className={styles['field']}>
      <span id={id} className={styles['label']}>
        {label}
      </span>
      {values.length > 0 && (
        <ul className={styles['values']}>
          {values.map((value) => {
            const name = names.get(value) ?? value;
            return (
              <li key={value} className={styles['value']}>
                <bdi>{name}</bdi>
                {!disabled && (
                  <button
                    type="button"
                    className={styles['remove']}
                    aria-label={t('many.remove', { name })}
                    onClick={() => onChange(values.filter((one) => one !== value))}
                  >
                    <IconX size={14} aria-hidden="true" />
                  </button>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {!disabled && rest.length > 0 && (
        <select
          className={styles['add']}
          aria-label={`${label} : ${add}`}
          value=""
          onChange={(event) => onChange([...values, event.currentTarget.value])}
        >
          <option value="">{add}</option>
          {rest.map((one) => (
            <option key={one.value} value={one.value}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
