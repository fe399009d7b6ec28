import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Who may read a file: the account that runs the program, or whoever is handed it. */
const MODE_PRIVATE = 0o600;
export const MODE_HANDED_OVER = 0o644;

/**
 * Writes a file so that after a crash either the old or the whole new one is there.
 * @param temporary where it is written first: in the same folder, and nobody's file
 * @throws the system's error; the old file is then untouched
 */
export function writeDurably(
  file: string,
  bytes: Uint8Array,
  temporary = `${file}.new`,
  mode = MODE_PRIVATE,
): void {
  try {
    const descriptor = openSync(temporary, 'w', mode);
    try {
      for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
  syncFolder(dirname(file));
}

function syncFolder(folder: string): void {
  // Windows has no handle on folders to flush; its rename is journalled.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } catch (error) {
    // Not every file system of a USB key knows how to; the file itself is on it all the same.
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !['EINVAL', 'ENOTSUP', 'EPERM'].includes(code)) throw error;
  } finally {
    closeSync(descriptor);
  }
}
