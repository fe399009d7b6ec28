import { hash } from 'node:crypto';
import type { z } from 'zod';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { openBatch, type OpenedBatch } from '../../shared/sync/batch.ts';
import type { PushAnswer, WireError } from '../../shared/sync/protocol.ts';
import type { ServerIdentity } from '../accounts/identity.ts';
import type { Storage } from '../db/storage.ts';
import { describeIssues, protocolUnsupported } from '../http/body.ts';
import type { Feed } from './feed.ts';
import type { PushGroups } from './groups.ts';

export interface PushContext {
  readonly storage: Storage;
  readonly feed: Feed;
  readonly identity: ServerIdentity;
  readonly groups: PushGroups;
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
 * Decides on the transactions of a signed batch, within one database transaction: a crash anywhere
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
  const result = await context.groups.decide({ text, batch, carrier });
  if (!result.ok) return result;
  const { repeat, refused, conflicts } = result.value;
  return ok({
    repeat,
    transactions: batch.lines.length,
    answer: {
      decided: batch.header.to,
      chain: batch.hash,
      refused: refused.map(({ n, refusal }) => ({ n, refusal })),
      conflicts,
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
