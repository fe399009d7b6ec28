import { createPublicKey, verify } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { namedPlaceAbove } from '../../../shared/access/places.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Frame, WireError } from '../../../shared/sync/protocol.ts';
import type { DeviceKey } from './deviceKey.ts';
import type { Cursors } from '../store/cursors.ts';
import type { DeviceStates } from '../store/deviceState.ts';
import type { Inbox } from '../store/inbox.ts';
import type { Outbox } from '../store/outbox.ts';
import type { Restamper } from '../store/restamp.ts';
import type { Sealer } from '../store/sealed.ts';
import type { Notices } from './notices.ts';
import type { ServerLink } from './serverLink.ts';

export type Hello = Extract<Frame, { type: 'hello' }>;
type Revoked = Extract<WireError, { type: 'DeviceRevoked' }>;

/** What a device does when it and the server do not remember the same. */
export interface Recovery {
  /**
   * Compares what the server says of itself and of this device. `again`: something was put right,
   * and the sync has to begin anew.
   */
  greet(hello: Hello, link: ServerLink): Promise<'same' | 'again'>;
  /**
   * The server is of another epoch, which it says by a bundle: false when this is no news, or more
   * than a file can put right.
   */
  enter(hello: Hello): boolean;
  /** The server has decided on less than this device remembers. */
  rewind(decided: number, chain: string): void;
  /** The profile exists twice: this one becomes a device of its own, and keeps all its work. */
  split(common: number, link: ServerLink): Promise<void>;
  /** Whether the server's own signature says that this device was revoked. */
  isRevoked(error: Revoked): boolean;
}

export interface RecoveryParts {
  readonly db: Database;
  readonly states: DeviceStates;
  readonly cursors: Cursors;
  readonly outbox: Outbox;
  readonly sealer: Sealer;
  readonly inbox: Inbox;
  readonly restamper: Restamper;
  readonly notices: Notices;
  readonly deviceName: string;
  readonly deviceIdOf: (publicKey: string) => string;
  readonly key: () => Promise<DeviceKey>;
  /** The key that this profile is to have when it becomes another device. */
  readonly nextKey: () => Promise<DeviceKey>;
  /** The device is another now: its key and line are to be opened anew. */
  readonly forgetIdentity: () => Promise<void>;
  readonly now: () => number;
}

