import { createHash } from 'node:crypto';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { stampTime } from '../../../shared/kernel/clock.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import { BATCH_SIGNATURE_PREFIX, openBatch, type Hash } from '../../../shared/sync/batch.ts';
import {
  openBundle,
  readEnvelope,
  SERVER,
  type BundleFailure,
  type BundleTools,
  type Envelope,
  type OpenedBundle,
} from '../../../shared/sync/bundle.ts';
import type { Transaction } from '../../../shared/sync/change.ts';
import type { ImportReport } from '../../../shared/sync/devices.contract.ts';
import {
  FRAME_ROWS,
  MAX_CLOCK_AHEAD_MS,
  type DeviceCard,
  type Frame,
  type PushAnswer,
} from '../../../shared/sync/protocol.ts';
import type { Carried } from '../store/carried.ts';
import type { Cursors } from '../store/cursors.ts';
import type { DeviceCards } from '../store/deviceCards.ts';
import type { DeviceStates } from '../store/deviceState.ts';
import type { Applied } from '../store/inbox.ts';
import type { NewsDesk } from '../store/newsDesk.ts';
import type { SealedBatch, Sealer } from '../store/sealed.ts';
import { emptyReport } from '../sync/engine.ts';
import type { Exchange } from '../sync/exchange.ts';
import { isSignature, type Recovery } from '../sync/recovery.ts';
import { readFileSafely } from './bundleFiles.ts';

export interface ImportParts {
  readonly states: DeviceStates;
  readonly cursors: Cursors;
  readonly sealer: Sealer;
  readonly exchange: Exchange;
  readonly recovery: Recovery;
  readonly newsDesk: NewsDesk;
  readonly cards: DeviceCards;
  readonly carried: Carried;
  readonly tools: BundleTools;
  readonly hash: Hash;
  /** Asks the server for the devices of colleagues, where it can be reached. */
  readonly meetColleagues: () => Promise<void>;
  readonly onApplied: (applied: Applied) => void;
  /** Milliseconds since 1970, by the corrected clock. */
  readonly now: () => number;
}

/** Where an import is refused, so that nothing of the file is taken. */
class Refused extends Error {
  readonly failure: CoreFailure;
  constructor(failure: CoreFailure) {
    super(failure.type);
    this.failure = failure;
  }
}

/**
 * Takes a bundle's file in. The same file twice, in the wrong order, cut or changed harms nothing.
 * Must not run beside a sync.
 */
export async function importBundle(
  parts: ImportParts,
  file: string,
): Promise<Result<ImportReport, CoreFailure>> {
  const state = parts.states.read();
  if (state.device === null) return err({ type: 'NotEnrolled' });
  const bytes = readFileSafely(file);
  if (!bytes.ok) return bytes;
  const read = readEnvelope(bytes.value, parts.tools);
  if (!read.ok) return refusal(read.error, file);
  const { envelope, payload } = read.value;
  if (state.serverId === null) return err({ type: 'NeedsServer' });
  if (envelope.server !== state.serverId) return err({ type: 'BundleForOthers', file });
  if (envelope.to !== state.device) return ok(carry(parts, envelope, bytes.value));
  // A colleague's new computer may not be known here yet.
  const isUnknown = envelope.from !== SERVER && parts.cards.get(envelope.from) === null;
  if (isUnknown) await parts.meetColleagues();
  try {
    const opened = await open(parts, envelope, payload);
    if (!opened.ok) return refusal(opened.error, file);
    return ok(
      envelope.from === SERVER
        ? takeReply(parts, opened.value, file)
        : takeNews(parts, envelope.from, opened.value, file),
    );
  } catch (error) {
    if (error instanceof Refused) return err(error.failure);
    throw error;
  }
}

/** Who a bundle is for and from; null when the bytes are no bundle. */
export function envelopeOf(bytes: Uint8Array, tools: BundleTools): Envelope | null {
  const read = readEnvelope(bytes, tools);
  return read.ok ? read.value.envelope : null;
}

/** Names a file by its content. */
export function fileHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function refusal({ type }: BundleFailure, file: string): Result<never, CoreFailure> {
  return err({ type, file });
}

async function open(
  { tools, cards, states }: ImportParts,
  envelope: Envelope,
  payload: Uint8Array,
): Promise<Result<OpenedBundle, BundleFailure>> {
  const keyOf = (from: string): string | null =>
    from === SERVER ? states.read().serverKey : (trusted(cards.get(from))?.publicKey ?? null);
  try {
    return await openBundle(envelope, payload, tools, (from, text, signature) => {
      const key = keyOf(from);
      return key !== null && isSignature(key, text, signature);
    });
  } catch {
    // It decrypts, but does not unpack: not of our making.
    return err({ type: 'NotABundle' });
  }
}

function trusted(card: DeviceCard | null): DeviceCard | null {
  return card === null || card.revokedAt !== null ? null : card;
}

