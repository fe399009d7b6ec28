import { Spotlight, createSpotlight } from '@mantine/spotlight';
import '@mantine/core/styles/Modal.layer.css';
import '@mantine/core/styles/ModalBase.layer.css';
import '@mantine/core/styles/Overlay.layer.css';
import '@mantine/core/styles/Paper.layer.css';
import '@mantine/core/styles/ScrollArea.layer.css';
import '@mantine/spotlight/styles.layer.css';
import { useEffect, useState } from 'react';
import { useLanguage } from '../ui/useLanguage.ts';
import { findActions, usePaletteActions } from './paletteActions.ts';
import type { RunCommand } from './useCommands.ts';
import styles from './Palette.module.css';

interface PaletteProps {
  readonly onClose: () => void;
  readonly onCommand: RunCommand;
}

const [store, palette] = createSpotlight();

/** Goes anywhere and does anything by name. */
export function Palette({ onClose, onCommand }: PaletteProps) {
  const { t } = useLanguage();
  const [query, setQuery] = useState('');
  const actions = usePaletteActions(onCommand);
  const found = findActions(actions, query);

  useEffect(() => {
    palette.open();
    return palette.close;
  }, []);

  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={query}
      onQueryChange={setQuery}
      onSpotlightClose={onClose}
      scrollable
      maxHeight="60vh"
      aria-label={t('palette.label')}
    >
      <Spotlight.Search
        placeholder={t('palette.placeholder')}
        aria-label={t('palette.placeholder')}
      />
      <Spotlight.ActionsList>
        {found.map((action) => (
          <Spotlight.Action
            key={action.id}
            onClick={() => {
              // The palette gives the keyboard back first; what was chosen may take it further.
              setTimeout(action.run);
            }}
          >
            <span className={styles['label']}>{action.label}</span>
            <span className={styles['kind']}>{action.kind}</span>
          </Spotlight.Action>
        ))}
        {found.length === 0 && <Spotlight.Empty>{t('palette.nothing')}</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