export function createRecovery(parts: RecoveryParts): Recovery {
  const { db, states, cursors, outbox, sealer, inbox, notices } = parts;

  /** Runs in one transaction; what is remembered of the store is read anew if it fails. */
  function atOnce(work: () => void): void {
    try {
      db.transaction(work).immediate();
    } catch (error) {
      states.forget();
      cursors.forget();
      outbox.recount();
      throw error;
    }
  }

  function waitAgain(decided: number, chain: string): void {
    states.write({ decidedN: decided, chain });
    sealer.dropAll();
    outbox.recount();
    inbox.rebuildRows(
      outbox
        .pending()
        .flatMap(({ changes }) =>
          changes.map(({ entity, row, scope }) => ({ entity, id: row, scope })),
        ),
    );
  }

  /** The server has gone back in time: its rows come anew, those here stay until then. */
  function enterEpoch(hello: Hello): void {
    atOnce(() => {
      cursors.markAllStale();
      const { epoch, pastEpochs } = states.read();
      const past = JSON.stringify([...(JSON.parse(pastEpochs) as string[]), epoch]);
      states.write({ epoch: hello.epoch, pastEpochs: past });
      if (hello.decided < states.read().decidedN) waitAgain(hello.decided, hello.chain);
      notices.put({ type: 'serverRestored', at: parts.now() });
    });
    noteMissing(hello);
  }

  /** Places that the server of another epoch does not list: nothing goes without being asked. */
  function noteMissing({ scopes }: Hello): void {
    const listed = new Set<string>(scopes);
    const isListed = (scope: ScopeId): boolean => {
      // What stands below a place by its name alone is listed with it, or not told of while empty.
      const above = namedPlaceAbove(scope);
      return listed.has(scope) || (above !== null && listed.has(above));
    };
    const missing = cursors.stale().filter((scope) => !isListed(scope));
    const before = notices.read();
    if (missing.length > 0 && (before === null || before.type !== 'profileSplit')) {
      const same =
        before?.type === 'placesMissing' && before.scopes.join(' ') === missing.join(' ');
      if (!same) notices.put({ type: 'placesMissing', at: parts.now(), scopes: missing });
    } else if (missing.length === 0 && before?.type === 'placesMissing') {
      notices.put({ type: 'serverRestored', at: before.at });
    }
  }

  function noteServer({ server }: Hello): void {
    // Who the server is counts as it said at first: a later voice cannot put itself in its place.
    if (states.read().serverKey !== null) return;
    const { id, publicKey, recipient } = server;
    states.write({ serverId: id, serverKey: publicKey, serverRecipient: recipient });
  }

  const recovery: Recovery = {
    async greet(hello, link) {
      noteServer(hello);
      const { epoch } = states.read();
      const isOther = epoch !== null && epoch !== hello.epoch;
      if (epoch === null) states.write({ epoch: hello.epoch });
      if (isOther) enterEpoch(hello);
      else noteMissing(hello);
      const { decidedN, chain } = states.read();
      if (hello.decided < decidedN) {
        recovery.rewind(hello.decided, hello.chain);
        return 'again';
      }
      if (hello.decided > decidedN) {
        // Somebody may have carried a batch of ours there: its answer comes at the next push.
        if (sealer.endingAt(hello.decided)?.hash === hello.chain) return 'again';
        await recovery.split(decidedN, link);
        return 'again';
      }
      if (hello.chain !== chain) {
        await recovery.split(decidedN, link);
        return 'again';
      }
      return isOther ? 'again' : 'same';
    },

    enter(hello) {
      const { epoch, pastEpochs, decidedN, chain } = states.read();
      if (epoch === hello.epoch || pastEpochs.includes(JSON.stringify(hello.epoch))) return false;
      const isOurs =
        hello.decided < decidedN || (hello.decided === decidedN && hello.chain === chain);
      if (isOurs) enterEpoch(hello);
      return isOurs;
    },

    rewind(decided, chain) {
      atOnce(() => waitAgain(decided, chain));
    },

    async split(common, link) {
      const next = await parts.nextKey();
      const { device: previous } = states.read();
      const device = await link.split({
        publicKey: next.publicKey,
        recipient: next.recipient,
        deviceName: parts.deviceName,
        decided: common,
        signature: (await parts.key()).sign(`bascule-split:${next.publicKey}`),
      });
      if (device !== parts.deviceIdOf(next.publicKey)) throw new Error('not this key’s device');
      atOnce(() => {
        states.write({
          device,
          previousDevice: previous,
          decidedN: common,
          chain: '',
          recipientTold: next.recipient,
        });
        sealer.dropAll();
        outbox.recount();
        parts.restamper.pending();
        if (notices.read()?.type !== 'placesMissing') {
          notices.put({ type: 'profileSplit', at: parts.now() });
        }
      });
      await parts.forgetIdentity();
    },

    isRevoked({ device, at, signature }) {
      const { device: own, serverKey } = states.read();
      if (device !== own || serverKey === null) return false;
      return isSignature(serverKey, `bascule-revoked:${device}:${at}`, signature);
    },
  };
  return recovery;
}

/** Whether `signature` (base64url) over a text is of the holder of an Ed25519 key (JWK `x`). */
export function isSignature(publicKey: string, text: string, signature: string): boolean {
  try {
    const key = createPublicKey({
      key: { kty: 'OKP', crv: 'Ed25519', x: publicKey },
      format: 'jwk',
    });
    return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}
