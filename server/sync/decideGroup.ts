import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { BATCH_SIGNATURE_PREFIX, type OpenedBatch } from '../../shared/sync/batch.ts';
import type { Refusal, WireError } from '../../shared/sync/protocol.ts';
import { isSignature } from '../accounts/deviceKey.ts';
import { revokedError, type ServerIdentity } from '../accounts/identity.ts';
import type { DeviceRecord, Writing } from '../db/storage.ts';
import { decideBatch, transactionsOf, type Deciding, type Done } from './decideBatch.ts';
import { Draft } from './draft.ts';
import type { News } from './feed.ts';
import type { GroupClock } from './latest.ts';

/** A batch that waits to be decided on. */
export interface WaitingPush {
  /** The batch as its device sealed it. */
  readonly text: string;
  readonly batch: OpenedBatch;
  /** Who brought it here, when that was not its device in a session of its own. */
  readonly carrier: string | null;
}

/** What became of a push. */
export interface DecidedPush extends Done {
  /** Whether it had been decided on before. */
  readonly repeat: boolean;
}

export interface DecidedGroup {
  /** In the order of the pushes. */
  readonly results: readonly Result<DecidedPush, WireError>[];
  readonly news: News;
}

/** A push whose device may push and has signed it. */
interface Admitted extends WaitingPush {
  readonly device: DeviceRecord;
}

/**
 * Decides on pushes one after the other, as if each came alone, in one transaction: all devices
 * are locked, then all scopes, before anything is read to be judged. A push that is not taken
 * changes nothing for the others.
 */
export async function decideGroup(
  write: Writing,
  identity: ServerIdentity,
  clock: GroupClock,
  pushes: readonly WaitingPush[],
): Promise<DecidedGroup> {
  const devices = await write.lockDevices(pushes.map(({ batch }) => batch.header.device));
  const admitted = pushes.map((push) => admit(push, devices, identity));
  const work = admitted.flatMap((each) =>
    each.ok
      ? [{ person: each.value.device.person, transactions: transactionsOf(each.value.batch.lines) }]
      : [],
  );
  const draft = await Draft.open(write, work);
  const results: Result<DecidedPush, WireError>[] = [];
  for (const each of admitted) {
    results.push(each.ok ? await decideOne({ write, draft, clock }, each.value, devices) : each);
  }
  await draft.flush();
  await clock.write();
  return { results, news: draft.news() };
}

/** Whether a device may push, and has signed what it pushes. */
function admit(
  push: WaitingPush,
  devices: ReadonlyMap<string, DeviceRecord>,
  identity: ServerIdentity,
): Result<Admitted, WireError> {
  const { batch, carrier } = push;
  const device = devices.get(batch.header.device);
  if (device === undefined || device.publicKey === null) return err({ type: 'DeviceRefused' });
  if (device.revokedAt !== null && carrier === null) {
    return err(revokedError(identity, device.id, device.revokedAt));
  }
  if (!isSignature(device.publicKey, BATCH_SIGNATURE_PREFIX + batch.hash, batch.signature)) {
    return err({ type: 'BadSignature' });
  }
  return ok({ ...push, device });
}

/** @param devices as they are by now; raised in place */
async function decideOne(
  deciding: Deciding,
  { batch, text, carrier, device: { id, person, revokedAt } }: Admitted,
  devices: Map<string, DeviceRecord>,
): Promise<Result<DecidedPush, WireError>> {
  const { from, to } = batch.header;
  // Another push of the group may have been the same device's.
  const device = devices.get(id)!;
  const place = await placeOf(deciding, device, batch);
  if (!place.ok) return place;
  if (place.value === 'repeat') {
    return ok({ refused: await deciding.write.refusals(id, from, to), conflicts: 0, repeat: true });
  }
  // What arrives of a revoked device waits for a person: its signature does not prove when.
  const refusal: Refusal | null = revokedAt === null ? null : { type: 'DeviceRevoked' };
  const done = await decideBatch(deciding, { person, device: id }, batch.lines, refusal);
  const record = { device: id, from, to, hash: batch.hash, text, at: deciding.clock.now, carrier };
  deciding.draft.record({ batch: record, refused: done.refused });
  devices.set(id, { ...device, lastN: to, chain: batch.hash });
  return ok({ ...done, repeat: false });
}

/** Where a batch stands in its device's chain: next, decided before, or not to be taken. */
async function placeOf(
  { write, draft }: Deciding,
  { id, lastN, chain }: DeviceRecord,
  { header, hash: digest }: OpenedBatch,
): Promise<Result<'next' | 'repeat', WireError>> {
  const { from, to, prev } = header;
  if (from > lastN + 1) return err({ type: 'Gap', expected: lastN + 1, chain });
  if (from === lastN + 1 && prev === chain) return ok('next');
  if (to <= lastN) {
    // It may have been decided on in this group.
    await draft.flush();
    const stored = await write.batchAt(id, from);
    if (stored?.hash === digest) return ok('repeat');
  }
  // Another batch was decided under this number: the profile exists twice.
  return err({ type: 'Forked', decided: lastN, chain });
}
