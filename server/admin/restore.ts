import { createHash, randomUUID } from 'node:crypto';
import fs from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import zlib from 'node:zlib';
import { EPOCH_SETTING } from '../accounts/identity.ts';
import type { DumpLine, Storage, Writing } from '../db/storage.ts';
import { ProblemError } from '../problem.ts';
import { BACKUP_VERSION, type BlobLine } from './backup.ts';
import { BlobWriter } from './blobWriter.ts';

export interface Restored {
  readonly records: number;
  readonly blobs: number;
  /** The new epoch: devices fetch everything again, and push again what the backup does not have. */
  readonly epoch: string;
}

type Line = Partial<DumpLine> & Partial<BlobLine> & { readonly digest?: string };

/**
 * Loads a backup in one transaction, whichever engine it was made by, and gives the server a new
 * epoch. Devices that were revoked since stay revoked. Nothing is touched before the whole file has been verified.
 * @param force whether what is stored may be replaced
 * @throws ProblemError when the file is not a whole backup, or the database is not empty
 */
export async function restore(
  storage: Storage,
  dataDir: string,
  file: string,
  force: boolean,
): Promise<Restored> {
  if (!force && (await storage.read(isInUse))) throw new ProblemError({ type: 'restoreNotEmpty' });
  await verify(file);
  const blobs = await restoreBlobs(dataDir, file);
  const epoch = randomUUID();
  const records = await storage.transaction(async (write) => {
    // Who was shut out after the backup stays shut out.
    const revoked = (await write.devicesOf(null)).filter(({ revokedAt }) => revokedAt !== null);
    await write.clear();
    let count = 0;
    for await (const line of linesOf(file)) {
      if (!isRecord(line)) continue;
      await write.load(withEpoch(line, epoch));
      count += 1;
    }
    for (const { id, revokedAt } of revoked) await write.revokeDevice(id, revokedAt!);
    return count;
  });
  return { records, blobs, epoch };
}

async function isInUse(read: Pick<Writing, 'allVersions' | 'devicesOf'>): Promise<boolean> {
  return (await read.allVersions()).size > 0 || (await read.devicesOf(null)).length > 0;
}

function isRecord(line: Line): line is DumpLine {
  return line.table !== undefined && line.record !== undefined;
}

function withEpoch(line: DumpLine, epoch: string): DumpLine {
  return line.table === 'setting' && line.record['key'] === EPOCH_SETTING
    ? { table: 'setting', record: { ...line.record, value: epoch } }
    : line;
}

/** Reads the whole file once: its form, its version and its digest. */
async function verify(file: string): Promise<void> {
  const digest = createHash('sha256');
  let lines = 0;
  let isWhole = false;
  for await (const text of textLinesOf(file)) {
    if (isWhole) throw new ProblemError({ type: 'backupDamaged', file });
    const line = parse(text, file);
    if (lines === 0) checkHeader(line, file);
    lines += 1;
    if (line.digest === undefined) digest.update(`${text}\n`);
    else if (line.digest === digest.digest('hex')) isWhole = true;
    else throw new ProblemError({ type: 'backupDamaged', file });
  }
  if (lines === 0) throw new ProblemError({ type: 'notABackup', file });
  if (!isWhole) throw new ProblemError({ type: 'backupDamaged', file });
}

function checkHeader(line: unknown, file: string): void {
  const { bascule, version } = line as { bascule?: unknown; version?: unknown };
  if (bascule !== 'backup' || typeof version !== 'number') {
    throw new ProblemError({ type: 'notABackup', file });
  }
  if (version > BACKUP_VERSION) throw new ProblemError({ type: 'backupNewer', file });
}

function parse(text: string, file: string): Line {
  try {
    return JSON.parse(text) as Line;
  } catch {
    throw new ProblemError({ type: 'notABackup', file });
  }
}

async function* linesOf(file: string): AsyncGenerator<Line> {
  for await (const text of textLinesOf(file)) yield JSON.parse(text) as Line;
}

async function* textLinesOf(file: string): AsyncGenerator<string> {
  const input = fs.createReadStream(file);
  const unpacked = input.pipe(zlib.createGunzip());
  let broken: NodeJS.ErrnoException | null = null;
  input.once('error', (error) => unpacked.destroy(error));
  unpacked.once('error', (error) => {
    broken = error;
  });
  // Not by `readline`: it takes separators inside JSON texts for the ends of lines.
  const decoder = new StringDecoder('utf8');
  let rest = '';
  try {
    for await (const chunk of unpacked as AsyncIterable<Buffer>) {
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop()!;
      yield* lines;
    }
  } catch (error) {
    throw asProblem(broken ?? (error as NodeJS.ErrnoException), file);
  }
  if (rest !== '') yield rest;
}

function asProblem(error: NodeJS.ErrnoException, file: string): ProblemError {
  const { code = '', syscall } = error;
  if (syscall !== undefined) return new ProblemError({ type: 'fileUnusable', file, code });
  const type =
    code === 'Z_DATA_ERROR' && /header/.test(error.message) ? 'notABackup' : 'backupDamaged';
  return new ProblemError({ type, file }, { cause: error });
}

/** Puts the contents of files in their places. */
async function restoreBlobs(dataDir: string, file: string): Promise<number> {
  const writer = new BlobWriter(dataDir, file);
  try {
    for await (const { blob, part } of linesOf(file)) {
      if (blob !== undefined && part !== undefined) await writer.add(blob, part);
    }
    await writer.finish();
    return writer.count;
  } finally {
    await writer.drop();
  }
}
