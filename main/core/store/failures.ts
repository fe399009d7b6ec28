import type { CoreFailure } from '../../../shared/bridge/failure.ts';

/** An expected failure met deep inside a transaction: caught at the core's door as a value. */
export class ExpectedFailure extends Error {
  readonly failure: CoreFailure;
  constructor(failure: CoreFailure) {
    super(failure.type);
    this.name = 'ExpectedFailure';
    this.failure = failure;
  }
}

function codeOf(error: unknown): string {
  return error !== null && typeof error === 'object' && 'code' in error ? String(error.code) : '';
}

/**
 * The expected failure behind an error of the disk or of SQLite, or null when it is none.
 * SQLite's result codes: https://www.sqlite.org/rescode.html
 */
export function diskFailure(error: unknown, folder: string, file: string): CoreFailure | null {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'SQLITE_FULL') return { type: 'DiskFull' };
  if (
    [
      'EACCES',
      'EPERM',
      'EROFS',
      'ENOENT',
      'ENOTDIR',
      'EEXIST',
      'SQLITE_CANTOPEN',
      'SQLITE_PERM',
    ].includes(code) ||
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN')
  ) {
    return { type: 'FolderReadOnly', folder };
  }
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT'))
    return { type: 'NotADatabase', file };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return { type: 'FolderInUse', folder };
  }
  if (code.startsWith('SQLITE_IOERR') || code === 'EIO') return { type: 'DiskFault', code };
  return null;
}
