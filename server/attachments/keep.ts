import type { ScopeMoved } from '../../shared/sync/protocol.ts';
import type { Storage } from '../db/storage.ts';
import type { Feed } from '../sync/feed.ts';
import type { AttachmentsContext } from './context.ts';
import { giveReceipts, withdrawReceipts } from './receipts.ts';
import { knownTo } from './rows.ts';

/** Records that a content has come whole from a person, and says so to who may read their rows of it. */
export async function recordReceived(
  { storage, feed, now }: AttachmentsContext,
  person: string,
  hash: string,
  bytes: number,
): Promise<void> {
  const moved = await storage.transaction(async (write) => {
    if ((await write.blob(hash)) === null) await write.addBlob({ hash, bytes, at: now() });
    const known = await knownTo(write, person, hash);
    return known === null ? [] : giveReceipts(write, known.rows, hash, now());
  });
  announce(feed, moved);
}

/** Records that a content is no longer here. */
export async function recordLost(
  { storage, feed, now }: { storage: Storage; feed: Feed | null; now: () => number },
  hash: string,
): Promise<void> {
  const moved = await storage.transaction((write) => withdrawReceipts(write, hash, now()));
  announce(feed, moved);
}

function announce(feed: Feed | null, moved: readonly ScopeMoved[]): void {
  if (feed !== null && moved.length > 0) feed.publish({ moved, access: false });
}
