import type { Handlers } from '../../../shared/bridge/contract.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { paperWords } from '../../../shared/training/paperWords.ts';
import type { logContract, SessionLog } from '../../../shared/tutoring/log.contract.ts';
import { minutesMail } from '../../../shared/tutoring/minutesMail.ts';
import { joinLines } from './log.joining.ts';
import { minutesOf } from './log.minutes.ts';
import { createLogReading, type FoundSession } from './log.reading.ts';
import type { LogStore } from './log.store.ts';
import { createLogWriting } from './log.writing.ts';
import type { TutoringContext } from './tutoring.context.ts';

/** Handlers of the log of a session. */
export function createLogHandlers(
  context: TutoringContext,
  rows: LogStore,
): Handlers<typeof logContract, CoreFailure> {
  const reading = createLogReading(context, rows);
  const writing = createLogWriting(context, rows, reading);

  const now = (session: string): Result<SessionLog, CoreFailure> => {
    const found = reading.find(session);
    return found.ok ? ok(reading.read(found.value)) : found;
  };

  /** A line of a session that this device's person may write in. */
  function findLine(
    id: string,
  ): Result<{ found: FoundSession; entry: ReturnType<LogStore['entry']>[number] }, CoreFailure> {
    const [entry] = rows.entry(id);
    if (entry === undefined || entry.session === null)
      return err({ type: 'EntryUnknown', entry: id });
    const found = writing.findToWrite(entry.session);
    return found.ok ? ok({ found: found.value, entry }) : found;
  }

  return {
    'log.read': ({ session }) => now(session),
    'log.mark': ({ session, marks }) => {
      const found = writing.findToWrite(session);
      if (!found.ok) return found;
      const marked = writing.mark(found.value, marks);
      return marked.ok ? now(session) : marked;
    },
    'log.rest': ({ session, status }) => {
      const found = writing.findToWrite(session);
      if (!found.ok) return found;
      const left = reading.schools(found.value).filter((school) => school.status === null);
      const marks = left.map(({ id }) => ({ establishment: id, status }));
      const marked = writing.mark(found.value, marks);
      if (!marked.ok) return marked;
      const log = now(session);
      return log.ok ? ok({ schools: left.length, log: log.value }) : log;
    },
    'log.write': ({ session, ...line }) => {
      const found = writing.findToWrite(session);
      if (!found.ok) return found;
      const written = writing.write(found.value, line);
      if (!written.ok) return written;
      const log = now(session);
      return log.ok ? ok({ ...written.value, log: log.value }) : log;
    },
    'log.edit': ({ line, kind, said }) => {
      const of = findLine(line);
      if (!of.ok) return of;
      const edited = writing.edit(of.value.found, of.value.entry, kind, said);
      return edited.ok ? now(of.value.found.session.id) : edited;
    },
    'log.join': ({ line }) => {
      const of = findLine(line);
      if (!of.ok) return of;
      const joined = joinLines(context, reading, of.value.found, line);
      return joined.ok ? now(of.value.found.session.id) : joined;
    },
    'log.remove': ({ line }) => {
      const of = findLine(line);
      if (!of.ok) return of;
      writing.remove(of.value.found, of.value.entry);
      return now(of.value.found.session.id);
    },
    'log.describe': ({ session, ...said }) => {
      const found = writing.findToWrite(session);
      if (!found.ok) return found;
      const described = writing.describe(found.value, said);
      return described.ok ? now(session) : described;
    },
    'log.mail': ({ session, language }) => {
      const found = reading.find(session);
      if (!found.ok) return found;
      const minutes = minutesOf(reading.read(found.value), rows, language);
      return ok({
        to: minutes.contacts.map(({ email }) => email),
        ...minutesMail(minutes, paperWords(language)),
      });
    },
  };
}
