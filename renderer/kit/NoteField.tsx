import { Button } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { KitStepView } from '../../shared/kit/kit.contract.ts';
import { MAX_NOTE, type StepStatus } from '../../shared/kit/stepStatus.ts';
import { failureWords } from '../bridge/failureWords.ts';
import { cx } from '../ui/cx.ts';
import { Keys } from '../ui/Keys.tsx';
import { TextArea } from '../ui/TextArea.tsx';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/useLanguage.ts';
import { useKit, useKitState } from './KitContext.tsx';
import { NOTE_ID } from './kit.focus.ts';
import { useSaveNote, type Saved } from './useSaveNote.ts';
import { useTick } from './useTick.ts';
import styles from './NoteField.module.css';

/** The counter shows from here on. */
const COUNTER_FROM = MAX_NOTE - 400;

interface NoteFieldProps {
  readonly step: KitStepView;
  readonly mayNote: boolean;
  /** Status that waits for this note as its reason. */
  readonly asking: StepStatus | null;
}

/**
 * The note of a step, recorded when it is left. It is also the reason of a blocked or not
 * applicable step: while one is asked for, the field says so and has its own button.
 */
export function NoteField({ step, mayNote, asking }: NoteFieldProps) {
  const { t, format } = useLanguage();
  const { kit } = useKit();
  const notices = useNotices();
  const tick = useTick();
  const saveNote = useSaveNote();
  const draft = useKitState((state) => state.drafts.get(step.id));
  const [problem, setProblem] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const stored = step.note ?? '';
  const text = draft?.text ?? stored;
  const tooLong = text.length > MAX_NOTE;
  const changedElsewhere = draft !== undefined && draft.base !== stored;

  useEffect(() => {
    setProblem(null);
    if (asking !== null) field.current?.focus();
  }, [asking]);

  // Leaving the step or the page by any way records what was written; a draft that cannot be
  // recorded is kept and shown again.
  const latest = useRef({ t, notices, saveNote });
  latest.current = { t, notices, saveNote };
  useEffect(() => {
    const id = step.id;
    return () => {
      const now = latest.current;
      void now.saveNote(id).then((result) => {
        if (result === 'saved' || result === 'unchanged') return;
        now.notices.say({ tone: 'problem', text: failureWords(now.t, result) });
      });
    };
  }, [step.id]);

  function show(result: Saved): void {
    setSaved(result === 'saved');
    setProblem(result === 'saved' || result === 'unchanged' ? null : failureWords(t, result));
  }

  async function save(): Promise<void> {
    if (asking === null) show(await saveNote(step.id));
  }

  async function confirm(status: StepStatus): Promise<void> {
    if (text.trim() === '') {
      setProblem(t(`reason.missing.${status}`));
      field.current?.focus();
      return;
    }
    if (tooLong) {
      show({ type: 'NoteTooLong', length: text.length, limit: MAX_NOTE });
      return;
    }
    // Confirmed is no longer asked: Escape goes back to the list, however long recording takes.
    const recorded = tick(step, status, text);
    kit.ask(null);
    if (await recorded) {
      kit.draft(step.id, null);
      return;
    }
    kit.draft(step.id, { text, base: stored });
    if (kit.store.getState().selected === step.id) kit.ask(status);
  }

  function cancel(): void {
    kit.draft(step.id, null);
    kit.ask(null);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void (asking === null ? save() : confirm(asking));
  }

  return (
    <section className={styles['note']}>
      <label htmlFor={NOTE_ID} className={styles['label']}>
        {t(asking === null ? 'note.label' : `reason.${asking}`)}
      </label>
      <TextArea
        ref={field}
        id={NOTE_ID}
        rows={3}
        value={text}
        readOnly={!mayNote}
        aria-invalid={problem !== null || tooLong}
        aria-describedby="kit-note-said"
        onChange={(event) => {
          setSaved(false);
          setProblem(null);
          kit.draft(step.id, {
            text: event.currentTarget.value,
            base: draft?.base ?? stored,
          });
        }}
        onBlur={() => void save()}
        onKeyDown={onKeyDown}
      />
      <div id="kit-note-said" className={styles['said']}>
        <span role="status">
          {problem === null && saved && draft === undefined && t('note.saved')}
          {problem === null && draft !== undefined && asking === null && (
            <>
              {t('note.savedOnLeave')} <Keys keys="ctrl+enter" />
            </>
          )}
        </span>
        {text.length >= COUNTER_FROM && (
          <span className={cx(tooLong && styles['over'])}>
            {t('note.counter', {
              length: format.number(text.length),
              limit: format.number(MAX_NOTE),
            })}
          </span>
        )}
      </div>
      {problem !== null && (
        <p role="alert" className={styles['problem']}>
          {problem}
        </p>
      )}
      {changedElsewhere && (
        <p className={styles['elsewhere']}>
          {stored === ''
            ? t('note.clearedElsewhere')
            : t('note.changedElsewhere', { note: stored })}
        </p>
      )}
      {asking !== null && (
        <div className={styles['actions']}>
          <Button size="xs" onClick={() => void confirm(asking)}>
            {t(`reason.confirm.${asking}`)}
          </Button>
          <Button size="xs" variant="default" onClick={cancel}>
            {t('reason.cancel')}
          </Button>
        </div>
      )}
    </section>
  );
}
