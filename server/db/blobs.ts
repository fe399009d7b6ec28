import { createHash } from 'node:crypto';
import fs from 'node:fs';
import fsp from 'node:fs/promises';
import path from 'node:path';
import { HASH_PATTERN } from '../../shared/attachments/attachment.entity.ts';

/** Where a content is, or would be. */
export function blobFile(dataDir: string, hash: string): string {
  if (!HASH_PATTERN.test(hash)) throw new Error('Not a hash');
  return path.join(dataDir, 'blobs', hash.slice(0, 2), hash);
}

/**
 * Contents of files in the data folder, each kept once under its SHA-256: `blobs/<aa>/<hash>`.
 * Several processes may share the folder: a content is put in place by one rename, and whoever
 * puts the same there again puts the same bytes.
 */
export class Blobs {
  readonly #dataDir: string;
  readonly #folder: string;
  /** What was found whole since this process started, with what the disk said of it then. */
  readonly #verified = new Map<string, string>();

  /** @param dataDir the server's data folder; folders are made as they are needed */
  constructor(dataDir: string) {
    this.#dataDir = dataDir;
    this.#folder = path.join(dataDir, 'blobs');
    fs.mkdirSync(this.incoming, { recursive: true, mode: 0o700 });
  }

  /** Where uploads are until they are whole. */
  get incoming(): string {
    return path.join(this.#folder, 'incoming');
  }

  file(hash: string): string {
    return blobFile(this.#dataDir, hash);
  }

  /** Size of a content in bytes; null when it is not here. */
  async size(hash: string): Promise<number | null> {
    return (await statOf(this.file(hash)))?.size ?? null;
  }

  /**
   * Takes a file that has come whole: checked against its hash, flushed, put in its place. A file
   * that is not what it should be is removed.
   * @returns whether it was what it should be
   */
  async keep(hash: string, from: string): Promise<boolean> {
    if ((await hashOf(from)) !== hash) {
      await fsp.rm(from, { force: true });
      return false;
    }
    const to = this.file(hash);
    await fsp.mkdir(path.dirname(to), { recursive: true, mode: 0o700 });
    await flush(from);
    await fsp.rename(from, to);
    await flushFolder(path.dirname(to));
    return true;
  }

  /**
   * Whether a content is here and whole. It is read in full once in the life of the process and
   * whenever the disk says that it has changed.
   */
  async isWhole(hash: string): Promise<boolean> {
    const file = this.file(hash);
    const stat = await statOf(file);
    if (stat === null) return false;
    const look = `${stat.ino} ${stat.size} ${stat.mtimeMs}`;
    if (this.#verified.get(hash) === look) return true;
    if ((await hashOf(file)) !== hash) return false;
    this.#verified.set(hash, look);
    return true;
  }

  async remove(hash: string): Promise<void> {
    this.#verified.delete(hash);
    await fsp.rm(this.file(hash), { force: true });
  }

  /** Hashes of all contents that are here. */
  async *all(): AsyncGenerator<string> {
    for (const part of await fsp.readdir(this.#folder)) {
      if (!/^[0-9a-f]{2}$/.test(part)) continue;
      for (const name of await fsp.readdir(path.join(this.#folder, part))) {
        if (HASH_PATTERN.test(name)) yield name;
      }
    }
  }
}

async function statOf(file: string): Promise<fs.Stats | null> {
  try {
    return await fsp.stat(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of fs.createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function flush(file: string): Promise<void> {
  const handle = await fsp.open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function flushFolder(folder: string): Promise<void> {
  // Windows has no handle on folders to flush; its rename is journalled.
  if (process.platform === 'win32') return;
  const handle = await fsp.open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
