import { useCallback, useMemo, useRef, useState } from 'react';
import type {
  LineSaid,
  LogLine,
  LogSchool,
  SessionLog,
} from '../../../shared/tutoring/log.contract.ts';
import { useCall } from '../../bridge/useCall.ts';
import { useDo } from '../../bridge/useDo.ts';
import { useLanguage } from '../../ui/useLanguage.ts';
import type { Presence } from './logKeys.ts';
import { sameRows } from './sameRows.ts';

/** Entities whose rows a log reads. */
const READ = [
  'tutoringPresence',
  'logEntry',
  'tutoringSession',
  'tutoringGroup',
  'tutoringMember',
  'establishment',
  'blocker',
];

/** A log that has been read, and the ways to change it. */
export type LogDesk = Omit<ReturnType<typeof useLog>, 'log'> & { readonly log: SessionLog };

/** The log of a session, kept fresh, and the ways to change it. */
export function useLog(session: string) {
  const { value, failure, reload } = useCall('log.read', { session }, READ);
  const { run, say } = useDo();
  const { t, format } = useLanguage();
  /** What the last change answered: it is shown until the log has been read again. */
  const [answered, setAnswered] = useState<{ log: SessionLog; over: SessionLog | null } | null>(
    null,
  );
  const latest = answered !== null && answered.over === value ? answered.log : value;
  const shown = useRef<SessionLog | null>(null);
  const log = useMemo(() => {
    const before = shown.current;
    shown.current =
      latest === null || before === null
        ? latest
        : {
            ...latest,
            schools: sameRows(before.schools, latest.schools) as LogSchool[],
            lines: sameRows(before.lines, latest.lines) as LogLine[],
          };
    return shown.current;
  }, [latest]);
  const take = useCallback((next: SessionLog) => setAnswered({ log: next, over: value }), [value]);

  const mark = useCallback(
    async (establishment: string, status: Presence | null): Promise<void> => {
      const marks = [{ establishment, status }];
      const next = await run('log.mark', { session, marks }, () => null);
      if (next !== null) take(next);
    },
    [run, session, take],
  );
  /** Whichever school has no mark yet is there. The core knows which: keys are faster than it. */
  const markRest = useCallback(async (): Promise<void> => {
    const done = await run('log.rest', { session, status: 'present' }, ({ schools }) =>
      t('tutoringLog:restDone', {
        count: schools,
        replace: { count: format.number(schools) },
      }),
    );
    if (done !== null) take(done.log);
  }, [run, session, take, t, format]);
  /** @returns the line's id; null: it was not written, and why has been said */
  const write = useCallback(
    async (
      kind: LogLine['kind'],
      said: LineSaid & { text: string },
      about: string | null,
    ): Promise<string | null> => {
      const input = { session, kind, said, ...(about === null ? {} : { about }) };
      const done = await run('log.write', input, () => null);
      if (done === null) return null;
      take(done.log);
      return done.id;
    },
    [run, session, take],
  );
  const edit = useCallback(
    async (
      line: string,
      said: LineSaid,
      kind?: LogLine['kind'],
      done?: string,
    ): Promise<boolean> => {
      const input = { line, said, ...(kind === undefined ? {} : { kind }) };
      const next = await run('log.edit', input, () => done ?? null);
      if (next !== null) take(next);
      return next !== null;
    },
    [run, take],
  );
  const remove = useCallback(
    async (line: string): Promise<void> => {
      const next = await run('log.remove', { line }, () => t('tutoringLog:removed'));
      if (next !== null) take(next);
    },
    [run, take, t],
  );
  const join = useCallback(
    async (line: string): Promise<void> => {
      const next = await run('log.join', { line }, () => t('tutoringLog:joined'));
      if (next !== null) take(next);
    },
    [run, take, t],
  );
  const describe = useCallback(
    async (said: { theme?: string | null; summary?: string | null }): Promise<void> => {
      const next = await run('log.describe', { session, ...said }, () => null);
      if (next !== null) take(next);
    },
    [run, session, take],
  );
  return { log, failure, reload, mark, markRest, write, edit, join, remove, describe, say };
}
