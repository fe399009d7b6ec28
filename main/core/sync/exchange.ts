import {
  FRAME_ROWS,
  type Frame,
  type PushAnswer,
  type Refusal,
  type ScopeEvent,
} from '../../../shared/sync/protocol.ts';
import { stampDevice } from '../../../shared/kernel/clock.ts';
import type { SyncReport } from '../../../shared/sync/sync.contract.ts';
import type { DeviceKey } from './deviceKey.ts';
import type { Carried } from '../store/carried.ts';
import type { Cursors } from '../store/cursors.ts';
import type { Decisions } from '../store/decisions.ts';
import type { DeviceCards } from '../store/deviceCards.ts';
import type { DeviceStates } from '../store/deviceState.ts';
import type { Applied, Inbox, Taken } from '../store/inbox.ts';
import type { Outbox } from '../store/outbox.ts';
import type { Restamper } from '../store/restamp.ts';
import type { SealedBatch, Sealer } from '../store/sealed.ts';
import type { Recovery } from './recovery.ts';
import { asFrame } from './frameCheck.ts';
import { WireFailure, type ServerLink, type Traffic } from './serverLink.ts';

/** A smaller difference of the clocks is the way of the message, and not worth a write. */
const OFFSET_STEP_MS = 250;
/** Colleagues' devices are listed again after this time, or when an unknown one shows. */
const CARDS_MS = 12 * 3_600_000;

/** Something was put right on the way: the sync begins anew. */
export class Again extends Error {}

export interface ExchangeParts {
  readonly states: DeviceStates;
  readonly outbox: Outbox;
  readonly sealer: Sealer;
  readonly cursors: Cursors;
  readonly decisions: Decisions;
  readonly inbox: Inbox;
  readonly restamper: Restamper;
  readonly recovery: Recovery;
  readonly carried: Carried;
  readonly cards: DeviceCards;
  readonly key: () => Promise<DeviceKey>;
  /** Keeps the reply to a carried bundle in its place; the reply's bytes are not of this device. */
  readonly keepReply: (hash: string, reply: Uint8Array) => void;
  /** Milliseconds since 1970 by the computer's own clock. */
  readonly now: () => number;
  readonly onApplied: (applied: Applied) => void;
}

/** The steps of a sync over an open line. */
export interface Exchange {
  /** Sends what waits, oldest first, until nothing does. */
  push(link: ServerLink, report: SyncReport, traffic: Traffic): Promise<void>;
  /** Hands in what this device carries for others. */
  deliver(link: ServerLink): Promise<void>;
  /** Fetches what is new. @throws Again */
  pull(link: ServerLink, report: SyncReport, traffic: Traffic): Promise<void>;
  /** Fetches the list of colleagues' devices where it is old, and makes this one's key known. */
  meet(link: ServerLink): Promise<void>;
  /** Applies the server's answer to a batch, however it came. */
  settle(batch: SealedBatch, answer: PushAnswer, report: SyncReport): void;
  /**
   * Takes what an event brought along, where it continues what is held.
   * @returns false when it has to be fetched
   */
  hear(event: ScopeEvent): boolean;
  /** Applies frames, however they came. */
  take(frames: readonly Frame[]): Taken;
}

