import { Button } from '@mantine/core';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { MAX_NOTE, statusesWithReason, stepStatuses } from '../../shared/kit/stepStatus.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import { Choice } from '../ui/Choice.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { useLanguage } from '../ui/useLanguage.ts';
import type { AmendTarget } from './amend.ts';
import type { Amendment } from './useRefusal.ts';
import styles from './AmendForm.module.css';

interface AmendFormProps {
  readonly target: AmendTarget;
  readonly onSend: (amend: Amendment) => void;
  readonly onCancel: () => void;
}

/** Status and note of a refused change, put right before it is sent again. */
export function AmendForm({ target, onSend, onCancel }: AmendFormProps) {
  const { t } = useLanguage();
  const [status, setStatus] = useState(target.status);
  const [note, setNote] = useState(target.note ?? target.storedNote);
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLDivElement>(null);
  const noteId = useId();
  const needsReason = status !== undefined && statusesWithReason.includes(status);
  const showsNote = target.note !== undefined || needsReason;

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-pressed="true"], textarea')?.focus();
  }, []);

  function send(): void {
    const text = note.trim();
    if (needsReason && text === '') return setProblem(t(`reason.missing.${status}`));
    if (text.length > MAX_NOTE) {
      return setProblem(t('note.counter', { length: text.length, limit: MAX_NOTE }));
    }
    const set: Record<string, JsonValue> = {};
    if (status !== undefined) {
      set['status'] = status;
      set['doneOn'] = status === 'done' ? (target.doneOn ?? target.today) : null;
    }
    if (showsNote && (target.note !== undefined || text !== target.storedNote)) {
      set['note'] = text === '' ? null : text;
    }
    onSend([{ row: target.row, set }]);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const sends = event.key === 'Enter' && (event.ctrlKey || event.metaKey);
    if (event.key === 'Escape') onCancel();
    else if (sends) send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    // Its keys are those of what is in it.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={form} className={styles['form']} onKeyDown={onKeyDown}>
      {status !== undefined && (
        <Choice
          label={t('panel.status')}
          value={status}
          options={stepStatuses.map((one) => ({ value: one, label: t(`status.${one}`) }))}
          onChange={setStatus}
        />
      )}
      {showsNote && (
        <div className={styles['note']}>
          <label htmlFor={noteId}>{t(needsReason ? `reason.${status}` : 'note.label')}</label>
          <TextArea
            id={noteId}
            rows={3}
            aria-invalid={problem !== null}
            value={note}
            onChange={(event) => {
              setNote(event.currentTarget.value);
              setProblem(null);
            }}
          />
        </div>
      )}
      {problem !== null && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
      <div className={styles['actions']}>
        <Button size="xs" onClick={send}>
          {t('refused.sendAmended')}
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          {t('reason.cancel')}
        </Button>
      </div>
    </div>
  );
}
