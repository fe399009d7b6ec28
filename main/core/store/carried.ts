import type { Reader } from './database.ts';

/** A bundle of others on this device. */
export interface CarriedBundle {
  /** SHA-256 of the file, hexadecimal. */
  readonly hash: string;
  /** `server`, or the device that a reply is for. */
  readonly receiver: string;
  readonly sender: string;
  readonly file: Uint8Array;
}

/**
 * Bundles that this device carries for others. They are kept in the store, not beside it: it is
 * durable at once, and they leave with everything else when the device is revoked.
 */
export interface Carried {
  /** How many wait to be brought to the server. */
  waiting(): number;
  /** Keeps a bundle; false when the same file is here already. */
  add(bundle: CarriedBundle, at: number): boolean;
  /** One that waits for the server, the oldest first; null: none. */
  next(): CarriedBundle | null;
  /** The newest reply for a device. */
  replyFor(device: string): CarriedBundle | null;
  remove(hash: string): void;
}

export function createCarried(db: Reader): Carried {
  const count = db.prepare("SELECT count(*) FROM carried WHERE receiver = 'server'").pluck();
  const insert = db.prepare(
    `INSERT INTO carried (hash, receiver, sender, file, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const columns = 'SELECT hash, receiver, sender, file FROM carried';
  const next = db.prepare<[], CarriedBundle>(
    `${columns} WHERE receiver = 'server' ORDER BY at, hash LIMIT 1`,
  );
  const reply = db.prepare<[string], CarriedBundle>(
    `${columns} WHERE receiver = ? ORDER BY at DESC, hash LIMIT 1`,
  );
  const remove = db.prepare('DELETE FROM carried WHERE hash = ?');
  return {
    waiting: () => count.get() as number,
    add: ({ hash, receiver, sender, file }, at) =>
      insert.run(hash, receiver, sender, file, at).changes > 0,
    next: () => next.get() ?? null,
    replyFor: (device) => reply.get(device) ?? null,
    remove: (hash) => void remove.run(hash),
  };
}
