import { useId, useState, type KeyboardEvent, type Ref } from 'react';
import { flushSync } from 'react-dom';
import { completionAt, type CaptureGround, type Option } from '../../../shared/tutoring/capture.ts';
import { cx } from '../../ui/cx.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import styles from './Capture.module.css';

interface CaptureInputProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly value: string;
  readonly ground: CaptureGround;
  readonly disabled?: boolean;
  readonly describedBy?: string;
  readonly inputRef: Ref<HTMLInputElement>;
  readonly onChange: (value: string) => void;
  readonly onEnter: () => void;
  /** Keys that nothing that may be put in asks for. */
  readonly onKey?: (event: KeyboardEvent<HTMLInputElement>) => void;
}

/** A line with signs, each completed where the caret is. */
export function CaptureInput(props: CaptureInputProps) {
  const { label, placeholder, value, ground, disabled = false, describedBy, inputRef } = props;
  const { t, format, named, script } = useLanguage();
  const id = useId();
  const [caret, setCaret] = useState(0);
  const [at, setAt] = useState(0);
  /** Where a list was put away by Escape: until another word is begun. */
  const [dismissed, setDismissed] = useState<number | null>(null);
  const found = completionAt(value, caret, ground, {
    kind: (kind) => t(`tutoringLog:kind.${kind}`),
    day: (day) => format.day(day, ground.today),
    school: named,
    script,
  });
  const completion = found === null || found.from === dismissed ? null : found;
  const options = completion?.options ?? [];
  const active = Math.min(at, options.length - 1);

  function take(input: HTMLInputElement, option: Option): void {
    if (completion === null) return;
    const after = value.slice(completion.to).replace(/^\s*/, '');
    const before = `${value.slice(0, completion.from)}${option.insert} `;
    // Drawn at once: the next key is faster than a frame, and belongs behind what was put in.
    flushSync(() => {
      props.onChange(before + after);
      setCaret(before.length);
      setAt(0);
    });
    input.setSelectionRange(before.length, before.length);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>): void {
    // What an input method is composing is not ours yet.
    if (event.nativeEvent.isComposing) return;
    const input = event.currentTarget;
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const moves = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const option = options[active];
    if (completion !== null && isPlain && moves !== undefined) {
      setAt((active + moves + options.length) % options.length);
    } else if (completion !== null && isPlain && event.key === 'Escape') {
      setDismissed(completion.from);
    } else if (option !== undefined && isPlain && event.key === 'Tab') {
      take(input, option);
    } else if (event.key === 'Enter' && isPlain) {
      if (option !== undefined && (completion?.settled === false || active > 0)) {
        take(input, option);
      } else props.onEnter();
    } else {
      props.onKey?.(event);
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className={styles['combo']}>
      <input
        ref={inputRef}
        type="text"
        role="combobox"
        dir="auto"
        className={styles['input']}
        aria-label={label}
        aria-expanded={completion !== null}
        aria-controls={`${id}-options`}
        aria-autocomplete="list"
        aria-activedescendant={completion === null ? undefined : `${id}-${active}`}
        aria-describedby={describedBy}
        autoComplete="off"
        spellCheck={false}
        maxLength={4_000}
        placeholder={placeholder}
        disabled={disabled}
        value={value}
        onChange={(event) => {
          const { value: next, selectionStart } = event.currentTarget;
          props.onChange(next);
          setCaret(selectionStart ?? next.length);
          setAt(0);
          if (dismissed !== null && !'@#>!/'.includes(next[dismissed] ?? ' ')) setDismissed(null);
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart ?? 0)}
        onBlur={() => setCaret(-1)}
        onKeyDown={onKeyDown}
      />
      <div
        id={`${id}-options`}
        role="listbox"
        aria-label={label}
        className={styles['options']}
        hidden={completion === null}
      >
        {options.map((option, index) => (
          // Chosen by keys in the field that controls the list.
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
          <div
            key={option.insert}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            className={cx(styles['option'], index === active && styles['active'])}
            onPointerDown={(event) => event.preventDefault()}
            onClick={(event) => {
              const input =
                event.currentTarget.parentElement?.parentElement?.querySelector('input');
              if (input) take(input, option);
            }}
          >
            <bdi>{option.label}</bdi>
            {option.hint !== null && <span className={styles['hint']}>{option.hint}</span>}
          </div>
        ))}
      </div>
    </div>
  );
}
