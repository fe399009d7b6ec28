import { IconAlertTriangleFilled, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { DayHint } from '../../../shared/training/timetable.contract.ts';
import type { SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import { cx } from '../../ui/cx.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { isWeekend } from './calendarDays.ts';
import type { DayGridProps } from './dayGridProps.ts';
import { hintWords } from './MoveBar.tsx';
import { SessionChip } from './SessionChip.tsx';
import type { WeekBand } from './weekBands.ts';
import styles from './Calendar.module.css';

/** Sessions of a day that are drawn before somebody asks for the rest. */
const DRAWN = 6;

interface DayCellProps extends DayGridProps {
  readonly day: LocalDate;
  readonly bands: readonly WeekBand[];
  /** Lines that the week's bands take. */
  readonly lines: number;
  readonly onFocusDay: () => void;
}

/** A day with its sessions; while one is carried, whether it may be dropped there. */
export function DayCell(props: DayCellProps) {
  const { day, month, today, at, sessions, conflicts, bands, lines, words, selected } = props;
  const { mayPlan, move, onOpen, onAt, onFocusDay } = props;
  const { t, format } = useLanguage();
  const [whole, setWhole] = useState(false);
  const { moving, hints } = move;
  const all = sessions.get(day) ?? [];
  const detailed = month === null;
  const shown = whole || detailed || all.length <= DRAWN ? all : all.slice(0, DRAWN - 1);
  const off = isWeekend(day) || bands.some(({ kind }) => kind === 'off');
  const hint = hints.get(day);
  const isTarget = moving?.to === day;
  const said = format.line([
    format.longDay(day),
    ...bands.map(({ label }) => label),
    moving === null
      ? t('timetable:sessions', {
          count: all.length,
          replace: { count: format.number(all.length) },
        })
      : hintWords(t, format.list, words, moving.session.day === day, hints.size > 0, hint),
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
      {hint !== undefined && day !== moving?.session.day && (
        <span
          className={cx(styles['hint'], styles[hint.hard === 0 ? 'free' : 'taken'])}
          aria-hidden="true"
        >
          {hint.hard === 0 ? <IconCheck size={13} /> : <IconAlertTriangleFilled size={13} />}
          <span className={styles['hintText']}>
            {hint.hard === 0 ? t('timetable:move.freeShort') : words.rule(firstRule(hint))}
          </span>
        </span>
      )}
      {shown.map((session: SessionDay) => (
        <SessionChip
          key={session.key}
          session={session}
          conflicts={conflicts[session.key] ?? []}
          words={words}
          detailed={detailed}
          selected={session.key === selected}
          movable={mayPlan}
          isMoving={session.key === moving?.session.key}
          tabIndex={day === at && moving === null ? 0 : -1}
          onOpen={() => {
            onAt(day);
            onOpen(session.key);
          }}
        />
      ))}
      {shown.length < all.length && (
        <button
          type="button"
          className={styles['more']}
          tabIndex={day === at ? 0 : -1}
          onClick={() => setWhole(true)}
        >
          {t('timetable:more', {
            count: all.length - shown.length,
            replace: { count: format.number(all.length - shown.length) },
          })}
        </button>
      )}
    </div>
  );
}

/** The rule that says most of why a day is none: it comes first. */
function firstRule({ reasons }: DayHint): string {
  return Object.keys(reasons)[0] ?? 'dayOff';
}
