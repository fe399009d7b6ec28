import { readFileSync, statSync } from 'node:fs';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import type { Result } from '../../../shared/kernel/result.ts';
import { writeHandedFile } from '../store/handedFile.ts';

/** A paper that is larger is not one of this program's. */
const MAX_PAPER_BYTES = 50_000_000;

/**
 * Writes a paper where the person said, over nothing but an older one of this program's unless
 * they have confirmed that. Fails with FileExists, FileUnusable, DiskFull.
 */
export async function writePaper(
  file: string,
  bytes: Buffer,
  over: boolean,
): Promise<Result<unknown, CoreFailure>> {
  const { CREATOR } = await import('./paper.ts');
  return writeHandedFile(file, bytes, (_start, found) => over || isOurs(found, CREATOR));
}

/** Whether a file is a paper of this program's. @throws the system's error */
function isOurs(file: string, creator: string): boolean {
  if (statSync(file).size > MAX_PAPER_BYTES) return false;
  const content = readFileSync(file);
  return content.subarray(0, 5).toString() === '%PDF-' && content.includes(`(${creator})`);
}
