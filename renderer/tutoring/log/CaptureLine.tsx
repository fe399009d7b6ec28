import {
  useImperativeHandle,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type Ref,
} from 'react';
import { flushSync } from 'react-dom';
import { isUnsure, readCapture, type CaptureGround } from '../../../shared/tutoring/capture.ts';
import type { LogLine } from '../../../shared/tutoring/log.contract.ts';
import { answered } from '../../../shared/tutoring/log.rules.ts';
import { useDraft } from '../../bridge/useDraft.ts';
import { Keys } from '../../ui/Keys.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { CaptureChips } from './CaptureChips.tsx';
import { CaptureInput } from './CaptureInput.tsx';
import styles from './Capture.module.css';
import { figureOf, letterOf } from './logKeys.ts';
import type { LogDesk } from './useLog.ts';
import { useSimilar } from './useSimilar.ts';

/** What others ask of the line. */
export interface CaptureHandle {
  focus(): void;
  /** Begins a line with words, keeping what is typed behind them. */
  begin(words: string): void;
}

interface CaptureLineProps {
  readonly desk: LogDesk;
  readonly ground: CaptureGround;
  /** The difficulty that the next answer is for; null: the last one. */
  readonly answering: LogLine | null;
  readonly disabled: boolean;
  readonly handle: Ref<CaptureHandle>;
  readonly onWritten: (id: string) => void;
  /** The keyboard goes up into the log. */
  readonly onUp: () => void;
  readonly onUndo: () => void;
}

/** What the text is kept under that is being typed into the log of a session. */
export function logDraft(session: string): string {
  return `log ${session}`;
}

/** How many blockers can be chosen by a key. */
const OFFERED = 3;

/** The line that is typed while people talk: Enter writes it into the log. */
export function CaptureLine(props: CaptureLineProps) {
  const { desk, ground, answering, disabled, handle, onWritten, onUp, onUndo } = props;
  const { log, write } = desk;
  const { t, format } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const { text, change: setText } = useDraft(logDraft(log.session.id));
  /** Id of the blocker that the line is to be linked with; `new`: one is made of it. */
  const [link, setLink] = useState<string | null>(null);
  /** The line that Enter was pressed on once, though something of it is not understood. */
  const [asked, setAsked] = useState<string | null>(null);
  /** What is being written, in its turn. */
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const latest = useRef(text);
  latest.current = text;

  const said = useMemo(() => readCapture(text, ground), [text, ground]);
  const isDifficulty = said.kind === 'difficulty';
  const similar = useSimilar(log.wave.id, isDifficulty && log.mayLink ? said.text : null).slice(
    0,
    OFFERED,
  );
  const aboutId = answering?.id ?? answered(log.lines, said.school?.id ?? null);
  const about = log.lines.find((line) => line.id === aboutId) ?? null;
  const linked = similar.find((one) => one.id === link);
  const canLink = isDifficulty && log.mayLink && said.text !== '';

  useImperativeHandle(
    handle,
    () => ({
      focus: () => input.current?.focus(),
      begin(words) {
        const rest = latest.current.trim();
        const next = rest === '' ? words : words === '/' ? latest.current : `${words}${rest}`;
        // Drawn at once: the next key is faster than a frame.
        flushSync(() => setText(next));
        input.current?.focus();
        input.current?.setSelectionRange(next.length, next.length);
      },
    }),
    [setText],
  );

  function enter(): void {
    const line = latest.current;
    if (said.text === '') return;
    if (isUnsure(said) && asked !== line) {
      setAsked(line);
      return;
    }
    const { kind, school, theme, who, by } = said;
    const chosen = isDifficulty ? link : null;
    const fields = {
      text: said.text,
      ...(school === null ? {} : { establishment: school.id }),
      ...(theme === null ? {} : { theme }),
      ...(who === null ? {} : { who }),
      ...(by === null ? {} : { by }),
      ...(chosen === null ? {} : chosen === 'new' ? { newBlocker: true } : { blocker: chosen }),
    };
    const of = kind === 'answer' ? aboutId : null;
    setText('');
    setLink(null);
    queue.current = queue.current.then(async () => {
      const written = await write(kind, fields, of);
      if (written !== null) onWritten(written);
      // What was refused stands in the line again, before what has been typed since.
      else setText([line, latest.current].filter(Boolean).join(' '));
    });
  }

  function choose(choice: string): void {
    setLink((before) => (before === choice ? null : choice));
  }

  function onKey(event: KeyboardEvent<HTMLInputElement>): void {
    const isEmpty = text === '';
    const figure = figureOf(event);
    if (event.altKey && !event.ctrlKey && canLink) {
      const one = figure === null ? undefined : similar[figure - 1];
      if (one !== undefined) choose(one.id);
      else if (letterOf(event) === 'N') choose('new');
      else return;
    } else if (isEmpty && event.key === 'ArrowUp') onUp();
    else if (isEmpty && event.ctrlKey && event.key.toLowerCase() === 'z') onUndo();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <section className={styles['capture']} aria-label={t('tutoringLog:line')}>
      <CaptureInput
        label={t('tutoringLog:line')}
        placeholder={t('tutoringLog:lineHint')}
        describedBy={`${id}-hint`}
        inputRef={input}
        value={text}
        ground={ground}
        disabled={disabled}
        onChange={setText}
        onEnter={enter}
        onKey={onKey}
      />
      <span id={`${id}-hint`} className={styles['unseen']}>
        {t('tutoringLog:lineHint')}
      </span>
      <CaptureChips
        said={said}
        today={log.today}
        isAsked={asked === text}
        about={about}
        blocker={
          !isDifficulty || link === null
            ? null
            : link === 'new'
              ? t('tutoringLog:chip.newBlocker')
              : t('tutoringLog:chip.blocker', { title: linked?.title ?? '' })
        }
      />
      {canLink && (
        <div className={styles['similar']} role="group" aria-label={t('tutoringLog:similar')}>
          {similar.length > 0 && <span className={styles['hint']}>{t('tutoringLog:similar')}</span>}
          {similar.map((one, index) => (
            <button
              key={one.id}
              type="button"
              tabIndex={-1}
              className={styles['choice']}
              aria-pressed={link === one.id}
              title={one.answer ?? undefined}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => choose(one.id)}
            >
              <Keys keys={`alt+${index + 1}`} />
              <bdi className={styles['choiceText']}>{one.title}</bdi>
              <span className={styles['hint']}>
                {t('tutoringLog:similarCases', {
                  count: one.schools,
                  replace: { count: format.number(one.schools) },
                })}
              </span>
            </button>
          ))}
          <button
            type="button"
            tabIndex={-1}
            className={styles['choice']}
            aria-pressed={link === 'new'}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose('new')}
          >
            <Keys keys="alt+N" />
            {t('tutoringLog:newBlocker')}
          </button>
        </div>
      )}
    </section>
  );
}
