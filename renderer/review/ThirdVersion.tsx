import { Button } from '@mantine/core';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { MAX_NOTE } from '../../shared/kit/stepStatus.ts';
import { Keys } from '../ui/Keys.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import { useReview } from './ReviewContext.tsx';
import styles from './ThirdVersion.module.css';

interface ThirdVersionProps {
  /** Id of the conflict that it settles. */
  readonly id: string;
  readonly draft: string;
  readonly onSave: (text: string) => void;
  readonly onCancel: () => void;
}

/** A text that takes what is good of both: begun with one of them, recorded with Ctrl+Enter. */
export function ThirdVersion({ id, draft, onSave, onCancel }: ThirdVersionProps) {
  const { t, format } = useLanguage();
  const { review } = useReview();
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const fieldId = useId();
  const tooLong = draft.length > MAX_NOTE;

  useEffect(() => field.current?.focus(), []);

  function save(): void {
    setTried(true);
    if (!tooLong) onSave(draft);
  }

  function onKeyDown(event: KeyboardEvent): void {
    // What is typed is no command of the list around it.
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      onCancel();
    } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      save();
    }
  }

  return (
    <div className={styles['third']}>
      <label htmlFor={fieldId} className={styles['label']}>
        {t('conflict.thirdLabel')}
      </label>
      <TextArea
        ref={field}
        id={fieldId}
        rows={4}
        aria-invalid={tried && tooLong}
        value={draft}
        onChange={(event) => review.draft(id, event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {tooLong && (
        <p className={styles['over']} role="alert">
          {t('note.counter', {
            length: format.number(draft.length),
            limit: format.number(MAX_NOTE),
          })}
        </p>
      )}
      <div className={styles['actions']}>
        <Button size="xs" rightSection={<Keys keys="ctrl+enter" />} onClick={save}>
          {t('conflict.thirdSave')}
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('conflict.thirdCancel')}
        </Button>
      </div>
    </div>
  );
}
