import type { CoreFailure } from '../../shared/bridge/failure.ts';
import type { Failure, Result } from '../../shared/kernel/result.ts';
import { failureText } from '../../shared/messages/failureText.ts';
import { createMessages } from '../../shared/messages/messages.ts';
import type { Language } from '../../shared/kernel/language.ts';
import type { CoreCall } from './calls.ts';
import type { Log } from './log.ts';

export interface EnrolFromLine {
  readonly call: (call: CoreCall) => Promise<Result<unknown, Failure>>;
  readonly server: string;
  readonly code: string;
  readonly language: Language;
  readonly log: Log;
}

/**
 * Enrols the device with the code of the command line, unless it belongs to somebody already: a
 * program that is always started with the same line is enrolled by its first start. A failure is
 * said on standard error; the page then offers to enrol by hand. It never rejects.
 */
export async function enrolFromLine(line: EnrolFromLine): Promise<void> {
  try {
    const failure = await enrolOnce(line);
    if (failure === undefined) return;
    line.log.note('enrol.failed', { type: failure.type });
    const { t } = createMessages(line.language);
    // What the core answers with is one of its own failures; the port only knows it as `Failure`.
    const reason = failureText(t, failure as CoreFailure);
    process.stderr.write(`${t('menu:start.enrolFailed', { reason })}\n`);
  } catch {
    line.log.note('enrol.failed', { type: 'CoreLost' });
  }
}

async function enrolOnce({ call, server, code }: EnrolFromLine): Promise<Failure | undefined> {
  const current = await call({ to: 'core', method: 'session.current', input: {} });
  if (!current.ok) return current.error;
  if (current.value !== null) return undefined;
  const input = { server, code };
  const enrolled = await call({ to: 'core', method: 'session.enrol', input });
  return enrolled.ok ? undefined : enrolled.error;
}
