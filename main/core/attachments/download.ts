import { createWriteStream, mkdirSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ContentLine } from '../sync/serverLink.ts';
import type { Contents } from './contents.ts';

/**
 * What became of a fetch. `absent`: the server has none for us; `damaged`: what came is not what
 * the row names, and was thrown away; `cut`: the line broke, what came is kept, and the next try
 * goes on from there.
 */
export type FetchOutcome = 'done' | 'absent' | 'damaged' | 'cut';

export interface FetchJob {
  readonly hash: string;
  readonly bytes: number;
  readonly contents: Contents;
  readonly line: ContentLine;
  readonly signal: AbortSignal;
  /** So many bytes are here. */
  readonly onGot: (bytes: number) => void;
}

/** A stream that brings more than was announced. */
class TooMuch extends Error {}

/**
 * Fetches one content from where an earlier try stopped, and checks it against its hash.
 * @throws what the line throws when there is no answer, and the disk when it is full or refuses
 */
export async function fetchContent(job: FetchJob): Promise<FetchOutcome> {
  const { hash, bytes, contents } = job;
  const part = contents.part(hash);
  mkdirSync(dirname(part), { recursive: true, mode: 0o700 });
  let got = sizeOf(part);
  if (got > bytes) {
    await rm(part, { force: true });
    got = 0;
  }
  const outcome = got < bytes ? await fetchRest(job, part, got) : 'done';
  if (outcome !== 'done') return outcome;
  return (await contents.keepPart(hash)) ? 'done' : 'damaged';
}

/** Fetches what is missing of a part. */
async function fetchRest(job: FetchJob, part: string, from: number): Promise<FetchOutcome> {
  const { hash, bytes, line, signal } = job;
  const answer = await line({
    method: 'GET',
    path: `/attachments/${hash}`,
    headers: from === 0 ? {} : { range: `bytes=${from}-`, 'if-range': `"${hash}"` },
    body: null,
    signal,
  });
  const { status, body } = answer;
  const goesOn =
    status === 206 && (answer.headers['content-range'] ?? '').startsWith(`bytes ${from}-`);
  if (status !== 200 && !goesOn) {
    body.on('error', () => undefined).resume();
    return status === 404 || status === 403 ? 'absent' : 'cut';
  }
  let got = goesOn ? from : 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      got += chunk.length;
      job.onGot(Math.min(got, bytes));
      done(got > bytes ? new TooMuch() : null, chunk);
    },
  });
  const target = createWriteStream(part, { flags: goesOn ? 'a' : 'w', mode: 0o600 });
  try {
    await pipeline(body, counted, target, { signal });
  } catch (error) {
    if (error instanceof TooMuch) {
      await rm(part, { force: true });
      return 'damaged';
    }
    if (isDiskError(error)) throw error;
    return 'cut';
  }
  return got < bytes ? 'cut' : 'done';
}

function isDiskError(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'EIO'].includes(code);
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
