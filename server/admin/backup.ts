import { createHash, type Hash } from 'node:crypto';
import fs from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { blobFile } from '../db/blobs.ts';
import type { DumpLine, Storage } from '../db/storage.ts';
import { fileProblem, requireReplaceable, writeDurably } from '../durableFile.ts';

/** Version of the form of a backup. */
export const BACKUP_VERSION = 1;

/** First line of a backup. */
export interface BackupHeader {
  readonly bascule: 'backup';
  readonly version: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A part of a file's content, by its hash; parts come in order. */
export interface BlobLine {
  readonly blob: string;
  /** Base64. */
  readonly part: string;
}

/** Last line of a backup: SHA-256 of all lines before it, hexadecimal. */
export interface DigestLine {
  readonly digest: string;
}

export interface BackedUp {
  readonly file: string;
  readonly records: number;
  readonly blobs: number;
  /** Size of the file. */
  readonly bytes: number;
}

/** How an older backup begins, which may be written over. */
const GZIP_START = Buffer.from([0x1f, 0x8b]);
const GZIP_LEVEL = 4;
/** Divisible by three, so that parts are base64 without padding in between. */
const BLOB_PART_BYTES = 768 * 1024;

/**
 * Writes all that the server stores, files included, into one file: gzip-compressed lines of JSON
 * that any engine can load again. The file is there as a whole or not at all. It holds the
 * server's secrets: it is written for its owner only.
 * @param now milliseconds since 1970
 */
export async function backup(
  storage: Storage,
  dataDir: string,
  file: string,
  now: number,
): Promise<BackedUp> {
  const counts = { records: 0, blobs: 0 };
  await requireReplaceable(file, GZIP_START);
  await storage.read(async (read) => {
    const digest = createHash('sha256');
    const lines = sealed(contents(read.dump(), dataDir, counts, now), digest);
    const write = writeDurably(file, async (handle) => {
      const gzip = zlib.createGzip({ level: GZIP_LEVEL });
      await pipeline(Readable.from(lines), gzip, async (packed: AsyncIterable<Buffer>) => {
        for await (const bytes of packed) await handle.writeFile(bytes);
      });
    });
    await write.catch((error: unknown) => {
      throw fileProblem(file, error);
    });
  });
  return { file, ...counts, bytes: fs.statSync(file).size };
}

async function* contents(
  dump: AsyncIterable<DumpLine>,
  dataDir: string,
  counts: { records: number; blobs: number },
  now: number,
): AsyncGenerator<BackupHeader | DumpLine | BlobLine> {
  yield { bascule: 'backup', version: BACKUP_VERSION, at: now };
  const blobs: string[] = [];
  for await (const line of dump) {
    counts.records += 1;
    if (line.table === 'blob') blobs.push(String(line.record['hash']));
    yield line;
  }
  for (const blob of blobs) {
    const content = blobFile(dataDir, blob);
    if (!fs.existsSync(content)) continue;
    counts.blobs += 1;
    const parts = fs.createReadStream(content, { highWaterMark: BLOB_PART_BYTES });
    for await (const part of parts as AsyncIterable<Buffer>) {
      yield { blob, part: part.toString('base64') };
    }
  }
}

/** Lines as text, with the digest of all of them as the last. */
async function* sealed(
  lines: AsyncIterable<BackupHeader | DumpLine | BlobLine>,
  digest: Hash,
): AsyncGenerator<string> {
  for await (const line of lines) {
    const text = `${JSON.stringify(line)}\n`;
    digest.update(text);
    yield text;
  }
  const last: DigestLine = { digest: digest.digest('hex') };
  yield `${JSON.stringify(last)}\n`;
}
