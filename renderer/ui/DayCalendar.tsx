import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import { addDays, addMonths, weekdayOf, type LocalDate } from '../../shared/kernel/dates.ts';
import { cx } from './cx.ts';
import { weekdayNames } from './dayText.ts';
import { useLanguage } from './useLanguage.ts';
import styles from './DateInput.module.css';

const WEEK = 7;
const WEEKS = 6;

interface DayCalendarProps {
  /** The day that is chosen; null: none yet. */
  readonly value: LocalDate | null;
  /** The day it opens at when none is chosen. */
  readonly near: LocalDate;
  readonly min?: LocalDate | undefined;
  readonly max?: LocalDate | undefined;
  readonly onChoose: (day: LocalDate) => void;
  readonly onLeave: () => void;
}

/**
 * A month of days. Arrows move by days and weeks, Page Up and Page Down by months, Home and End
 * within the week; Enter or a blank chooses, Escape leaves.
 */
export function DayCalendar(props: DayCalendarProps) {
  const { value, near, min, max, onChoose, onLeave } = props;
  const { t, format, language } = useLanguage();
  const [at, setAt] = useState(value ?? near);
  const grid = useRef<HTMLTableElement>(null);
  const month = at.slice(0, 7);
  const first = `${month}-01`;
  const start = addDays(first, 1 - weekdayOf(first));
  const allowed = (day: LocalDate): boolean =>
    (min === undefined || day >= min) && (max === undefined || day <= max);

  /** Whether the day that is reached takes the keyboard; the buttons that turn months keep it. */
  const follows = useRef(true);

  useEffect(() => {
    if (follows.current) grid.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    follows.current = false;
  }, [at]);

  function onKeyDown(event: KeyboardEvent): void {
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      onLeave();
      return;
    }
    if (!(event.target instanceof HTMLElement) || event.target.dataset['day'] === undefined) return;
    const forward = getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
    const moves: Readonly<Record<string, () => LocalDate>> = {
      ArrowRight: () => addDays(at, forward),
      ArrowLeft: () => addDays(at, -forward),
      ArrowDown: () => addDays(at, WEEK),
      ArrowUp: () => addDays(at, -WEEK),
      PageDown: () => addMonths(at, 1),
      PageUp: () => addMonths(at, -1),
      Home: () => addDays(at, 1 - weekdayOf(at)),
      End: () => addDays(at, WEEK - weekdayOf(at)),
    };
    const move = moves[event.key];
    if (move === undefined) return;
    event.preventDefault();
    follows.current = true;
    setAt(move());
  }

  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles['calendar']} onKeyDown={onKeyDown}>
      <div className={styles['month']}>
        <button
          type="button"
          className={styles['turn']}
          aria-label={t('date.previous')}
          onClick={() => setAt(addMonths(at, -1))}
        >
          <IconChevronLeft size={16} className="mirrored" aria-hidden="true" />
        </button>
        <span aria-live="polite">{format.monthYear(first)}</span>
        <button
          type="button"
          className={styles['turn']}
          aria-label={t('date.next')}
          onClick={() => setAt(addMonths(at, 1))}
        >
          <IconChevronRight size={16} className="mirrored" aria-hidden="true" />
        </button>
      </div>
      <table aria-label={format.monthYear(first)} ref={grid}>
        <thead>
          <tr>
            {weekdayNames(language).map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: WEEKS }, (_, week) => (
            <tr key={week}>
              {Array.from({ length: WEEK }, (_day, index) => {
                const day = addDays(start, week * WEEK + index);
                return (
                  <td key={day}>
                    <button
                      type="button"
                      data-day={day}
                      tabIndex={day === at ? 0 : -1}
                      data-autofocus={day === at || undefined}
                      aria-pressed={day === value}
                      disabled={!allowed(day)}
                      aria-label={format.longDay(day)}
                      aria-current={day === near ? 'date' : undefined}
                      className={cx(
                        styles['day'],
                        !day.startsWith(month) && styles['other'],
                        day === value && styles['chosen'],
                      )}
                      onClick={() => onChoose(day)}
                    >
                      {format.number(Number(day.slice(8)))}
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
