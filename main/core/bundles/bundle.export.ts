import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import {
  BUNDLE_VERSION,
  SERVER,
  writeBundle,
  type BundleHeader,
  type BundleTools,
} from '../../../shared/sync/bundle.ts';
import type { ExportReport } from '../../../shared/sync/devices.contract.ts';
import type { DeviceKey } from '../sync/deviceKey.ts';
import type { Carried } from '../store/carried.ts';
import type { Cursors } from '../store/cursors.ts';
import type { DeviceCards } from '../store/deviceCards.ts';
import type { DeviceStates } from '../store/deviceState.ts';
import type { Outbox } from '../store/outbox.ts';
import type { SealedBatch, Sealer } from '../store/sealed.ts';
import { writeFileSafely } from './bundleFiles.ts';

export interface ExportParts {
  readonly states: DeviceStates;
  readonly cursors: Cursors;
  readonly outbox: Outbox;
  readonly sealer: Sealer;
  readonly cards: DeviceCards;
  readonly carried: Carried;
  readonly tools: BundleTools;
  readonly key: () => Promise<DeviceKey>;
  /** Scopes that a colleague may read, judged by the grants on this device. */
  readonly readableBy: (person: string) => ReadonlySet<ScopeId>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * Writes a bundle's file. Nothing leaves the outbox by it: only the server's answer does that. Must
 * not run beside a sync.
 * @param to `server`, or the id of a device
 */
export async function exportBundle(
  parts: ExportParts,
  file: string,
  to: string,
): Promise<Result<ExportReport, CoreFailure>> {
  const state = parts.states.read();
  if (state.device === null) return err({ type: 'NotEnrolled' });
  if (state.serverId === null || state.serverRecipient === null)
    return err({ type: 'NeedsServer' });
  const reply = to === SERVER ? null : parts.carried.replyFor(to);
  if (reply !== null) return write(file, reply.file, 0);

  const key = await parts.key();
  const batches = parts.sealer.all(key.sign);
  const receiver = to === SERVER ? ok(state.serverRecipient) : colleague(parts, to, batches);
  if (!receiver.ok) return receiver;
  const header: BundleHeader = {
    bundle: BUNDLE_VERSION,
    from: state.device,
    to,
    server: state.serverId,
    epoch: state.epoch ?? '',
    at: parts.now(),
    ...(to === SERVER ? { cursors: parts.cursors.held(), recipient: key.recipient } : {}),
  };
  const bytes = await writeBundle(
    header,
    batches.map(({ text }) => ({ batch: text })),
    receiver.value,
    parts.tools,
    key.sign,
  );
  return write(
    file,
    bytes,
    batches.reduce((sum, batch) => sum + batch.to - batch.from + 1, 0),
  );
}

function write(
  file: string,
  bytes: Uint8Array,
  transactions: number,
): Result<ExportReport, CoreFailure> {
  const written = writeFileSafely(file, bytes);
  return written.ok ? ok({ transactions, bytes: bytes.length }) : written;
}

/**
 * What a colleague's bundle is encrypted to. It may hold only what they may read, and it is judged
 * here: once the file is theirs, nobody can take it back.
 */
function colleague(
  parts: ExportParts,
  device: string,
  batches: readonly SealedBatch[],
): Result<string, CoreFailure> {
  const card = parts.cards.get(device);
  if (card === null || card.revokedAt !== null || card.recipient === null) {
    return err({ type: 'ReceiverUnknown', device });
  }
  if (batches.length === 0) return err({ type: 'NothingToExport' });
  const readable = parts.readableBy(card.person);
  for (const { from, to } of batches) {
    for (const { changes } of parts.outbox.range(from, to)) {
      if (!changes.every(({ scope }) => readable.has(scope))) {
        return err({ type: 'ReceiverUnknown', device });
      }
    }
  }
  return ok(card.recipient);
}