export function createExchange(parts: ExchangeParts): Exchange {
  const { states, outbox, sealer, cursors, inbox, carried } = parts;
  let metUnknown = false;

  /** The server's clock is the reference: the difference is remembered for the next stamps. */
  function noteServerTime(serverTime: number): void {
    const offset = Math.round(parts.now() - serverTime);
    if (Math.abs(offset - states.read().clockOffsetMs) < OFFSET_STEP_MS) return;
    states.write({ clockOffsetMs: offset });
  }

  const exchange: Exchange = {
    settle(batch, answer, report) {
      if (answer.decided < batch.to) throw new Error('an answer that does not decide its batch');
      const refused = new Map<number, Refusal>(
        answer.refused.map(({ n, refusal }) => [n, refusal]),
      );
      const settled = parts.decisions.apply(batch, refused);
      parts.onApplied(settled);
      report.pushed += settled.accepted;
      report.rejected += settled.refused;
      report.conflicts += answer.conflicts;
    },

    hear({ epoch, changes }) {
      const frame = asFrame(changes);
      const { device, epoch: held } = states.read();
      if (frame?.type !== 'changes' || epoch !== held) return false;
      if (cursors.get(frame.scope) !== frame.from) return false;
      // Who is behind an unknown device is said by a pull.
      const isKnown = frame.changes.every(({ stamp }) => {
        const author = stampDevice(stamp);
        return author === device || inbox.knows(author);
      });
      return isKnown && exchange.take([frame]).unfit === 0;
    },

    take(frames) {
      const taken = inbox.apply(frames);
      for (const frame of frames) {
        if (frame.type !== 'authors') continue;
        const devices = Object.keys(frame.authors);
        metUnknown ||= devices.some((device) => parts.cards.get(device) === null);
      }
      if (taken.scopes.length > 0) parts.onApplied(taken);
      const gone = frames.flatMap((frame) => (frame.type === 'revoked' ? [frame.scope] : []));
      if (gone.length > 0) parts.onApplied({ scopes: gone, entities: [], rows: 0 });
      return taken;
    },

    async push(link, report, traffic) {
      // A reply by file may have refused what only a clock that was ahead had wrong.
      if (outbox.pendingCount() === 0 && outbox.refusedCount() === 0) return;
      const { sign } = await parts.key();
      // By a clock that no answer has measured yet it may be refused once more.
      let measured = false;
      for (let restamped = false; ;) {
        const batch = sealer.next(sign);
        if (batch === null) {
          if (restamped || parts.restamper.refusedAhead() === 0) return;
          restamped = measured;
          continue;
        }
        const answer = await link.push(batch.text, traffic);
        noteServerTime(answer.serverTime);
        measured = true;
        exchange.settle(batch, answer, report);
      }
    },

    async deliver(link) {
      for (let next = carried.next(); next !== null; next = carried.next()) {
        try {
          parts.keepReply(next.hash, await link.relay(next.file));
        } catch (error) {
          // What the server cannot read it will not read the next time either.
          const isHopeless =
            error instanceof WireFailure &&
            ['BadRequest', 'BadSignature', 'Forbidden', 'TooLarge'].includes(error.error.type);
          if (!isHopeless) throw error;
          carried.remove(next.hash);
        }
      }
    },

    async pull(link, report, traffic) {
      inbox.begin();
      let frames: Frame[] = [];
      let rows = 0;
      const flush = (): void => {
        if (frames.length === 0) return;
        const group = frames;
        frames = [];
        rows = 0;
        report.pulled += exchange.take(group).rows;
      };
      try {
        for await (const frame of link.pull(cursors.held(), traffic)) {
          if (frame.type === 'hello') {
            noteServerTime(frame.serverTime);
            if ((await parts.recovery.greet(frame, link)) === 'again') throw new Again();
            continue;
          }
          // Small scopes share a transaction: each costs a wait for the disk.
          frames.push(frame);
          if (frame.type === 'snapshot') rows += frame.rows.length;
          else if (frame.type === 'changes') rows += frame.changes.length;
          if (rows >= FRAME_ROWS) flush();
        }
      } finally {
        // A stream that was cut leaves what came before it.
        flush();
      }
    },

    async meet(link) {
      const { recipient } = await parts.key();
      const { recipientTold, cardsAt } = states.read();
      const now = parts.now();
      const isFresh = cardsAt !== null && Math.abs(now - cardsAt) < CARDS_MS && !metUnknown;
      if (recipientTold === recipient && isFresh) return;
      metUnknown = false;
      parts.cards.replace(await link.devices(recipientTold === recipient ? undefined : recipient));
      states.write({ recipientTold: recipient, cardsAt: now });
    },
  };
  return exchange;
}
