import { createMessages } from '../shared/messages/messages.ts';
import type { Language } from '../shared/kernel/language.ts';
import { ProblemError, type Problem } from './problem.ts';

/** Exit code of an expected problem. */
export const EXIT_PROBLEM = 2;
/** Exit code of a fault. */
export const EXIT_FAULT = 1;

/** Says a text of the catalogue `server`. */
export type Say = (key: string, values?: Readonly<Record<string, unknown>>) => string;

export function sayIn(language: Language): Say {
  const { t } = createMessages(language);
  return (key, values = {}) => t(key, { ...values, ns: 'server' });
}

/** The sentence for a problem. */
export function sentence(say: Say, { type, ...values }: Problem): string {
  return say(`problem.${type}`, values);
}

/**
 * Ends a command that could not do its work: one sentence on stderr for what was to be expected,
 * message and place for a fault.
 * @returns the exit code
 */
export function reportFailure(say: Say, error: unknown): number {
  if (error instanceof ProblemError) {
    process.stderr.write(`${sentence(say, error.problem)}\n`);
    return EXIT_PROBLEM;
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${say('fault', { message })}\n`);
  return EXIT_FAULT;
}
