import type { Database } from 'better-sqlite3';
import { sealBatch, type Hash } from '../../../shared/sync/batch.ts';
import { MAX_PUSH_BYTES, PROTOCOL_VERSION } from '../../../shared/sync/protocol.ts';
import type { DeviceStates } from './deviceState.ts';
import type { Outbox } from './outbox.ts';

/** A signed batch as it is sent; its text never changes. */
export interface SealedBatch {
  readonly from: number;
  readonly to: number;
  readonly hash: string;
  readonly text: string;
}

/** Signs pending transactions into batches, and keeps these until the server has decided. */
export interface Sealer {
  /**
   * The oldest batch that the server has not decided on; seals one from what is pending where
   * there is none. On disk before it is returned. Null when nothing is pending.
   */
  next(sign: (text: string) => string): SealedBatch | null;
  /** All batches that the server has not decided on, everything pending sealed. */
  all(sign: (text: string) => string): SealedBatch[];
  /** Batches that the server has not decided on. */
  sealed(): SealedBatch[];
  /** The undecided batch that ends with number `to`. */
  endingAt(to: number): SealedBatch | null;
  /** Forgets batches up to `n`: they are decided. */
  dropUpTo(n: number): void;
  /** Forgets all batches: the server has gone back, or the device has become another. */
  dropAll(): void;
}

/**
 * @param salt 22 random characters of base64url
 */
export function createSealer(
  db: Database,
  states: DeviceStates,
  outbox: Outbox,
  hash: Hash,
  salt: () => string,
): Sealer {
  const columns = 'SELECT from_n AS "from", to_n AS "to", hash, text FROM sealed';
  const first = db.prepare<[], SealedBatch>(`${columns} ORDER BY from_n LIMIT 1`);
  const last = db.prepare<[], SealedBatch>(`${columns} ORDER BY from_n DESC LIMIT 1`);
  const every = db.prepare<[], SealedBatch>(`${columns} ORDER BY from_n`);
  const ending = db.prepare<[number], SealedBatch>(`${columns} WHERE to_n = ?`);
  const insert = db.prepare('INSERT INTO sealed (from_n, to_n, hash, text) VALUES (?, ?, ?, ?)');
  const dropUpTo = db.prepare('DELETE FROM sealed WHERE to_n <= ?');
  const dropAll = db.prepare('DELETE FROM sealed');

  /** Seals what is pending after the last batch, up to about the size of a push. */
  function seal(sign: (text: string) => string): SealedBatch | null {
    const { device, decidedN, chain } = states.read();
    const before = last.get();
    const transactions = outbox.sealable((before?.to ?? decidedN) + 1, MAX_PUSH_BYTES);
    if (transactions.length === 0) return null;
    const header = { protocol: PROTOCOL_VERSION, device: device!, prev: before?.hash ?? chain };
    const sealed = sealBatch(header, transactions, salt(), hash, sign);
    const batch = { from: transactions[0]!.n, to: transactions.at(-1)!.n, ...sealed };
    insert.run(batch.from, batch.to, batch.hash, batch.text);
    return batch;
  }

  return {
    next: (sign) => first.get() ?? seal(sign),
    all(sign) {
      while (seal(sign) !== null);
      return every.all();
    },
    sealed: () => every.all(),
    endingAt: (to) => ending.get(to) ?? null,
    dropUpTo: (n) => void dropUpTo.run(n),
    dropAll: () => void dropAll.run(),
  };
}
