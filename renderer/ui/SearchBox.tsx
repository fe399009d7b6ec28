import { IconSearch, IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { Keys } from './Keys.tsx';
import { useLanguage } from './useLanguage.ts';
import styles from './SearchBox.module.css';

interface SearchBoxProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The key that leads here, shown while the box is empty. */
  readonly keys?: string;
  /** The person wants to go on to what was found. */
  readonly onLeave: () => void;
}

/** A box that narrows the list beside it while one types. Escape empties it, then leaves it. */
export function SearchBox({ id, label, value, onChange, keys, onLeave }: SearchBoxProps) {
  const { t } = useLanguage();
  function onKeyDown(event: KeyboardEvent): void {
    const leaves = event.key === 'ArrowDown' || event.key === 'Enter';
    if (event.key === 'Escape' && value !== '') onChange('');
    else if (leaves || event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <div className={styles['box']} role="search">
      <IconSearch size={16} className={styles['icon']} aria-hidden="true" />
      <input
        id={id}
        type="text"
        className={styles['input']}
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span className={styles['end']}>
        {value !== '' ? (
          <button
            type="button"
            className={styles['clear']}
            aria-label={t('search.clear')}
            onClick={() => onChange('')}
          >
            <IconX size={14} aria-hidden="true" />
          </button>
        ) : (
          keys !== undefined && (
            <span aria-hidden="true">
              <Keys keys={keys} />
            </span>
          )
        )}
      </span>
    </div>
  );
}
