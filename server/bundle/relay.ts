import { hash } from 'node:crypto';
import type { z } from 'zod';
import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { BATCH_SIGNATURE_PREFIX, openBatch } from '../../shared/sync/batch.ts';
import {
  BUNDLE_VERSION,
  openBundle,
  readEnvelope,
  SERVER,
  writeBundle,
  type BundleFailure,
  type BundlePart,
  type OpenedBundle,
} from '../../shared/sync/bundle.ts';
import { recipientSchema } from '../../shared/sync/protocol.ts';
import { isSignature } from '../accounts/deviceKey.ts';
import type { DeviceRecord } from '../db/storage.ts';
import { describeIssues } from '../http/body.ts';
import { pull } from '../sync/pull.ts';
import { push, type PushContext } from '../sync/push.ts';
import { bundleTools } from './tools.ts';

/** What became of a bundle's transactions; each is counted once. */
export interface Relayed {
  /** Accepted now. */
  readonly applied: number;
  /** Decided on before. */
  readonly known: number;
  /** Refused now. */
  readonly rejected: number;
  /**
   * Whether what comes before its batches is not here, so that none was decided: once the reply has
   * told its device, it writes what is needed into another file.
   */
  readonly lacking: boolean;
  /** The file that brings the answer back to its device. */
  readonly reply: Uint8Array;
}

/** `BundleUnanswerable`: nobody knows what the reply could be encrypted to. */
export type RelayFailure = BundleFailure | { readonly type: 'BundleUnanswerable' };

/**
 * Takes a device's bundle in, whoever carried it here: verifies all of it, then decides on each
 * batch as a push does, and writes the reply. Nothing is done with a file that is not whole and
 * its device's own. A batch that does not continue what is known here ends the work: the reply
 * tells the device how far the server has come.
 * @param carrier the device that brought it, or another name for who did
 */
export async function relay(
  context: PushContext,
  file: Uint8Array,
  carrier: string,
): Promise<Result<Relayed, RelayFailure>> {
  const opened = await open(context, file);
  if (!opened.ok) return opened;
  const { device, bundle } = opened.value;
  const recipient = recipientOf(device, bundle);
  if (recipient === null) return err({ type: 'BundleUnanswerable' });
  const counts = { applied: 0, known: 0, rejected: 0 };
  const answers: BundlePart[] = [];
  let lacking = false;
  for (const part of bundle.parts) {
    if (!('batch' in part)) continue;
    const pushed = await push(context, { device: device.id }, part.batch, carrier);
    if (!pushed.ok) {
      lacking = pushed.error.type === 'Gap' && answers.length === 0;
      break;
    }
    const { answer, transactions, repeat } = pushed.value;
    if (repeat) counts.known += transactions;
    else {
      counts.rejected += answer.refused.length;
      counts.applied += transactions - answer.refused.length;
    }
    answers.push({ answer });
  }
  return ok({
    ...counts,
    lacking,
    reply: await reply(context, device, bundle, answers, recipient),
  });
}

interface Opened {
  readonly device: DeviceRecord;
  readonly bundle: OpenedBundle;
}

/** Reads a bundle and verifies it and each batch in it. */
async function open(
  { storage, identity }: PushContext,
  file: Uint8Array,
): Promise<Result<Opened, BundleFailure>> {
  const tools = bundleTools(identity.ageIdentity);
  const read = readEnvelope(file, tools);
  if (!read.ok) return read;
  const { envelope, payload } = read.value;
  if (envelope.to !== SERVER || envelope.server !== identity.id) {
    return err({ type: 'BundleForOthers' });
  }
  const device = await storage.read((reading) => reading.device(envelope.from));
  const publicKey = device?.publicKey ?? null;
  if (device === null || publicKey === null) return err({ type: 'BundleForged' });
  let bundle: Result<OpenedBundle, BundleFailure>;
  try {
    bundle = await openBundle(envelope, payload, tools, (_from, text, signature) =>
      isSignature(publicKey, text, signature),
    );
  } catch {
    // It decrypts, but does not unpack within bounds: nothing that a device writes.
    return err({ type: 'NotABundle' });
  }
  if (!bundle.ok) return bundle;
  for (const part of bundle.value.parts) {
    if ('batch' in part && !isBatchOf(device.id, publicKey, part.batch)) {
      return err({ type: 'BundleForged' });
    }
  }
  return ok({ device, bundle: bundle.value });
}

function isBatchOf(device: string, publicKey: string, text: string): boolean {
  const sha256 = (each: string): string => hash('sha256', each, 'base64url');
  const batch = openBatch(text, sha256, (error) => describeIssues(error as z.ZodError));
  if (!batch.ok || batch.value.header.device !== device) return false;
  return isSignature(publicKey, BATCH_SIGNATURE_PREFIX + batch.value.hash, batch.value.signature);
}

function recipientOf(device: DeviceRecord, { header }: OpenedBundle): string | null {
  const said = recipientSchema.safeParse(header.recipient);
  return said.success ? said.data : device.recipient;
}

async function reply(
  context: PushContext,
  device: DeviceRecord,
  { header }: OpenedBundle,
  answers: readonly BundlePart[],
  recipient: string,
): Promise<Uint8Array> {
  const { identity, now } = context;
  const parts: BundlePart[] = [...answers];
  // A revoked device learns what became of its work, and nothing of anybody else's.
  const current = await context.storage.read((read) => read.device(device.id));
  if (current?.revokedAt === null) {
    // Cursors of another epoch mean nothing here.
    const cursors = header.epoch === identity.epoch ? (header.cursors ?? {}) : {};
    const asker = { device: device.id, person: device.person };
    for await (const frame of pull(context, asker, cursors)) parts.push({ frame });
  }
  return writeBundle(
    {
      bundle: BUNDLE_VERSION,
      from: SERVER,
      to: device.id,
      server: identity.id,
      epoch: identity.epoch,
      at: now(),
    },
    parts,
    recipient,
    bundleTools(identity.ageIdentity),
    identity.sign,
  );
}
