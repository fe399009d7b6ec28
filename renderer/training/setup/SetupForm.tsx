import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFirstField } from '../../ui/useFirstField.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { leavePanel } from './leavePanel.ts';
import styles from './Setup.module.css';

interface SetupFormProps {
  readonly title: ReactNode;
  /** Said below the title, such as who may change it. */
  readonly hint?: ReactNode;
  readonly mayWrite: boolean;
  readonly busy: boolean;
  readonly onSave: () => void;
  /** Undefined: there is nothing to remove yet. */
  readonly onRemove?: (() => void) | undefined;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in the panel: its fields, then what to do with it. */
export function SetupForm(props: SetupFormProps) {
  const { title, hint, mayWrite, busy, onSave, onRemove, onClose, children } = props;
  const { t } = useLanguage();
  const form = useFirstField<HTMLDivElement>();
  return (
    <div ref={form} className={styles['form']}>
      <h2 className={styles['title']}>{title}</h2>
      {hint !== undefined && <p className={styles['quiet']}>{hint}</p>}
      {children}
      <div className={styles['row']}>
        {mayWrite && (
          <Button disabled={busy} onClick={onSave}>
            {t('trainingSetup:save')}
          </Button>
        )}
        {mayWrite && onRemove !== undefined && (
          <Button variant="default" disabled={busy} onClick={onRemove}>
            {t('trainingSetup:remove')}
          </Button>
        )}
        <Button variant="subtle" onClick={() => leavePanel(onClose)}>
          {t('trainingSetup:close')}
        </Button>
      </div>
    </div>
  );
}
