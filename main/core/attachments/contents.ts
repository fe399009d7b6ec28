import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, rmSync, type Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import {
  HASH_PATTERN,
  MAX_ATTACHMENT_BYTES,
} from '../../../shared/attachments/attachment.entity.ts';
import { diskFileName } from '../../../shared/attachments/fileName.ts';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';

/** Read and written at once, in bytes. */
const PIECE = 262_144;

/** A content that was taken in. */
export interface Taken {
  readonly hash: string;
  readonly bytes: number;
}

/** Writes a piece of a copy. */
export type WritePiece = (handle: fs.FileHandle, piece: Buffer) => Promise<unknown>;

/**
 * Contents of files in the data folder, each kept once under its SHA-256: `blobs/<aa>/<hash>`.
 * A content in its place is whole and on disk: it gets there by one rename.
 */
export interface Contents {
  has(hash: string): boolean;
  file(hash: string): string;
  /** Where a content is gathered while it is fetched. */
  part(hash: string): string;
  /**
   * Copies a file of this computer. Fails with FileEmpty, FileTooLarge, FileUnusable (unreadable,
   * a folder, changed or gone while it was read) or DiskFull; nothing of it is then kept.
   */
  take(file: string): Promise<Result<Taken, CoreFailure>>;
  /** Puts a fetched part in its place; false, and the part is gone, when it is not what it should be. */
  keepPart(hash: string): Promise<boolean>;
  /** Whether a content is here and what its hash says. */
  isWhole(hash: string): Promise<boolean>;
  /** A copy with a name of its own, for a program to open; read-only. */
  copyOut(hash: string, name: string): Promise<string>;
  /** At once: who decides on it must not be overtaken by a copy that arrives. */
  remove(hash: string): void;
  /** Hashes of all contents and parts that are here. */
  all(): Promise<Set<string>>;
  /** Removes the copies for programs, but those of some contents. */
  removeCopies(keep: ReadonlySet<string>): Promise<void>;
  /** Removes copies that an earlier run of the program did not finish. */
  tidy(): Promise<void>;
}

