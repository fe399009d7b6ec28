import { IconAlertTriangleFilled, IconCheck } from '@tabler/icons-react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { BrokenRule } from '../../../shared/training/planning.contract.ts';
import type { SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import type { DayHint } from '../../../shared/training/timetable.contract.ts';
import { DayGrid } from '../../ui/calendar/DayGrid.tsx';
import type { Carried, DayGridProps } from '../../ui/calendar/dayGridProps.ts';
import { cx } from '../../ui/cx.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { SessionWords } from '../useSessionWords.ts';
import { hintWords } from './MoveBar.tsx';
import { SessionChip } from './SessionChip.tsx';
import { useChipDrag } from './useChipDrag.ts';
import { mayMove, type Move } from './useMove.ts';
import styles from './Calendar.module.css';

interface SessionGridProps extends Pick<
  DayGridProps<SessionDay>,
  'label' | 'weeks' | 'month' | 'today' | 'at' | 'bands' | 'onAt'
> {
  readonly sessions: ReadonlyMap<LocalDate, readonly SessionDay[]>;
  readonly conflicts: Readonly<Record<string, readonly BrokenRule[]>>;
  readonly words: SessionWords;
  readonly selected: string | undefined;
  readonly mayPlan: boolean;
  readonly move: Move;
  readonly onOpen: (session: string) => void;
  readonly onNew: (day: LocalDate) => void;
  readonly onDrop: (day: LocalDate) => void;
}

/** Sessions of trainings in a grid of days, which who plans carries from day to day. */
export function SessionGrid(props: SessionGridProps) {
  const { sessions, conflicts, words, selected, mayPlan, move, onOpen, onNew, onDrop, ...grid } =
    props;
  const { t, format } = useLanguage();
  const { moving, hints } = move;
  const find = (key: string): SessionDay | undefined =>
    [...sessions.values()].flat().find((one) => one.key === key);
  const onPointerDown = useChipDrag({
    move,
    sessionOf: (key) => (mayPlan ? find(key) : undefined),
    onDrop,
  });
  const counted = (text: string, count: number): string =>
    t(text, { count, replace: { count: format.number(count) } });
  const carried: Carried | null =
    moving === null
      ? null
      : {
          key: moving.session.key,
          from: moving.session.day,
          to: moving.to,
          said: (day) =>
            hintWords(
              t,
              format.list,
              words,
              moving.session.day === day,
              hints.size > 0,
              hints.get(day),
            ),
          renderMark: (day) =>
            day === moving.session.day ? null : <Hint hint={hints.get(day)} words={words} />,
          over: move.over,
          drop: onDrop,
          leave: move.end,
        };
  return (
    <DayGrid
      {...grid}
      items={sessions}
      counted={(count) => counted('timetable:sessions', count)}
      more={(count) => counted('timetable:more', count)}
      renderChip={(session, how) => (
        <SessionChip
          key={session.key}
          {...how}
          session={session}
          conflicts={conflicts[session.key] ?? []}
          words={words}
          selected={session.key === selected}
          movable={mayPlan}
          isMoving={session.key === moving?.session.key}
          onOpen={() => {
            grid.onAt(session.day);
            onOpen(session.key);
          }}
        />
      )}
      onNew={mayPlan ? onNew : undefined}
      carried={carried}
      onTake={(key) => {
        const session = find(key);
        if (!mayPlan || session === undefined || !mayMove(session)) return false;
        move.begin(session, 'keys');
        return true;
      }}
      onPointerDown={onPointerDown}
    />
  );
}

/** What a day would break, as a mark in it. */
function Hint({
  hint,
  words,
}: {
  readonly hint: DayHint | undefined;
  readonly words: SessionWords;
}) {
  const { t } = useLanguage();
  if (hint === undefined) return null;
  const isFree = hint.hard === 0;
  return (
    <span className={cx(styles['hint'], styles[isFree ? 'free' : 'taken'])} aria-hidden="true">
      {isFree ? <IconCheck size={13} /> : <IconAlertTriangleFilled size={13} />}
      <span className={styles['hintText']}>
        {isFree ? t('timetable:move.freeShort') : words.rule(firstRule(hint))}
      </span>
    </span>
  );
}

/** The rule that says most of why a day is none: it comes first. */
function firstRule({ reasons }: DayHint): string {
  return Object.keys(reasons)[0] ?? 'dayOff';
}
