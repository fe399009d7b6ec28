import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { readTime } from '../../../shared/kernel/dayTime.ts';
import styles from './MarkButtons.module.css';

interface TimeFieldProps {
  readonly value: string | null;
  readonly asking: boolean;
  readonly label: string;
  /** Whether the time was taken; else the field shows the one before. */
  readonly onCommit: (time: string | null) => Promise<boolean>;
  /** Enter or Escape: the person goes on with the list. */
  readonly onLeave: () => void;
}

/** A time of day as people type it; it counts once the field is left. */
export function TimeField({ value, asking, label, onCommit, onLeave }: TimeFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  /** What was said last: leaving the field after Enter says it no second time. */
  const said = useRef(value);
  const [draft, setDraft] = useState(value ?? '');
  useEffect(() => {
    said.current = value;
    setDraft(value ?? '');
  }, [value]);
  useEffect(() => {
    if (!asking) return;
    input.current?.focus();
    input.current?.select();
  }, [asking]);
  const typed = draft.trim();
  const read = readTime(typed);
  const wrong = typed !== '' && read === null;

  function commit(): void {
    if (wrong) return setDraft(value ?? '');
    if (read === said.current) return;
    said.current = read;
    void onCommit(read).then((taken) => {
      if (taken) return;
      said.current = value;
      setDraft(value ?? '');
    });
  }
  function onKeyDown(event: KeyboardEvent): void {
    // Letters and arrows typed here are not the list's.
    event.stopPropagation();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    if (event.key === 'Escape') setDraft(value ?? '');
    else if (wrong) return;
    else commit();
    onLeave();
  }
  return (
    <input
      ref={input}
      type="text"
      inputMode="numeric"
      dir="ltr"
      className={styles['time']}
      aria-label={label}
      aria-invalid={wrong}
      placeholder="09:15"
      autoComplete="off"
      tabIndex={asking ? 0 : -1}
      value={draft}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  );
}
