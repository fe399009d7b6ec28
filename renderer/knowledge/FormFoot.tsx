import { Button } from '@mantine/core';
import { useDo } from '../bridge/useDo.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import styles from './Knowledge.module.css';

interface FormFootProps {
  readonly kind: 'communication' | 'linkedPlace';
  /** Undefined: it is new, and there is nothing to remove yet. */
  readonly id: string | undefined;
  readonly busy: boolean;
  readonly onSave: () => void;
  readonly onClose: () => void;
}

/** What is done with what one has written: it is kept, or removed, which can be undone. */
export function FormFoot({ kind, id, busy, onSave, onClose }: FormFootProps) {
  const { t } = useLanguage();
  const { run, busy: removing } = useDo();
  return (
    <div className={styles['row']}>
      <Button disabled={busy || removing} onClick={onSave}>
        {t('knowledge:save')}
      </Button>
      {id !== undefined && (
        <Button
          variant="subtle"
          disabled={busy || removing}
          onClick={() => {
            void run('knowledge.remove', { kind, id }, () => t('knowledge:done.removed'));
            onClose();
          }}
        >
          {t('knowledge:do.remove')}
        </Button>
      )}
    </div>
  );
}