/** @param writePiece a test puts a disk in its place that is full */
export function createContents(
  dataDir: string,
  writePiece: WritePiece = (handle, piece) => handle.writeFile(piece),
): Contents {
  const folder = join(dataDir, 'blobs');
  const opened = join(dataDir, 'opened');
  let copies = 0;

  function file(hash: string): string {
    if (!HASH_PATTERN.test(hash)) throw new Error('Not a hash');
    return join(folder, hash.slice(0, 2), hash);
  }

  async function place(hash: string, from: string): Promise<void> {
    const to = file(hash);
    makeFolder(dirname(to));
    const handle = await fs.open(from, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await fs.rename(from, to);
    await syncFolder(dirname(to));
  }

  return {
    has: (hash) => existsSync(file(hash)),
    file,
    part: (hash) => `${file(hash)}.part`,
    async take(path) {
      copies += 1;
      const temporary = join(folder, `copy-${copies}.tmp`);
      try {
        makeFolder(folder);
        const taken = await copyIn(path, temporary, writePiece);
        if (taken.ok) await place(taken.value.hash, temporary);
        return taken;
      } catch (error) {
        const code = codeOf(error);
        if (code === 'ENOSPC' || code === 'EDQUOT') return err({ type: 'DiskFull' });
        throw error;
      } finally {
        await fs.rm(temporary, { force: true });
      }
    },
    async keepPart(hash) {
      const part = `${file(hash)}.part`;
      if ((await hashOf(part)) !== hash) {
        await fs.rm(part, { force: true });
        return false;
      }
      await place(hash, part);
      return true;
    },
    isWhole: async (hash) => existsSync(file(hash)) && (await hashOf(file(hash))) === hash,
    async copyOut(hash, name) {
      for (let n = 1; ; n += 1) {
        const to = join(opened, `${hash}-${n}`, diskFileName(name));
        if (existsSync(to)) {
          // Still what it was: the same file is opened again, and no copy beside it.
          if ((await hashOf(to).catch(() => null)) === hash) return to;
          continue;
        }
        makeFolder(dirname(to));
        await fs.copyFile(file(hash), to);
        await fs.chmod(to, 0o400);
        return to;
      }
    },
    remove(hash) {
      rmSync(file(hash), { force: true });
      rmSync(`${file(hash)}.part`, { force: true });
    },
    async all() {
      const found = new Set<string>();
      for (const part of await listFolder(folder)) {
        if (!/^[0-9a-f]{2}$/.test(part)) continue;
        for (const name of await listFolder(join(folder, part))) {
          const hash = name.replace(/\.part$/, '');
          if (HASH_PATTERN.test(hash)) found.add(hash);
        }
      }
      return found;
    },
    async removeCopies(keep) {
      for (const name of await listFolder(opened)) {
        if (keep.has(name.split('-', 1)[0]!)) continue;
        await fs.rm(join(opened, name), { recursive: true, force: true });
      }
    },
    async tidy() {
      for (const name of await listFolder(folder)) {
        if (name.endsWith('.tmp')) await fs.rm(join(folder, name), { force: true });
      }
    },
  };
}

/** Copies a file while its hash is taken, and flushes the copy. @throws what the target's disk throws */
async function copyIn(
  path: string,
  temporary: string,
  writePiece: WritePiece,
): Promise<Result<Taken, CoreFailure>> {
  const name = basename(path);
  const unusable = (code: string): Result<Taken, CoreFailure> =>
    err({ type: 'FileUnusable', file: name, code });
  let source: fs.FileHandle;
  try {
    // Without waiting: a pipe that nobody writes to would hold the program for ever.
    source = await fs.open(path, fs.constants.O_RDONLY | (fs.constants.O_NONBLOCK ?? 0));
  } catch (error) {
    return unusable(codeOf(error));
  }
  let target: fs.FileHandle | undefined;
  try {
    const before = await source.stat();
    const failure = unfit(before, name);
    if (failure !== null) return err(failure);
    target = await fs.open(temporary, 'w', 0o600);
    const hash = createHash('sha256');
    const piece = Buffer.alloc(PIECE);
    let bytes = 0;
    for (;;) {
      const read = await readPiece(source, piece);
      if (!read.ok) return unusable(read.error.type);
      if (read.value === 0) break;
      bytes += read.value;
      if (bytes > before.size) return unusable('ECHANGED');
      const part = piece.subarray(0, read.value);
      hash.update(part);
      await writePiece(target, part);
    }
    const after = await source.stat();
    if (bytes !== before.size || after.mtimeMs !== before.mtimeMs) return unusable('ECHANGED');
    await target.sync();
    return ok({ hash: hash.digest('hex'), bytes });
  } finally {
    await target?.close();
    await source.close();
  }
}

function unfit(stat: Stats, name: string): CoreFailure | null {
  if (stat.isDirectory()) return { type: 'FileUnusable', file: name, code: 'EISDIR' };
  if (!stat.isFile()) return { type: 'FileUnusable', file: name, code: 'ENOTFILE' };
  if (stat.size === 0) return { type: 'FileEmpty', file: name };
  if (stat.size > MAX_ATTACHMENT_BYTES) {
    return { type: 'FileTooLarge', file: name, limit: MAX_ATTACHMENT_BYTES };
  }
  return null;
}

/** Number of bytes read; the failure's type is the system's code. */
async function readPiece(
  source: fs.FileHandle,
  piece: Buffer,
): Promise<Result<number, { type: string }>> {
  try {
    return ok((await source.read(piece, 0, PIECE, null)).bytesRead);
  } catch (error) {
    return err({ type: codeOf(error) });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'EUNKNOWN';
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer);
  return hash.digest('hex');
}

function makeFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
}

async function listFolder(path: string): Promise<string[]> {
  try {
    return await fs.readdir(path);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows has no handle on folders to flush; its rename is journalled.
  if (process.platform === 'win32') return;
  const handle = await fs.open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
