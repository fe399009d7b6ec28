import type { Sessions } from '../accounts/session.ts';
import type { Storage } from '../db/storage.ts';
import type { Feed } from '../sync/feed.ts';
import type { Blobs } from '../db/blobs.ts';

/** What the routes of files work with. */
export interface AttachmentsContext {
  readonly storage: Storage;
  readonly feed: Feed;
  readonly sessions: Sessions;
  readonly blobs: Blobs;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}
