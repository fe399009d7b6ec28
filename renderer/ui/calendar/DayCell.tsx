import { useState } from 'react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import { cx } from '../cx.ts';
import { useLanguage } from '../useLanguage.ts';
import { isWeekend } from './calendarDays.ts';
import type { DayGridProps, DayItem } from './dayGridProps.ts';
import type { WeekBand } from './weekBands.ts';
import styles from './DayGrid.module.css';

/** What of a day is drawn before somebody asks for the rest. */
const DRAWN = 6;

interface DayCellProps<I extends DayItem> extends DayGridProps<I> {
  readonly day: LocalDate;
  readonly bands: readonly WeekBand[];
  /** Lines that the week's bands take. */
  readonly lines: number;
  readonly onFocusDay: () => void;
}

/** A day with what stands in it; while something is carried, whether it may be dropped there. */
export function DayCell<I extends DayItem>(props: DayCellProps<I>) {
  const { day, month, today, at, items, bands, lines, renderChip, counted, more } = props;
  const { carried = null, onFocusDay } = props;
  const { format } = useLanguage();
  const [whole, setWhole] = useState(false);
  const all = items.get(day) ?? [];
  const detailed = month === null;
  const shown = whole || detailed || all.length <= DRAWN ? all : all.slice(0, DRAWN - 1);
  const off = isWeekend(day) || bands.some(({ kind }) => kind === 'off');
  const isTarget = carried?.to === day;
  const said = format.line([
    format.longDay(day),
    ...bands.map(({ label }) => label),
    carried === null ? counted(all.length) : carried.said(day),
  ]);

  return (
    // The keys are the grid's.
    <div
      role="gridcell"
      data-day={day}
      tabIndex={day === at ? 0 : -1}
      aria-current={day === today ? 'date' : undefined}
      aria-selected={isTarget}
      className={cx(
        styles['day'],
        off && styles['off'],
        month !== null && !day.startsWith(month) && styles['other'],
        day === today && styles['today'],
        isTarget && styles['target'],
      )}
      style={{ paddingBlockStart: `calc(26px + ${lines} * 18px)` }}
      onFocus={onFocusDay}
    >
      <span className={styles['said']}>{said}</span>
      <span className={styles['number']} aria-hidden="true">
        {day.endsWith('-01') || detailed
          ? format.day(day, today)
          : format.number(Number(day.slice(8)))}
      </span>
      {carried?.renderMark(day)}
      {shown.map((item) =>
        renderChip(item, { detailed, tabIndex: day === at && carried === null ? 0 : -1 }),
      )}
      {shown.length < all.length && (
        <button
          type="button"
          className={styles['more']}
          tabIndex={day === at ? 0 : -1}
          onClick={() => setWhole(true)}
        >
          {more(all.length - shown.length)}
        </button>
      )}
    </div>
  );
}
