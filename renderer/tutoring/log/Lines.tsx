import {
  Fragment,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
} from 'react';
import type { CaptureGround } from '../../../shared/tutoring/capture.ts';
import type { LogLine } from '../../../shared/tutoring/log.contract.ts';
import { twinsOf } from '../../../shared/tutoring/log.twins.ts';
import { rowTarget } from '../../ui/gridMoves.ts';
import { Message } from '../../ui/Message.tsx';
import { useLanguage } from '../../ui/useLanguage.ts';
import { LineBlocker } from './LineBlocker.tsx';
import { LineEdit } from './LineEdit.tsx';
import { LineRow, lineRowId } from './LineRow.tsx';
import styles from './Lines.module.css';
import { letterOf, stateOfKey } from './logKeys.ts';
import type { LogDesk } from './useLog.ts';

/** How far from its end a list still counts as being at it, in pixels. */
const NEAR_END = 40;

interface LinesProps {
  readonly desk: LogDesk;
  readonly ground: CaptureGround;
  readonly selected: string | null;
  /** The difficulty that the next answer is for. */
  readonly answering: string | null;
  readonly disabled: boolean;
  readonly onSelect: (line: string) => void;
  /** An answer to a difficulty is to be typed. */
  readonly onAnswer: (line: LogLine) => void;
}

type Opened = { readonly line: string; readonly as: 'edit' | 'link' };

/** The log, newest last: what is said by key of the line that is selected. */
export function Lines(props: LinesProps) {
  const { desk, ground, selected, answering, disabled, onSelect, onAnswer } = props;
  const { log, edit, join, remove } = desk;
  const { lines, schools, today } = log;
  const { t } = useLanguage();
  const list = useRef<HTMLDivElement>(null);
  const [opened, setOpened] = useState<Opened | null>(null);
  /** Whether the end of the log is in sight: then what arrives is followed. */
  const follows = useRef(true);
  const current = lines.find(({ id }) => id === selected) ?? lines.at(-1);
  const at = current === undefined ? -1 : lines.indexOf(current);
  const byId = new Map(schools.map((school) => [school.id, school]));
  const twins = useMemo(() => twinsOf(lines), [lines]);
  const texts = new Map(lines.map((line) => [line.id, line.text]));

  /** The line that takes the keyboard once it is drawn. */
  const wanted = useRef<string | null>(null);
  useEffect(() => {
    if (wanted.current === null) return;
    document.getElementById(lineRowId(wanted.current))?.focus();
    wanted.current = null;
  }, [opened]);

  const count = lines.length;
  useLayoutEffect(() => {
    const box = list.current;
    if (box !== null && follows.current) box.scrollTop = box.scrollHeight;
  }, [count]);
  // A line that has gone takes the keyboard along unless it is given to another.
  useEffect(() => {
    if (opened !== null && !lines.some(({ id }) => id === opened.line)) setOpened(null);
  }, [lines, opened]);

  const onEdit = useCallback(
    (line: string) => {
      if (!disabled) setOpened({ line, as: 'edit' });
    },
    [disabled],
  );
  function go(index: number): void {
    const line = lines[Math.max(0, Math.min(index, lines.length - 1))];
    if (line === undefined) return;
    onSelect(line.id);
    const row = document.getElementById(lineRowId(line.id));
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  }
  function leave(): void {
    wanted.current = opened?.line ?? null;
    setOpened(null);
  }
  /** What a key says of a line; false: nothing. */
  function act(line: LogLine, event: KeyboardEvent): boolean {
    const state = stateOfKey(event);
    if (event.key === 'Enter') setOpened({ line: line.id, as: 'edit' });
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      go(at === lines.length - 1 ? at - 1 : at + 1);
      void remove(line.id);
    } else if (letterOf(event) === 'J' && twins.has(line.id)) {
      // The next line that was said twice, to join it by the same key; else the one that stays.
      const next = lines.slice(at + 1).find(({ id }) => twins.has(id)) ?? twins.get(line.id)!;
      go(lines.indexOf(next));
      void join(line.id);
    } else if (line.kind === 'difficulty' && event.key === '/') onAnswer(line);
    else if (line.kind === 'difficulty' && state !== null) {
      void edit(
        line.id,
        { state },
        undefined,
        t('tutoringLog:stateSet', { state: t(`tutoringLog:state.${state}`), text: line.text }),
      );
    } else if (line.kind === 'difficulty' && letterOf(event) === 'B' && log.mayLink) {
      setOpened({ line: line.id, as: 'link' });
    } else if (line.kind === 'followUp' && (state === 'solved' || state === 'open')) {
      void edit(line.id, { doneOn: state === 'solved' ? today : null });
    } else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey || current === undefined) return;
    if (opened !== null || !(event.target instanceof HTMLElement)) return;
    if (event.target.dataset['line'] === undefined) return;
    // J moves down a list, as elsewhere; on a line that says so it joins.
    const joins = letterOf(event) === 'J' && twins.has(current.id) && !disabled;
    const target = joins ? null : rowTarget(event.key, at, lines.length);
    if (target !== null) go(target);
    else if (disabled || !act(current, event)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  if (lines.length === 0) return <Message kind="empty">{t('tutoringLog:empty')}</Message>;
  return (
    <div
      ref={list}
      role="grid"
      aria-label={t('tutoringLog:log')}
      className={styles['lines']}
      onKeyDown={onKeyDown}
      onScroll={({ currentTarget: box }) => {
        follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END;
      }}
    >
      {lines.map((line) => (
        <Fragment key={line.id}>
          {opened?.line === line.id && opened.as === 'edit' ? (
            <LineEdit desk={desk} line={line} ground={ground} onLeave={leave} />
          ) : (
            <LineRow
              line={line}
              school={line.establishment === null ? undefined : byId.get(line.establishment)}
              about={line.about === null ? null : (texts.get(line.about) ?? null)}
              twinOf={twins.get(line.id)?.author ?? null}
              today={today}
              isSelected={line === current}
              isAnswering={line.id === answering}
              onSelect={onSelect}
              onEdit={onEdit}
            />
          )}
          {opened?.line === line.id && opened.as === 'link' && (
            <LineBlocker desk={desk} line={line} onLeave={leave} />
          )}
        </Fragment>
      ))}
    </div>
  );
}