function carry(parts: ImportParts, envelope: Envelope, file: Uint8Array): ImportReport {
  const isOwn = envelope.from === parts.states.read().device;
  const added =
    !isOwn &&
    parts.carried.add(
      { hash: fileHash(file), receiver: envelope.to, sender: envelope.from, file },
      parts.now(),
    );
  const report: ImportReport = {
    kind: 'carried',
    applied: added ? 1 : 0,
    known: added ? 0 : 1,
    rejected: 0,
  };
  if (envelope.to === SERVER) return report;
  const card = parts.cards.get(envelope.to);
  return {
    ...report,
    receiver: card === null ? envelope.to : `${card.personName} (${card.name})`,
  };
}

/** The server's answer: what became of our batches, and what is new; the same path as a sync. */
function takeReply(parts: ImportParts, bundle: OpenedBundle, file: string): ImportReport {
  const answers: PushAnswer[] = [];
  const frames: Frame[] = [];
  for (const part of bundle.parts) {
    if ('answer' in part) answers.push(part.answer);
    else if ('frame' in part) frames.push(part.frame);
  }
  const hello = frames.find((frame) => frame.type === 'hello');
  const isOtherEpoch = bundle.header.epoch !== parts.states.read().epoch;
  const isEntered = !isOtherEpoch || (hello !== undefined && parts.recovery.enter(hello));
  if (!isEntered || !fits(parts.cursors, frames)) {
    throw new Refused({ type: 'BundleOutOfOrder', file });
  }
  const report = emptyReport();
  const { batches, answer } = answered(parts.sealer, answers);
  for (const batch of batches) parts.exchange.settle(batch, answer!, report);
  let applied = report.pushed;
  let known = answers.length > 0 && batches.length === 0 ? answers.length : 0;
  for (const group of grouped(frames)) {
    const taken = parts.exchange.take(group);
    applied += taken.rows;
    known += taken.known;
  }
  return { kind: 'reply', applied, known, rejected: report.rejected };
}

/** Whether frames continue what is held, in their order. */
function fits(cursors: Cursors, frames: readonly Frame[]): boolean {
  const held = new Map<string, number | undefined>();
  for (const frame of frames) {
    if (frame.type === 'snapshot' && frame.last) held.set(frame.scope, frame.version);
    if (frame.type !== 'changes') continue;
    const { scope, from, to } = frame;
    const cursor = held.get(scope) ?? (cursors.isStale(scope) ? undefined : cursors.get(scope));
    if (cursor === undefined || from > cursor) return false;
    held.set(scope, Math.max(cursor, to));
  }
  return true;
}

/**
 * The batches that answers decide: a reply answers all batches of its bundle, in their order, so
 * what comes before an answered one is answered as well.
 */
function answered(
  sealer: Sealer,
  answers: readonly PushAnswer[],
): { readonly batches: readonly SealedBatch[]; readonly answer: PushAnswer | undefined } {
  const chains = new Set(answers.map(({ chain }) => chain));
  const sealed = sealer.sealed();
  const last = sealed.findLastIndex(({ hash }) => chains.has(hash));
  const newest = answers.at(-1);
  if (newest === undefined) return { batches: [], answer: undefined };
  return {
    batches: sealed.slice(0, last + 1),
    answer: { ...newest, refused: answers.flatMap(({ refused }) => refused) },
  };
}

/** Frames in groups that one transaction each takes in a short time. */
function* grouped(frames: readonly Frame[]): Generator<Frame[]> {
  let group: Frame[] = [];
  let rows = 0;
  for (const frame of frames) {
    group.push(frame);
    if (frame.type === 'snapshot') rows += frame.rows.length;
    if (frame.type === 'changes') rows += frame.changes.length;
    if (rows < FRAME_ROWS) continue;
    yield group;
    group = [];
    rows = 0;
  }
  if (group.length > 0) yield group;
}

/** A colleague's work: shown until the server confirms it, never sent as our own. */
function takeNews(
  parts: ImportParts,
  from: string,
  bundle: OpenedBundle,
  file: string,
): ImportReport {
  const card = trusted(parts.cards.get(from));
  const transactions: Transaction[] = [];
  for (const part of bundle.parts) {
    if (!('batch' in part)) continue;
    const batch = openBatch(part.batch, parts.hash, () => 'form');
    const isAuthentic =
      batch.ok &&
      batch.value.header.device === from &&
      card !== null &&
      isSignature(card.publicKey, BATCH_SIGNATURE_PREFIX + batch.value.hash, batch.value.signature);
    if (!isAuthentic) throw new Refused({ type: 'BundleForged', file });
    for (const line of batch.value.lines) {
      if ('transaction' in line) transactions.push(line.transaction);
    }
  }
  // What a clock far ahead wrote the server will refuse; shown here it would hide all that follows.
  const latest = parts.now() + MAX_CLOCK_AHEAD_MS;
  const credible = transactions.filter(({ stamp }) => stampTime(stamp) <= latest);
  const { applied, added } = parts.newsDesk.publish(card!, credible, parts.now());
  if (applied.scopes.length > 0) parts.onApplied(applied);
  return { kind: 'news', applied: added, known: transactions.length - added, rejected: 0 };
}
