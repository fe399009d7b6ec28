import { readFileSync, statSync } from 'node:fs';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { MAX_BUNDLE_BYTES } from '../../../shared/sync/bundle.ts';
import { unusableFile, writeHandedFile } from '../store/handedFile.ts';

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
    return err(unusableFile(file, error));
  }
}

/** How a bundle begins: only an older one is written over. */
const BUNDLE_START = '{"bascule":"bundle"';

/**
 * Writes a file that a person named: whole or not at all, over nothing but an older bundle. Fails
 * with FileExists, FileUnusable or DiskFull.
 */
export function writeFileSafely(file: string, bytes: Uint8Array): Result<null, CoreFailure> {
  return writeHandedFile(file, bytes, (start) => start.toString('latin1').startsWith(BUNDLE_START));
}
