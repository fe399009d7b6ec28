import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { cx } from '../cx.ts';
import { weekdayNames } from '../dayText.ts';
import { useLanguage } from '../useLanguage.ts';
import { dayMoved, isWeekend } from './calendarDays.ts';
import { DayCell } from './DayCell.tsx';
import type { DayGridProps, DayItem } from './dayGridProps.ts';
import { bandsIn } from './weekBands.ts';
import styles from './DayGrid.module.css';

/**
 * Weeks of days. Arrows move from day to day, Enter goes to what stands in a day, up and down among
 * it; M takes one along, arrows carry it, Enter drops it, Escape leaves it where it was.
 */
export function DayGrid<I extends DayItem>(props: DayGridProps<I>) {
  const { label, weeks, at, items, carried = null, onAt, onNew, onTake, onPointerDown } = props;
  const { language } = useLanguage();
  const grid = useRef<HTMLDivElement>(null);
  /** What takes the keyboard once it is drawn: a day or what stands in one; null: nothing. */
  const follow = useRef<string | null>(null);
  const names = weekdayNames(language);
  const busyWeekend = weeks.some((week) =>
    week.some((day) => isWeekend(day) && (items.get(day)?.length ?? 0) > 0),
  );

  useEffect(() => {
    if (follow.current === null) return;
    const found = grid.current?.querySelector<HTMLElement>(follow.current);
    if (found === null || found === undefined) return;
    follow.current = null;
    found.focus();
    found.scrollIntoView({ block: 'nearest' });
  });

  function carry(event: KeyboardEvent): void {
    if (carried === null) return;
    const next = dayMoved(event.key, carried.to, forward(event));
    if (next !== null) {
      carried.over(next);
      onAt(next);
      follow.current = dayAt(next);
    } else if (event.key === 'Enter') {
      follow.current = itemAt(carried.key);
      carried.drop(carried.to);
    } else if (event.key === 'Escape') {
      onAt(carried.from);
      follow.current = itemAt(carried.key);
      carried.leave();
    } else if (event.key !== 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (carried !== null) return carry(event);
    if (!(event.target instanceof HTMLElement)) return;
    const { session, day } = event.target.dataset;
    if (session !== undefined) onChipKey(event, event.target, session);
    else if (day !== undefined) onDayKey(event, day);
  }

  function onDayKey(event: KeyboardEvent, day: LocalDate): void {
    const next = dayMoved(event.key, day, forward(event));
    const first = items.get(day)?.[0];
    if (next !== null) {
      follow.current = dayAt(next);
      onAt(next);
    } else if (event.key === 'Enter' && first !== undefined) {
      grid.current?.querySelector<HTMLElement>(itemAt(first.key))?.focus();
    } else if (onNew !== undefined && (event.key === 'n' || event.key === 'Enter')) onNew(day);
    else return;
    event.preventDefault();
  }

  function onChipKey(event: KeyboardEvent, chip: HTMLElement, key: string): void {
    if (event.key === 'ArrowDown') focusChip(chip.nextElementSibling);
    else if (event.key === 'ArrowUp') focusChip(chip.previousElementSibling);
    else if (event.key === 'Escape') grid.current?.querySelector<HTMLElement>(dayAt(at))?.focus();
    else if (event.key.toLowerCase() === 'm' && onTake?.(key) === true) follow.current = dayAt(at);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      ref={grid}
      role="grid"
      aria-label={label}
      className={cx(
        styles['grid'],
        busyWeekend && styles['busyWeekend'],
        carried !== null && styles['carrying'],
      )}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
    >
      <div role="row" className={styles['heads']}>
        {names.map((name) => (
          <span key={name} role="columnheader" className={styles['weekday']}>
            {name}
          </span>
        ))}
      </div>
      {weeks.map((week) => {
        const bands = bandsIn(week, props.bands);
        const lines = Math.max(0, ...bands.map((band) => band.line + 1));
        return (
          <div key={week[0]} role="row" className={styles['week']}>
            {week.map((day) => (
              <DayCell
                key={day}
                {...props}
                day={day}
                bands={bands.filter((band) => band.from <= day && day <= band.until)}
                lines={lines}
                onFocusDay={() => day !== at && carried === null && onAt(day)}
              />
            ))}
            <div className={styles['bands']} aria-hidden="true">
              {bands.map((band) => (
                <bdi
                  key={band.id}
                  className={cx(styles['band'], styles[`band-${band.kind}`])}
                  style={{ gridColumn: `${band.first} / ${band.last + 1}`, gridRow: band.line + 1 }}
                  title={band.label}
                >
                  {band.label}
                </bdi>
              ))}
            </div>
          </div>
        );
      })}
    </div>
  );
}

function forward(event: KeyboardEvent): 1 | -1 {
  return getComputedStyle(event.currentTarget).direction === 'rtl' ? -1 : 1;
}

function dayAt(day: LocalDate): string {
  return `[data-day="${day}"]`;
}

function itemAt(id: string): string {
  return `[data-session="${CSS.escape(id)}"]`;
}

function focusChip(element: Element | null): void {
  if (element instanceof HTMLElement && element.dataset['session'] !== undefined) element.focus();
}
