import { useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { cx } from '../ui/cx.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { findActions, usePaletteActions, type PaletteAction } from './paletteActions.ts';
import type { RunCommand } from './useCommands.ts';
import styles from './Palette.module.css';

const LIST_ID = 'palette-list';
const optionId = (index: number) => `palette-option-${index}`;

interface PaletteProps {
  readonly onClose: () => void;
  readonly onCommand: RunCommand;
}

/** Goes anywhere and does anything by name. */
export function Palette({ onClose, onCommand }: PaletteProps) {
  const { t } = useLanguage();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const actions = usePaletteActions(onCommand, query);
  const found = findActions(actions, query);

  function choose(action: PaletteAction | undefined): void {
    if (action === undefined) return;
    // The keyboard goes back first; what was chosen may take it further.
    flushSync(onClose);
    action.run();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const last = found.length - 1;
    switch (event.key) {
      case 'ArrowDown':
        setAt(at === last ? 0 : at + 1);
        break;
      case 'ArrowUp':
        setAt(at === 0 ? last : at - 1);
        break;
      case 'Enter':
        choose(found[at]);
        break;
      default:
        return;
    }
    event.preventDefault();
  }

  return (
    <Dialog label={t('palette.label')} place="top" onClose={onClose}>
      <input
        type="text"
        role="combobox"
        className={styles['search']}
        aria-label={t('palette.label')}
        aria-expanded="true"
        aria-controls={LIST_ID}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? optionId(at) : undefined}
        placeholder={t('palette.placeholder')}
        autoComplete="off"
        spellCheck={false}
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={LIST_ID} aria-label={t('palette.label')} className={styles['list']}>
        {found.map((action, index) => (
          // Its keys are those of the search box, where the keyboard stays.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={action.id}
            role="option"
            id={optionId(index)}
            aria-selected={index === at}
            className={cx(styles['option'], index === at && styles['on'])}
            onMouseMove={() => setAt(index)}
            onClick={() => choose(action)}
          >
            <span className={styles['label']}>
              <bdi>{action.label}</bdi>
            </span>
            <span className={styles['kind']}>{action.kind}</span>
          </div>
        ))}
      </div>
      <p role="status" className={styles['nothing']}>
        {found.length === 0 && t('palette.nothing')}
      </p>
    </Dialog>
  );
}
