import { Popover } from '@mantine/core';
import { IconCalendarEvent } from '@tabler/icons-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { addDays, addMonths, type LocalDate } from '../../shared/kernel/dates.ts';
import { cx } from './cx.ts';
import { DayCalendar } from './DayCalendar.tsx';
import { readDay } from './dayText.ts';
import { useLanguage } from './useLanguage.ts';
import styles from './DateInput.module.css';

interface DateInputProps {
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-describedby'?: string;
  readonly value: LocalDate | null;
  /** The person has written or chosen another day; null: emptied. */
  readonly onChange: (day: LocalDate | null) => void;
  readonly min?: LocalDate | undefined;
  readonly max?: LocalDate | undefined;
  /** The day that counts as today; the computer's own by default. */
  readonly today?: LocalDate | undefined;
  readonly required?: boolean;
  readonly disabled?: boolean;
  /** What is wrong with the day is said elsewhere. */
  readonly invalid?: boolean;
}

/**
 * A day, shown as the person's language writes it and read as people write it. Up and down change
 * it by days, Page Up and Page Down by months; Alt and down opens the calendar. What is half typed
 * is nobody's value yet: it counts once the field is left or Enter is pressed.
 */
export function DateInput(props: DateInputProps) {
  const { value, onChange, min, max, required = false, disabled = false, invalid = false } = props;
  const { t, format } = useLanguage();
  const own = useId();
  const id = props.id ?? own;
  const input = useRef<HTMLInputElement>(null);
  /** What is being typed; null: nothing, the value shows. */
  const [draft, setDraft] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const today = props.today ?? format.dayOf(Date.now());
  const read = draft === null ? value : readDay(draft, value ?? today);
  const fits = (day: LocalDate): boolean =>
    (min === undefined || day >= min) && (max === undefined || day <= max);
  const empty = draft !== null && draft.trim() === '';
  const wrong = draft !== null && !empty && (read === null || !fits(read));
  const [said, setSaid] = useState(false);
  const problem = !wrong ? '' : wrongWords();

  // A form around it is not sent while it holds what is no day.
  useEffect(() => input.current?.setCustomValidity(problem), [problem]);

  function wrongWords(): string {
    if (read === null) return t('date.wrong', { example: format.longDay(today) });
    return max !== undefined && read > max
      ? t('date.after', { day: format.longDay(max) })
      : t('date.before', { day: format.longDay(min!) });
  }

  function commit(): void {
    setSaid(wrong);
    if (draft === null || wrong) return;
    setDraft(null);
    const next = empty ? null : read;
    if (next !== value) onChange(next);
  }

  function choose(day: LocalDate): void {
    setDraft(null);
    setSaid(false);
    leave();
    if (day !== value) onChange(day);
  }

  function leave(): void {
    setOpen(false);
    input.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter') return commit();
    if (event.key === 'Escape' && draft !== null) {
      setDraft(null);
      setSaid(false);
      event.stopPropagation();
      return;
    }
    if (event.key === 'ArrowDown' && event.altKey) {
      event.preventDefault();
      setOpen(true);
      return;
    }
    const moved = movedDay(event.key, read ?? today);
    if (moved === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    const next = read === null ? today : moved;
    if (fits(next)) setDraft(format.longDay(next));
  }

  return (
    <span className={styles['date']}>
      <span className={styles['line']}>
        <input
          ref={input}
          id={id}
          type="text"
          autoComplete="off"
          className={styles['input']}
          aria-label={props['aria-label']}
          aria-describedby={cx(props['aria-describedby'], said && wrong && `${id}-wrong`)}
          aria-invalid={invalid || (said && wrong)}
          placeholder={t('date.example')}
          required={required}
          disabled={disabled}
          value={draft ?? (value === null ? '' : format.longDay(value))}
          onFocus={(event) => event.currentTarget.select()}
          onChange={(event) => {
            setDraft(event.currentTarget.value);
            setSaid(false);
          }}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
        <Popover
          opened={open}
          onChange={setOpen}
          position="bottom-end"
          shadow="md"
          trapFocus
          closeOnEscape={false}
        >
          <Popover.Target>
            <button
              type="button"
              className={styles['button']}
              aria-label={t('date.open')}
              title={t('date.open')}
              disabled={disabled}
              onClick={() => setOpen(!open)}
            >
              <IconCalendarEvent size={16} aria-hidden="true" />
            </button>
          </Popover.Target>
          <Popover.Dropdown className={styles['dropdown']} aria-label={t('date.open')}>
            <DayCalendar
              value={read}
              near={today}
              min={min}
              max={max}
              onChoose={choose}
              onLeave={leave}
            />
          </Popover.Dropdown>
        </Popover>
      </span>
      {said && wrong && (
        <span id={`${id}-wrong`} role="alert" className={styles['wrong']}>
          {problem}
        </span>
      )}
    </span>
  );
}

/** Where a key leads from a day; null for keys that do not move. */
function movedDay(key: string, from: LocalDate): LocalDate | null {
  switch (key) {
    case 'ArrowUp':
      return addDays(from, 1);
    case 'ArrowDown':
      return addDays(from, -1);
    case 'PageUp':
      return addMonths(from, 1);
    case 'PageDown':
      return addMonths(from, -1);
    default:
      return null;
  }
}
