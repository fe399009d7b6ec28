import { ProblemError, type Problem } from '../../problem.ts';
import { errorCode } from '../sqlite/problems.ts';

/** Error codes that say that nobody answers, or that the database is starting or stopping. */
const UNREACHABLE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);
/** What the library says, without a code, when a connection is not made or lost. */
const UNREACHABLE_WORDS =
  /^(Connection terminated|timeout e|Client has encountered a connection error|The server does not support SSL)/;

function problemOf(error: unknown, address: string): Problem | undefined {
  if (isConnectionLost(error)) return { type: 'databaseUnreachable', address };
  switch (errorCode(error)) {
    case '28000':
    case '28P01':
      return { type: 'databaseRefused', address };
    case '3D000':
      return { type: 'databaseUnknown', address };
    case '42501':
      return { type: 'databaseForbidden', address };
    case '53100':
      return { type: 'diskFull', folder: address };
    case undefined:
    default:
      return undefined;
  }
}

/** The {@link ProblemError} that an error of opening a database stands for, or the error itself. */
export function asDatabaseProblem(error: unknown, address: string): unknown {
  const problem = problemOf(error, address);
  return problem === undefined ? error : new ProblemError(problem, { cause: error });
}

/** Whether the database could not be reached, or is there no more. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // A socket that is not there is told from a file that is not there.
  const noSocket = 'syscall' in error && error.syscall === 'connect';
  return (
    noSocket || UNREACHABLE.has(errorCode(error) ?? '') || UNREACHABLE_WORDS.test(error.message)
  );
}

/** Thrown inside a transaction that has to be run again because of what others wrote meanwhile. */
export class ContentionError extends Error {
  readonly code = '40001';
}

/** Serialization failure, deadlock: the transaction left nothing, and may be run again. */
export function isContention(error: unknown): boolean {
  const code = errorCode(error);
  return code === '40001' || code === '40P01';
}
