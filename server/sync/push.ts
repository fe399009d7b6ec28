import { hash } from 'node:crypto';
import type { z } from 'zod';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { BATCH_SIGNATURE_PREFIX, openBatch, type OpenedBatch } from '../../shared/sync/batch.ts';
import type { PushAnswer, Refusal, WireError } from '../../shared/sync/protocol.ts';
import { isSignature } from '../accounts/deviceKey.ts';
import { revokedError, type ServerIdentity } from '../accounts/identity.ts';
import type { DeviceRecord, Storage, Writing } from '../db/storage.ts';
import { describeIssues, protocolUnsupported } from '../http/body.ts';
import { decideBatch, type Done } from './decideBatch.ts';
import type { Feed } from './feed.ts';
import type { LatestStamp } from './latest.ts';

export interface PushContext {
  readonly storage: Storage;
  readonly feed: Feed;
  readonly identity: ServerIdentity;
  readonly latest: LatestStamp;
  readonly now: () => number;
}

/** What a push came to. */
export interface Pushed {
  readonly answer: PushAnswer;
  /** Number of transactions in the batch. */
  readonly transactions: number;
  /** Whether it had been decided on before. */
  readonly repeat: boolean;
}

const sha256 = (text: string): string => hash('sha256', text, 'base64url');

/**
 * Decides on the transactions of a signed batch, in one database transaction: a crash anywhere
 * leaves all of it or nothing. What was decided before is answered as it was then, without a
 * second effect.
 * @param author id of the device that the batch has to be of
 * @param text the batch as its device sealed it
 * @param carrier who brought it here, when that was not its device in a session of its own; what
 *   came so from a device that was revoked meanwhile is kept for a person to review
 */
export async function push(
  context: PushContext,
  author: { readonly device: string },
  text: string,
  carrier: string | null = null,
): Promise<Result<Pushed, WireError>> {
  const read = readBatch(text, author.device);
  if (!read.ok) return read;
  const batch = read.value;
  const now = context.now();
  const result = await context.storage.transaction(async (write) => {
    const device = await write.lockDevice(author.device);
    if (device === null || device.publicKey === null) return err({ type: 'DeviceRefused' });
    if (device.revokedAt !== null && carrier === null) {
      return err(revokedError(context.identity, device.id, device.revokedAt));
    }
    if (!isSignature(device.publicKey, BATCH_SIGNATURE_PREFIX + batch.hash, batch.signature)) {
      return err({ type: 'BadSignature' });
    }
    const place = await placeOf(write, device, batch);
    if (!place.ok) return place;
    if (place.value === 'repeat') {
      const { from, to } = batch.header;
      const refused = await write.refusals(device.id, from, to);
      const repeated: Done = { refused, conflicts: 0, moved: [], access: false, latest: null };
      return ok({ done: repeated, repeat: true });
    }
    // What arrives of a revoked device waits for a person: its signature does not prove when.
    const refusal: Refusal | null = device.revokedAt === null ? null : { type: 'DeviceRevoked' };
    const done = await decideBatch(write, context, device, batch.lines, refusal, now);
    const { from, to } = batch.header;
    const record = { device: device.id, from, to, hash: batch.hash, text, at: now, carrier };
    await write.recordBatch(record, done.refused);
    return ok({ done, repeat: false });
  });
  if (!result.ok) return result;
  const { done, repeat } = result.value;
  if (done.latest !== null) context.latest.committed(done.latest);
  if (done.moved.length > 0) context.feed.publish({ moved: done.moved, access: done.access });
  return ok({
    repeat,
    transactions: batch.lines.length,
    answer: {
      decided: batch.header.to,
      chain: batch.hash,
      refused: done.refused.map(({ n, refusal }) => ({ n, refusal })),
      conflicts: done.conflicts,
      serverTime: now,
      epoch: context.identity.epoch,
    },
  });
}

/** Reads a batch and checks that it speaks this protocol and for that device. */
function readBatch(text: string, device: string): Result<OpenedBatch, WireError> {
  const unsupported = protocolUnsupported(parseJson(text.slice(0, text.indexOf('\n'))));
  if (unsupported !== null) return err(unsupported);
  const opened = openBatch(text, sha256, (error) => describeIssues(error as z.ZodError));
  if (!opened.ok) return err({ type: 'BadRequest', detail: opened.error.detail });
  if (opened.value.header.device !== device) return err({ type: 'BadRequest', detail: 'device' });
  return opened;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Where a batch stands in its device's chain: next, decided before, or not to be taken. */
async function placeOf(
  write: Writing,
  { id, lastN, chain }: DeviceRecord,
  { header, hash: digest }: OpenedBatch,
): Promise<Result<'next' | 'repeat', WireError>> {
  const { from, to, prev } = header;
  if (from > lastN + 1) return err({ type: 'Gap', expected: lastN + 1, chain });
  if (from === lastN + 1 && prev === chain) return ok('next');
  if (to <= lastN) {
    const stored = await write.batchAt(id, from);
    if (stored?.hash === digest) return ok('repeat');
  }
  // Another batch was decided under this number: the profile exists twice.
  return err({ type: 'Forked', decided: lastN, chain });
}
