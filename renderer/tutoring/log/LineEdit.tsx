import { useEffect, useRef, useState } from 'react';
import {
  isUnsure,
  readCapture,
  writtenAs,
  type CaptureGround,
} from '../../../shared/tutoring/capture.ts';
import type { LogLine } from '../../../shared/tutoring/log.contract.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { CaptureInput } from './CaptureInput.tsx';
import styles from './Lines.module.css';
import type { LogDesk } from './useLog.ts';

interface LineEditProps {
  readonly desk: LogDesk;
  readonly line: LogLine;
  readonly ground: CaptureGround;
  readonly onLeave: () => void;
}

/** A line as it would be typed, in its place. */
export function LineEdit({ desk, line, ground, onLeave }: LineEditProps) {
  const { t } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(() =>
    writtenAs(
      line,
      ground.schools.find(({ id }) => id === line.establishment),
      ground,
    ),
  );
  /** The line that Enter was pressed on once, though something of it is not understood. */
  const [asked, setAsked] = useState<string | null>(null);
  useEffect(() => {
    input.current?.focus();
  }, []);

  async function enter(): Promise<void> {
    const capture = readCapture(text, ground);
    const { kind, text: words, school, theme, who, by } = capture;
    if (words === '') return;
    if (isUnsure(capture) && asked !== text) {
      setAsked(text);
      return;
    }
    const said = { text: words, establishment: school?.id ?? null, theme, who, by };
    if (await desk.edit(line.id, said, kind, t('tutoringLog:edited'))) onLeave();
  }
  return (
    <div role="row" className={styles['edit']}>
      <div role="gridcell">
        <CaptureInput
          label={t('tutoringLog:edit')}
          inputRef={input}
          value={text}
          ground={ground}
          onChange={setText}
          onEnter={() => void enter()}
          onKey={(event) => {
            if (event.key !== 'Escape') return;
            event.preventDefault();
            event.stopPropagation();
            onLeave();
          }}
        />
        {asked === text && (
          <p role="status" className={styles['unsure']}>
            {t('tutoringLog:chip.again')}
          </p>
        )}
      </div>
    </div>
  );
}
