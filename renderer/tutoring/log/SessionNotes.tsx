import { useEffect, useId, useRef, useState } from 'react';
import { CommitField } from '../../ui/fields.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Log.module.css';
import type { LogDesk } from './useLog.ts';

/** What the session is about, and what came of it. */
export function SessionNotes({ desk, disabled }: { desk: LogDesk; disabled: boolean }) {
  const { session } = desk.log;
  const { t } = useLanguage();
  return (
    <div className={styles['notes']}>
      <CommitField
        label={t('tutoringLog:theme')}
        value={session.theme}
        maxLength={400}
        disabled={disabled}
        onCommit={(theme) => void desk.describe({ theme })}
      />
      <Summary
        value={session.summary}
        disabled={disabled}
        onCommit={(summary) => void desk.describe({ summary })}
      />
    </div>
  );
}

interface SummaryProps {
  readonly value: string | null;
  readonly disabled: boolean;
  readonly onCommit: (value: string | null) => void;
}

/** The summary: what the other tutor writes meanwhile does not take away what is half typed here. */
function Summary({ value, disabled, onCommit }: SummaryProps) {
  const { t } = useLanguage();
  const id = useId();
  const [draft, setDraft] = useState(value ?? '');
  const isTyped = useRef(false);
  useEffect(() => {
    if (!isTyped.current) setDraft(value ?? '');
  }, [value]);
  return (
    <div className={styles['summary']}>
      <label htmlFor={id} className={styles['label']}>
        {t('tutoringLog:summary')}
      </label>
      <TextArea
        id={id}
        value={draft}
        maxLength={8_000}
        readOnly={disabled}
        placeholder={t('tutoringLog:summaryHint')}
        onChange={(event) => {
          isTyped.current = true;
          setDraft(event.currentTarget.value);
        }}
        onBlur={() => {
          if (!isTyped.current) return;
          isTyped.current = false;
          const next = draft.trim() || null;
          if (next !== value) onCommit(next);
        }}
      />
    </div>
  );
}
