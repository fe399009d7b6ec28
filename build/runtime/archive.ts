import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';

/** The `sha512-…` integrity string of a file, as npm writes it in a lock file. */
export async function integrityOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

/**
 * Unpacks the files of a zip for which `place` gives a path relative to `folder`; `undefined` skips
 * the entry. Permission bits are kept.
 *
 * @returns how many files were written.
 * @throws Error when an entry would be written outside `folder`.
 */
export async function unzip(
  zip: string,
  folder: string,
  place: (name: string) => string | undefined,
): Promise<number> {
  const archive = await yauzl.openPromise(zip);
  let written = 0;
  try {
    for await (const entry of archive.eachEntry()) {
      const name = place(entry.fileName);
      if (name === undefined || entry.fileName.endsWith('/')) continue;
      const target = inside(folder, name);
      await mkdir(dirname(target), { recursive: true });
      const mode = (entry.externalFileAttributes >>> 16) & 0o777;
      const content = await archive.openReadStreamPromise(entry);
      await pipeline(content, createWriteStream(target, { mode: mode === 0 ? 0o644 : mode }));
      written += 1;
    }
  } finally {
    archive.close();
  }
  return written;
}

/** `folder/name`, refused when `name` climbs out of the folder. */
export function inside(folder: string, name: string): string {
  const root = resolve(folder);
  const target = resolve(root, name);
  if (!target.startsWith(root + sep)) throw new Error(`The archive holds an unsafe name: ${name}`);
  return target;
}
