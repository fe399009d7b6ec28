import path from 'node:path';
import { ProblemError, type Problem } from '../../problem.ts';

/** Error code of a file system or SQLite error, or undefined. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined;
}

function problemOf(code: string, file: string): Problem | undefined {
  const folder = path.dirname(file);
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'SQLITE_FULL':
    case 'SQLITE_IOERR_SHMSIZE':
      return { type: 'diskFull', folder };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { type: 'folderReadOnly', folder };
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EEXIST':
    case 'EISDIR':
    case 'ENAMETOOLONG':
    case 'EINVAL':
    case 'ELOOP':
      return { type: 'folderUnusable', folder };
    case 'SQLITE_NOTADB':
      return { type: 'notADatabase', file };
    default:
      if (code.startsWith('SQLITE_READONLY')) return { type: 'folderReadOnly', folder };
      if (code.startsWith('SQLITE_CANTOPEN')) return { type: 'folderReadOnly', folder };
      if (code.startsWith('SQLITE_CORRUPT')) return { type: 'notADatabase', file };
      return undefined;
  }
}

/**
 * Runs a step of opening `file`, and turns what can be expected to go wrong with folders and files
 * into a {@link ProblemError}; anything else goes on as it is.
 */
export function opening<T>(file: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw asProblem(error, file);
  }
}

/** The {@link ProblemError} that an error about `file` stands for, or the error itself. */
export function asProblem(error: unknown, file: string): unknown {
  const code = errorCode(error);
  const problem = code === undefined ? undefined : problemOf(code, file);
  return problem === undefined ? error : new ProblemError(problem, { cause: error });
}
