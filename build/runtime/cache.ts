import { randomBytes } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { access, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { RuntimeProblem } from './problem.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const UNFINISHED = '.unfinished-';

/** Where runtimes are kept: outside the clone, so that a second clone finds them ready. */
export function cacheFolder(): string {
  const xdg = process.env['XDG_CACHE_HOME'];
  // The XDG specification says to ignore a relative path.
  const base = xdg !== undefined && isAbsolute(xdg) ? xdg : join(homedir(), '.cache');
  return join(base, 'bascule', 'runtime');
}

/**
 * The folder `<cache>/<key>`, made by `make` if it is not there yet. `make` fills a private folder
 * that is renamed into place when complete: an interrupted run leaves nothing half made, and of two
 * processes at once the second to finish takes the first one's result.
 *
 * @throws RuntimeProblem when the cache folder is read-only or full.
 */
export async function cached(
  key: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const target = join(cacheFolder(), key);
  if (existsSync(target)) return target;
  const unfinished = join(cacheFolder(), `${UNFINISHED}${key}-${randomBytes(6).toString('hex')}`);
  try {
    await makeCacheFolder();
    await mkdir(unfinished, { recursive: true });
    await removeAbandoned();
    await make(unfinished);
    await rename(unfinished, target).catch((error: unknown) => {
      if (!existsSync(target)) throw error;
    });
    return target;
  } catch (error) {
    throw explainDisk(error, cacheFolder()) ?? error;
  } finally {
    await rm(unfinished, { recursive: true, force: true }).catch(() => {});
  }
}

/**
 * Makes the cache folder. Its nearest existing ancestor is asked first: Node's recursive mkdir never
 * returns where the system answers a missing parent with "no such file", as below /proc.
 */
export async function makeCacheFolder(): Promise<void> {
  let ancestor = cacheFolder();
  while (!existsSync(ancestor)) ancestor = dirname(ancestor);
  await access(ancestor, constants.W_OK);
  await mkdir(cacheFolder(), { recursive: true });
}

/** A read-only or full disk said in a sentence, or undefined when the error is about something else. */
export function explainDisk(error: unknown, folder: string): RuntimeProblem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path } = error as NodeJS.ErrnoException;
  if (path !== undefined && !path.startsWith(folder) && !folder.startsWith(path)) return undefined;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
    case 'ENOENT':
    case 'ENOTDIR':
    case 'EEXIST':
      return new RuntimeProblem(
        `The cache folder ${folder} cannot be written (${code}): make it writable, or set XDG_CACHE_HOME to a folder that is.`,
      );
    case 'ENOSPC':
    case 'EDQUOT':
      return new RuntimeProblem(
        `The disk that holds ${folder} is full: free about 1 GB there, or set XDG_CACHE_HOME to a folder on a larger disk.`,
      );
    default:
      return undefined;
  }
}

/** Removes what a killed process left more than a day ago; younger folders may be another process's work. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(cacheFolder())) {
    if (!name.startsWith(UNFINISHED)) continue;
    const folder = join(cacheFolder(), name);
    const info = await stat(folder).catch(() => undefined);
    if (info === undefined || Date.now() - info.mtimeMs < DAY_MS) continue;
    await rm(folder, { recursive: true, force: true }).catch(() => {});
  }
}
