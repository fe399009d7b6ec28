import { useCallback, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { schoolHandle, type CaptureGround } from '../../../shared/tutoring/capture.ts';
import type { LogLine, LogSchool } from '../../../shared/tutoring/log.contract.ts';
import { useBridge, useReadValue, useWatched } from '../../bridge/BridgeContext.tsx';
import { failureWords } from '../../bridge/failureWords.ts';
import { Message } from '../../ui/Message.tsx';
import { useNotices } from '../../ui/notices.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import { TutoringFrame } from '../TutoringFrame.tsx';
import type { TutoringTabProps } from '../tutoringTabs.ts';
import { CaptureLine, logDraft, type CaptureHandle } from './CaptureLine.tsx';
import { KeyHelp } from './KeyHelp.tsx';
import { lineRowId } from './LineRow.tsx';
import { Lines } from './Lines.tsx';
import styles from './Log.module.css';
import { LogActions } from './LogActions.tsx';
import { SchoolList } from './SchoolList.tsx';
import { schoolRowId } from './schoolRowId.ts';
import { SessionNotes } from './SessionNotes.tsx';
import type { LogDesk } from './useLog.ts';
import { useLogLine } from './useLogLine.ts';

interface LogViewProps {
  readonly shared: TutoringTabProps;
  readonly desk: LogDesk;
}

/** The log while people talk: who is there, what is said, all by keyboard. */
export function LogView({ shared, desk }: LogViewProps) {
  const { log, mark, markRest } = desk;
  const { session, schools, lines, themes, people, today } = log;
  const { client, reads } = useBridge();
  const { t } = useLanguage();
  const notices = useNotices();
  const line = useLogLine(log);
  const capture = useRef<CaptureHandle>(null);
  const [school, setSchool] = useState<string | null>(schools[0]?.id ?? null);
  const [selected, setSelected] = useState<string | null>(null);
  const [answering, setAnswering] = useState<string | null>(null);
  const isCancelled = session.status === 'cancelled';
  const disabled = isCancelled || !log.mayLog;
  const ground = useMemo<CaptureGround>(
    () => ({
      schools,
      themes,
      people,
      today: today < session.day ? session.day : today,
    }),
    [schools, themes, people, today, session.day],
  );
  const open = useReadValue(reads.syncStatus)?.conflicts ?? 0;
  const all = useWatched(reads.conflicts, open > 0);
  const conflicts = useMemo(
    () =>
      new Map(
        (all ?? [])
          .filter(({ entity, field }) => entity === 'tutoringPresence' && field === 'status')
          .map((one) => [one.row, one]),
      ),
    [all],
  );

  // The roll comes first; once it has been called, what is said.
  useEffect(() => {
    if (disabled) return;
    const first = schools[0];
    const isCalled = first === undefined || schools.some(({ status }) => status !== null);
    if (isCalled) capture.current?.focus();
    else document.getElementById(schoolRowId(first.id))?.focus();
    // oxlint-disable-next-line react/exhaustive-deps
  }, []);

  // Nothing more can be written into it: what was half typed is for nobody any more.
  useEffect(() => {
    if (disabled) void client.call('typed.keep', { name: logDraft(session.id), text: '' });
  }, [disabled, client, session.id]);

  const onMark = useCallback((...said: Parameters<typeof mark>) => void mark(...said), [mark]);
  const onRest = useCallback(() => {
    void markRest();
    capture.current?.focus();
  }, [markRest]);
  const onWrite = useCallback(
    (one: LogSchool) => capture.current?.begin(`@${schoolHandle(one, schools)} `),
    [schools],
  );
  const onAnswer = useCallback((one: LogLine) => {
    setAnswering(one.id);
    capture.current?.begin('/r ');
  }, []);

  async function undo(): Promise<void> {
    const undone = await client.call('sync.undo', {});
    if (!undone.ok) notices.say({ tone: 'problem', text: failureWords(t, undone.error) });
  }

  /** Escape and the signs of the line lead to it from anywhere on the page. */
  function onKeyDown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const { target } = event;
    const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    if (event.key === 'Escape') capture.current?.focus();
    else if (!isField && '/@#'.includes(event.key)) capture.current?.begin(event.key);
    else return;
    event.preventDefault();
  }

  return (
    <TutoringFrame
      shared={shared}
      tab="log"
      line={line}
      actions={<LogActions shared={shared} log={log} />}
    >
      {/* Keys that nothing below has taken. */}
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions */}
      <div className={styles['log']} onKeyDown={onKeyDown}>
        <div className={styles['right']}>
          {/* What is typed into comes first, and stays in sight where there is little room. */}
          <div className={styles['first']}>
            {disabled ? (
              <Message kind="empty">
                {t(isCancelled ? 'tutoringLog:closed.cancelled' : 'tutoringLog:closed.reads')}
              </Message>
            ) : (
              <CaptureLine
                desk={desk}
                ground={ground}
                answering={lines.find(({ id }) => id === answering) ?? null}
                disabled={disabled}
                handle={capture}
                onWritten={(id) => {
                  setSelected(id);
                  setAnswering(null);
                }}
                onUp={() => {
                  const last = lines.find(({ id }) => id === selected) ?? lines.at(-1);
                  if (last !== undefined) document.getElementById(lineRowId(last.id))?.focus();
                }}
                onUndo={() => void undo()}
              />
            )}
          </div>
          <Lines
            desk={desk}
            ground={ground}
            selected={selected}
            answering={answering}
            disabled={disabled}
            onSelect={setSelected}
            onAnswer={onAnswer}
          />
          {!disabled && <KeyHelp />}
        </div>
        <div className={styles['left']}>
          <SchoolList
            schools={schools}
            selected={school}
            disabled={disabled}
            conflicts={conflicts}
            onSelect={setSchool}
            onMark={onMark}
            onRest={onRest}
            onWrite={onWrite}
          />
          <SessionNotes desk={desk} disabled={disabled} />
        </div>
      </div>
    </TutoringFrame>
  );
}
