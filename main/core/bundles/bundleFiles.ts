import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { MAX_BUNDLE_BYTES } from '../../../shared/sync/bundle.ts';
import { MODE_HANDED_OVER, writeDurably } from '../store/durableFile.ts';

/** Reads a file that a person chose. Fails with FileUnusable, FileTooLarge or FileEmpty. */
export function readFileSafely(file: string): Result<Uint8Array, CoreFailure> {
  try {
    const { size } = statSync(file);
    if (size > MAX_BUNDLE_BYTES) {
      return err({ type: 'FileTooLarge', file, limit: MAX_BUNDLE_BYTES });
    }
    const bytes = readFileSync(file);
    return bytes.length === 0 ? err({ type: 'FileEmpty', file }) : ok(bytes);
  } catch (error) {
    return err(unusable(file, error));
  }
}

/** How a bundle begins: only an older one is written over. */
const BUNDLE_START = '{"bascule":"bundle"';

/** Whether nothing is lost when a file of that name is written. @throws the system's error */
function mayWrite(file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return true;
  if (!found.isFile()) return false;
  const start = Buffer.alloc(BUNDLE_START.length);
  const descriptor = openSync(file, 'r');
  try {
    readSync(descriptor, start);
  } finally {
    closeSync(descriptor);
  }
  return found.size === 0 || start.toString() === BUNDLE_START;
}

/**
 * Writes a file that a person named: whole or not at all, over nothing but an older bundle. Fails
 * with FileExists, FileUnusable or DiskFull.
 */
export function writeFileSafely(file: string, bytes: Uint8Array): Result<null, CoreFailure> {
  try {
    if (!mayWrite(file)) return err({ type: 'FileExists', file });
    // The folder is a person's own: a name that nothing there has.
    writeDurably(file, bytes, `${file}.${randomBytes(4).toString('hex')}.new`, MODE_HANDED_OVER);
    return ok(null);
  } catch (error) {
    return err(unusable(file, error));
  }
}

/** @throws what is not an error of the system */
function unusable(file: string, error: unknown): CoreFailure {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === undefined || (error as NodeJS.ErrnoException).syscall === undefined) throw error;
  return code === 'ENOSPC' || code === 'EDQUOT'
    ? { type: 'DiskFull' }
    : { type: 'FileUnusable', file, code };
}
