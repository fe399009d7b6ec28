import fs from 'node:fs';
import path from 'node:path';
import { ProblemError } from './problem.ts';

/**
 * Writes a file that is there as a whole or not at all, whenever the computer stops: under another
 * name, synced to the disk, then renamed.
 * @param mode who may read it: nobody else, unless it is to be handed over
 * @param write writes into the open file; where it throws, nothing is left behind
 */
export async function writeDurably(
  file: string,
  write: (handle: fs.promises.FileHandle) => Promise<void>,
  mode = 0o600,
): Promise<void> {
  const folder = path.dirname(path.resolve(file));
  const temporary = path.join(folder, `.${path.basename(file)}.${process.pid}.new`);
  const handle = await fs.promises.open(temporary, 'w', mode);
  try {
    await write(handle);
    await handle.sync();
    await handle.close();
    await fs.promises.rename(temporary, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await fs.promises.rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

/** The name is on the disk as well. Not every system can sync a folder. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await fs.promises.open(folder, 'r').catch(() => null);
  if (handle === null) return;
  await handle.sync().catch(() => undefined);
  await handle.close();
}

/**
 * Finds out, before any work is done, whether a file can be written and nothing is lost by it.
 * @param start how the older files begin that may be written over
 * @throws ProblemError
 */
export async function requireReplaceable(file: string, start: Buffer): Promise<void> {
  try {
    await fs.promises.access(path.dirname(path.resolve(file)), fs.constants.W_OK);
    const found = await fs.promises.stat(file).catch(() => null);
    if (found === null || (found.isFile() && found.size === 0)) return;
    if (found.isFile()) {
      const handle = await fs.promises.open(file, 'r');
      try {
        const { buffer } = await handle.read(Buffer.alloc(start.length));
        if (buffer.equals(start)) return;
      } finally {
        await handle.close();
      }
    }
  } catch (error) {
    throw fileProblem(file, error);
  }
  throw new ProblemError({ type: 'fileExists', file });
}

/** What the system says of a file, as a problem for a person; anything else is given back. */
export function fileProblem(file: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) return error;
  return new ProblemError({ type: 'fileUnusable', file, code }, { cause: error });
}
