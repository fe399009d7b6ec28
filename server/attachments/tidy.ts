import fs from 'node:fs/promises';
import path from 'node:path';
import { HASH_PATTERN } from '../../shared/attachments/attachment.entity.ts';
import { stampTime } from '../../shared/kernel/clock.ts';
import { DELETED_FIELD } from '../../shared/sync/change.ts';
import type { Storage, StoredRow } from '../db/storage.ts';
import type { Blobs } from '../db/blobs.ts';
import { recordLost } from './keep.ts';
import { INCOMING_MS, readUploadId } from './uploads.ts';

/** How long the content of a removed attachment is kept: a removal can be taken back. */
export const KEPT_AFTER_REMOVAL_MS = 30 * 24 * 3_600_000;

/** What a round of maintenance did. */
export interface Tidied {
  /** Contents that no row names any more, or that were erased. */
  readonly removed: readonly string[];
  /** Contents that were not what they should be; devices that have them send them again. */
  readonly damaged: readonly string[];
  /** Uploads that were given up. */
  readonly expired: number;
}

interface TidyOptions {
  readonly storage: Storage;
  readonly blobs: Blobs;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Keeps contents of removed rows so long; 0: they go at once, as an erasure asks. */
  readonly keptMs?: number;
  /** Looks at these contents alone. */
  readonly hashes?: readonly string[];
  /** Reads every content and compares it with its hash. */
  readonly verify?: boolean;
}

/**
 * Maintenance of contents, beside running servers: removes those that no live row names, gives
 * unfinished uploads up and, when asked, looks for damage.
 */
export async function tidyContents(options: TidyOptions): Promise<Tidied> {
  const { storage, blobs, now, keptMs = KEPT_AFTER_REMOVAL_MS, verify = false } = options;
  const until = await keptUntil(storage, keptMs);
  const removed: string[] = [];
  const damaged: string[] = [];
  for await (const hash of options.hashes ?? blobs.all()) {
    if ((await blobs.size(hash)) === null) continue;
    if ((until.get(hash) ?? 0) <= now) {
      // The receipts first: a device that then attaches it again sends it again.
      await recordLost({ storage, feed: null, now: () => now }, hash);
      await blobs.remove(hash);
      removed.push(hash);
    } else if (verify && !(await blobs.isWhole(hash))) {
      await recordLost({ storage, feed: null, now: () => now }, hash);
      await blobs.remove(hash);
      damaged.push(hash);
    }
  }
  return { removed, damaged, expired: await dropExpired(blobs, now) };
}

/** Hash of the content that a row names, where the row is a file's; else null. */
export async function contentOf(
  storage: Storage,
  entity: string,
  id: string,
): Promise<string | null> {
  if (entity !== 'attachment') return null;
  const [row] = await storage.read((read) => read.rows([{ entity, id }]));
  const hash = row?.values['hash'];
  return typeof hash === 'string' && HASH_PATTERN.test(hash) ? hash : null;
}

/** Until when each content that a row names is kept; for ever where a row is live. */
async function keptUntil(storage: Storage, keptMs: number): Promise<Map<string, number>> {
  const rows = await storage.read((read) => read.rowsOfEntity('attachment'));
  const until = new Map<string, number>();
  for (const row of rows) {
    const hash = row.values['hash'];
    if (typeof hash !== 'string') continue;
    until.set(hash, Math.max(until.get(hash) ?? 0, keptUntilOf(row, keptMs)));
  }
  return until;
}

function keptUntilOf(row: StoredRow, keptMs: number): number {
  if (row.values[DELETED_FIELD] !== true) return Number.POSITIVE_INFINITY;
  const stamp = row.stamps[DELETED_FIELD];
  return keptMs === 0 || stamp === undefined ? 0 : stampTime(stamp) + keptMs;
}

/** Uploads that nobody has gone on with; the server does the same for its own every hour. */
async function dropExpired(blobs: Blobs, now: number): Promise<number> {
  let expired = 0;
  for (const name of await fs.readdir(blobs.incoming)) {
    const upload = name.replace(/\.json$/, '');
    if (readUploadId(upload) === null) continue;
    const file = path.join(blobs.incoming, name);
    const stat = await fs.stat(file).catch(() => null);
    if (stat === null || now - stat.mtimeMs < INCOMING_MS) continue;
    await fs.rm(file, { force: true });
    if (name === upload) expired += 1;
  }
  return expired;
}
