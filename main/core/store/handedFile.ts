import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { MODE_HANDED_OVER, writeDurably } from './durableFile.ts';

/** Bytes by which a file is recognised. */
const LOOKED_AT = 200;

/**
 * Writes a file that a person named: whole or not at all, over nothing but an older one of its
 * kind. Fails with FileExists, FileUnusable or DiskFull.
 * @param isOlder whether a file that begins so is of the kind; it may look at the rest
 */
export function writeHandedFile(
  file: string,
  bytes: Uint8Array,
  isOlder: (start: Buffer, file: string) => boolean,
): Result<null, CoreFailure> {
  try {
    if (!mayWrite(file, isOlder)) return err({ type: 'FileExists', file });
    // The folder is a person's own: a name that nothing there has.
    writeDurably(file, bytes, `${file}.${randomBytes(4).toString('hex')}.new`, MODE_HANDED_OVER);
    return ok(null);
  } catch (error) {
    return err(unusableFile(file, error));
  }
}

/** Whether nothing is lost when a file of that name is written. @throws the system's error */
function mayWrite(file: string, isOlder: (start: Buffer, file: string) => boolean): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return true;
  if (!found.isFile()) return false;
  const start = Buffer.alloc(LOOKED_AT);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, start);
  } finally {
    closeSync(descriptor);
  }
  return found.size === 0 || isOlder(start, file);
}

/** The failure that an error of the system means. @throws what is not one */
export function unusableFile(file: string, error: unknown): CoreFailure {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) throw error;
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? { type: 'DiskFull' }
    : { type: 'FileUnusable', file, code };
}
