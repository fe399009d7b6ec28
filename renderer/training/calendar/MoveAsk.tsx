import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type { SessionDay } from '../../../shared/training/sessionDays.rules.ts';
import { useNotices } from '../../ui/notices.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { SessionWords } from '../useSessionWords.ts';
import styles from './Calendar.module.css';

interface MoveAskProps {
  readonly session: SessionDay;
  readonly day: LocalDate;
  readonly words: SessionWords;
  readonly onChoose: (what: 'one' | 'all') => void;
  readonly onLeave: () => void;
}

/** A day of a series was carried to another: whether it goes alone, or all with it. */
export function MoveAsk({ session, day, words, onChoose, onLeave }: MoveAskProps) {
  const { t, format } = useLanguage();
  const first = useRef<HTMLButtonElement>(null);
  const notices = useNotices();
  useEffect(() => {
    // What was said before lies where this asks.
    notices.dismiss();
    first.current?.focus();
  }, [notices]);
  return (
    // Its buttons take the keyboard.
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus
    <div
      role="alertdialog"
      aria-label={t('timetable:series.ask')}
      className={styles['moveBar']}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <p className={styles['moveSays']}>
        <span>
          <bdi>{words.short(session)}</bdi>, {format.longDay(session.day)} →{' '}
          <strong>{format.longDay(day)}</strong>. {t('timetable:series.ask')}
        </span>
      </p>
      <div className={styles['row']}>
        <Button ref={first} size="compact-sm" onClick={() => onChoose('one')}>
          {t('timetable:series.one')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => onChoose('all')}>
          {t('timetable:series.all')}
        </Button>
        <Button size="compact-sm" variant="subtle" onClick={onLeave}>
          {t('timetable:giveUp')}
        </Button>
      </div>
    </div>
  );
}
