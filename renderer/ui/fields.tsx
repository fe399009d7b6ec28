import type { LocalDate } from '../../shared/kernel/dates.ts';
import { useId, type FocusEvent, type KeyboardEvent, type ReactNode } from 'react';
import { afterPress } from './afterPress.ts';
import { cx } from './cx.ts';
import { DateInput } from './DateInput.tsx';
import { Full } from './Full.tsx';
import { TextArea } from './TextArea.tsx';
import { useLanguage } from './useLanguage.ts';
import { useTyped, type Typed } from './useTyped.ts';
import styles from './fields.module.css';

interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What is wrong with it, in words. */
  readonly wrong?: string | undefined;
  readonly disabled?: boolean;
}

interface CommitFieldProps extends FieldProps {
  readonly value: string | null;
  /** The label is said and not shown: the field stands in a table that has headings. */
  readonly inTable?: boolean;
  /** What counts while it is empty. */
  readonly placeholder?: string | undefined;
  /** It is never empty: emptied, it is as it was before. */
  readonly required?: boolean;
  /** Language of what is written, where it is not the page's. */
  readonly lang?: string | undefined;
  readonly maxLength?: number;
  readonly type?: 'text' | 'number' | 'email' | 'tel' | 'url';
  readonly min?: number;
  readonly max?: number;
  readonly step?: number | 'any';
  /** The person has left the field, or pressed Enter, with another value; null: emptied. */
  readonly onCommit: (value: string | null) => void;
  /** What is being written, where something beside it waits for there to be anything. */
  readonly onType?: ((text: string) => void) | undefined;
}

/** A field whose value counts once it is left: what is half typed is nobody's value yet. */
export function CommitField(props: CommitFieldProps) {
  const { label, inTable = false, hint, wrong, disabled = false } = props;
  const { value, placeholder, required = false, type = 'text', min, max, step, onCommit } = props;
  const { lang, maxLength, onType } = props;
  const hasMore = !inTable || wrong !== undefined;
  const id = useId();
  const typed = useTyped(value);
  function commit(): void {
    const next = typed.text.trim() || null;
    if (next === null && required) return typed.take();
    typed.leave();
    if (next !== value) onCommit(next);
  }
  const onLeave = (event: FocusEvent): void => {
    if (!isWithin(event)) afterPress(commit);
  };
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={inTable ? styles['said'] : styles['label']}>
        {label}
      </label>
      <input
        id={id}
        type={type}
        lang={lang}
        maxLength={maxLength}
        min={min}
        max={max}
        step={step}
        dir={type === 'text' ? 'auto' : 'ltr'}
        className={styles['input']}
        disabled={disabled}
        aria-invalid={wrong !== undefined}
        placeholder={placeholder}
        aria-describedby={hasMore ? `${id}-more` : undefined}
        value={typed.text}
        onChange={(event) => {
          typed.type(event.currentTarget.value);
          onType?.(event.currentTarget.value);
        }}
        onBlur={onLeave}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter') commit();
        }}
      />
      <Full text={typed.text} limit={maxLength} />
      {typed.isOver && <Beneath typed={typed} value={value} onLeave={onLeave} />}
      {hasMore && <More id={id} hint={hint} wrong={wrong} />}
    </div>
  );
}

interface DateFieldProps extends FieldProps {
  readonly value: LocalDate | null;
  readonly min?: LocalDate;
  readonly max?: LocalDate;
  readonly today?: LocalDate;
  readonly required?: boolean;
  /** Another day was written or chosen; null: emptied. */
  readonly onCommit: (value: LocalDate | null) => void;
}

/** A day. */
export function DateField(props: DateFieldProps) {
  const { label, hint, wrong, onCommit, ...input } = props;
  const id = useId();
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <DateInput
        {...input}
        id={id}
        aria-describedby={`${id}-more`}
        invalid={wrong !== undefined}
        onChange={onCommit}
      />
      <More id={id} hint={hint} wrong={wrong} />
    </div>
  );
}

interface CommitAreaProps extends FieldProps {
  readonly value: string | null;
  /** Language of what is written, where it is not the page's. */
  readonly lang?: string | undefined;
  readonly maxLength: number;
  readonly onCommit: (value: string | null) => void;
}

/** The same for a text of several lines. */
export function CommitArea(props: CommitAreaProps) {
  const { label, hint, wrong, disabled = false, value, lang, maxLength, onCommit } = props;
  const id = useId();
  const typed = useTyped(value);
  const onLeave = (event: FocusEvent): void => {
    if (isWithin(event)) return;
    afterPress(() => {
      const next = typed.text.trim() || null;
      typed.leave();
      if (next !== value) onCommit(next);
    });
  };
  return (
    <div className={styles['field']}>
      <label htmlFor={id} className={styles['label']}>
        {label}
      </label>
      <TextArea
        id={id}
        lang={lang}
        value={typed.text}
        maxLength={maxLength}
        aria-invalid={wrong !== undefined}
        readOnly={disabled}
        aria-describedby={`${id}-more`}
        onChange={(event) => typed.type(event.currentTarget.value)}
        onBlur={onLeave}
      />
      {typed.isOver && <Beneath typed={typed} value={value} onLeave={onLeave} />}
      <More id={id} hint={hint} wrong={wrong} />
    </div>
  );
}

interface SelectFieldProps extends FieldProps {
  readonly value: string;
  /** Where its label is: above it, beside it as in the head of a page, or said and not shown. */
  readonly labelled?: 'above' | 'beside' | 'unseen';
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

/** One of several that are not all shown at once. */
export function SelectField(props: SelectFieldProps) {
  const { label, hint, wrong, disabled = false, value, options, onChange } = props;
  const { labelled = 'above' } = props;
  const id = useId();
  return (
    <div className={cx(styles['field'], labelled === 'beside' && styles['beside'])}>
      <label htmlFor={id} className={styles[labelled === 'unseen' ? 'said' : 'label']}>
        {label}
      </label>
      <select
        id={id}
        className={styles['input']}
        disabled={disabled}
        aria-invalid={wrong !== undefined}
        aria-describedby={`${id}-more`}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <More id={id} hint={hint} wrong={wrong} />
    </div>
  );
}

/** Whether the keyboard goes to something else of the same field. */
function isWithin({ currentTarget, relatedTarget }: FocusEvent): boolean {
  const field = currentTarget.closest(`.${styles['field']}`);
  return relatedTarget !== null && field?.contains(relatedTarget) === true;
}

interface BeneathProps {
  readonly typed: Typed;
  readonly value: string | null;
  readonly onLeave: (event: FocusEvent) => void;
}

/** Told while somebody types: what stands beneath has been changed by somebody else. */
function Beneath({ typed, value, onLeave }: BeneathProps) {
  const { t } = useLanguage();
  return (
    <span role="status" className={styles['beneath']}>
      <bdi>{value === null ? t('typed.emptied') : t('typed.changed', { text: value })}</bdi>{' '}
      <button
        type="button"
        // The field keeps the keyboard: leaving it would store what was typed.
        onPointerDown={(event) => event.preventDefault()}
        onBlur={onLeave}
        onClick={typed.take}
      >
        {t('typed.take')}
      </button>
    </span>
  );
}

function More({ id, hint, wrong }: Pick<FieldProps, 'hint' | 'wrong'> & { readonly id: string }) {
  return (
    <span id={`${id}-more`} className={wrong === undefined ? styles['hint'] : styles['wrong']}>
      {wrong ?? hint}
    </span>
  );
}
