import { IconAlertTriangleFilled, IconCheck, IconInfoCircle } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { DayHint } from '../../../shared/training/timetable.contract.ts';
import { cx } from '../../ui/cx.ts';
import { Keys } from '../../ui/Keys.tsx';
import { useNotices } from '../../ui/notices.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { Moving } from './useMove.ts';
import type { SessionWords } from '../useSessionWords.ts';
import styles from './Calendar.module.css';

interface MoveBarProps {
  readonly moving: Moving;
  readonly hint: DayHint | undefined;
  readonly words: SessionWords;
  /** Days that can be told about begin and end there; null: not known yet. */
  readonly known: boolean;
}

/** What a session on its way would break on the day that it is over, said as it moves. */
export function MoveBar({ moving, hint, words, known }: MoveBarProps) {
  const { t, format } = useLanguage();
  const notices = useNotices();
  const notice = useStore(notices.store, (state) => state.notice);
  // It would lie over what is said here; undo keeps its key.
  useEffect(() => {
    if (notice?.tone === 'quiet') notices.dismiss();
  }, [notice, notices]);
  const free = hint !== undefined && hint.hard === 0;
  return (
    <div className={cx(styles['moveBar'], hint && (free ? styles['free'] : styles['taken']))}>
      <p>
        <bdi>{words.short(moving.session)}</bdi> →{' '}
        <strong data-moving-to={moving.to}>{format.longDay(moving.to)}</strong>
      </p>
      <p role="status" aria-live="polite" className={styles['moveSays']}>
        {hint === undefined ? (
          <IconInfoCircle size={16} aria-hidden="true" />
        ) : free ? (
          <IconCheck size={16} aria-hidden="true" />
        ) : (
          <IconAlertTriangleFilled size={16} aria-hidden="true" />
        )}
        {hintWords(t, format.list, words, moving.to === moving.session.day, known, hint)}
      </p>
      {moving.by === 'keys' && (
        <p className={styles['moveKeys']}>
          <span>
            <Keys keys="←" /> <Keys keys="→" /> {t('timetable:keys.day')}
          </span>
          <span>
            <Keys keys="enter" /> {t('timetable:keys.drop')}
          </span>
          <span>
            <Keys keys="escape" /> {t('timetable:keys.giveUp')}
          </span>
        </p>
      )}
    </div>
  );
}

type T = ReturnType<typeof useLanguage>['t'];

/** What a day would break, in a sentence. */
export function hintWords(
  t: T,
  list: (parts: readonly string[]) => string,
  words: SessionWords,
  isHere: boolean,
  known: boolean,
  hint: DayHint | undefined,
): string {
  if (hint === undefined) {
    if (isHere) return t('timetable:move.here');
    return t(known ? 'timetable:move.outside' : 'timetable:move.unknown');
  }
  const rules = Object.keys(hint.reasons).map((rule) => words.rule(rule));
  if (rules.length === 0) return t('timetable:move.free');
  return t(hint.hard === 0 ? 'timetable:move.wishes' : 'timetable:move.breaks', {
    rules: list(rules),
  });
}
