import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { LogLine } from '../../../shared/tutoring/log.contract.ts';
import { Keys } from '../../ui/Keys.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import capture from './Capture.module.css';
import styles from './Lines.module.css';
import { figureOf, letterOf } from './logKeys.ts';
import type { LogDesk } from './useLog.ts';
import { useSimilar } from './useSimilar.ts';

const OFFERED = 3;

interface LineBlockerProps {
  readonly desk: LogDesk;
  readonly line: LogLine;
  readonly onLeave: () => void;
}

/** Links a difficulty with a blocker, by one key: a similar one, a new one, or none. */
export function LineBlocker({ desk, line, onLeave }: LineBlockerProps) {
  const { t } = useLanguage();
  const box = useRef<HTMLDivElement>(null);
  const similar = useSimilar(desk.log.wave.id, line.text)
    .filter(({ id }) => id !== line.blocker?.id)
    .slice(0, OFFERED);
  useEffect(() => box.current?.focus(), []);

  function choose(said: { blocker: string | null } | { newBlocker: true }): void {
    void desk.edit(line.id, said);
    onLeave();
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey) return;
    const figure = figureOf(event);
    const one = figure === null ? undefined : similar[figure - 1];
    if (one !== undefined) choose({ blocker: one.id });
    else if (letterOf(event) === 'N') choose({ newBlocker: true });
    else if (event.key === 'Delete' || event.key === 'Backspace') choose({ blocker: null });
    else if (event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <div role="row" className={styles['link']}>
      <div role="gridcell">
        <div
          ref={box}
          role="group"
          tabIndex={-1}
          aria-label={t('tutoringLog:linkBlocker')}
          className={capture['similar']}
          onKeyDown={onKeyDown}
        >
          <span className={capture['hint']}>{t('tutoringLog:linkBlocker')}</span>
          {similar.map((one, index) => (
            <button
              key={one.id}
              type="button"
              className={capture['choice']}
              onClick={() => choose({ blocker: one.id })}
            >
              <Keys keys={String(index + 1)} />
              <bdi className={capture['choiceText']}>{one.title}</bdi>
            </button>
          ))}
          <button
            type="button"
            className={capture['choice']}
            onClick={() => choose({ newBlocker: true })}
          >
            <Keys keys="N" /> {t('tutoringLog:newBlocker')}
          </button>
          {line.blocker !== null && (
            <button
              type="button"
              className={capture['choice']}
              onClick={() => choose({ blocker: null })}
            >
              <Keys keys="delete" /> {t('tutoringLog:unlink')}
            </button>
          )}
        </div>
      </div>
    </div>
  );
}
