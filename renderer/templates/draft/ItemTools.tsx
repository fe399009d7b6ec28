import { Button } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './draft.module.css';

interface ItemToolsProps {
  /** It stands at the beginning, or at the end: there is no place beyond. */
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: -1 | 1) => void;
  readonly onAddAfter: () => void;
  readonly onRemove: () => void;
}

/** What can be done with an item of a list: move it, add one after it, remove it. */
export function ItemTools({ isFirst, isLast, onMove, onAddAfter, onRemove }: ItemToolsProps) {
  const { t } = useLanguage();
  return (
    <div className={styles['row']}>
      <Button.Group>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('templates:draft.do.up')}
          title={t('templates:draft.do.up')}
          aria-disabled={isFirst}
          onClick={() => !isFirst && onMove(-1)}
        >
          <IconArrowUp size={16} aria-hidden="true" />
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          aria-label={t('templates:draft.do.down')}
          title={t('templates:draft.do.down')}
          aria-disabled={isLast}
          onClick={() => !isLast && onMove(1)}
        >
          <IconArrowDown size={16} aria-hidden="true" />
        </Button>
      </Button.Group>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={16} aria-hidden="true" />}
        onClick={onAddAfter}
      >
        {t('templates:draft.do.addAfter')}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconTrash size={16} aria-hidden="true" />}
        onClick={onRemove}
      >
        {t('templates:draft.do.remove')}
      </Button>
    </div>
  );
}
