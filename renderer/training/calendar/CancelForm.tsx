import { Button } from '@mantine/core';
import { useState } from 'react';
import { CommitField } from '../../ui/fields.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Calendar.module.css';

interface CancelFormProps {
  /** What is cancelled, as a button says it. */
  readonly label: string;
  readonly busy: boolean;
  readonly onCancel: (reason: string) => void;
}

/** Strikes a session out, with the reason that those who were to come are told. */
export function CancelForm({ label, busy, onCancel }: CancelFormProps) {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState<string | null>(null);
  if (!open) {
    return (
      <div className={styles['row']}>
        <Button variant="subtle" size="compact-sm" onClick={() => setOpen(true)}>
          {label}
        </Button>
      </div>
    );
  }
  return (
    <>
      <CommitField
        label={t('timetable:reason')}
        hint={t('timetable:reasonHint')}
        value={reason}
        maxLength={400}
        onCommit={setReason}
      />
      <div className={styles['row']}>
        <Button
          disabled={reason === null || busy}
          onClick={() => reason !== null && onCancel(reason)}
        >
          {label}
        </Button>
        <Button variant="subtle" onClick={() => setOpen(false)}>
          {t('timetable:keep')}
        </Button>
      </div>
    </>
  );
}
