import type { Result } from '../../shared/kernel/result.ts';
import type { WireError } from '../../shared/sync/protocol.ts';
import type { ServerIdentity } from '../accounts/identity.ts';
import type { Storage } from '../db/storage.ts';
import { decideGroup, type DecidedPush, type WaitingPush } from './decideGroup.ts';
import type { Feed } from './feed.ts';
import { GroupClock, type LatestStamp } from './latest.ts';

/**
 * A group is committed as a whole, so whoever came first waits for all: it takes no more pushes
 * than this (groups of 64 were no faster, measured with 61 devices that push 120 ticks at once),
 */
const MAX_PUSHES = 16;
/** and no more pushes once it has this many transactions. */
const MAX_TRANSACTIONS = 4_000;

export interface GroupContext {
  readonly storage: Storage;
  readonly feed: Feed;
  readonly identity: ServerIdentity;
  readonly latest: LatestStamp;
  readonly now: () => number;
}

interface Entry {
  readonly push: WaitingPush;
  readonly settle: (result: Result<DecidedPush, WireError>) => void;
  readonly fail: (error: unknown) => void;
}

/**
 * Decides on pushes that wait at the same time in one database transaction: they share its
 * statements and its way to the disk. None waits for others to come, and none is answered before
 * it is on disk.
 */
export class PushGroups {
  readonly #context: GroupContext;
  readonly #waiting: Entry[] = [];
  #running = 0;
  #scheduled = false;

  constructor(context: GroupContext) {
    this.#context = context;
  }

  /** Decides on a push, with whatever others wait. Rejects when the database fails. */
  decide(push: WaitingPush): Promise<Result<DecidedPush, WireError>> {
    return new Promise((settle, fail) => {
      this.#waiting.push({ push, settle, fail });
      this.#schedule();
    });
  }

  #schedule(): void {
    const { writers } = this.#context.storage;
    if (this.#scheduled || this.#waiting.length === 0 || this.#running >= writers) return;
    this.#scheduled = true;
    // What has arrived in this turn of the event loop comes first, and goes along.
    setImmediate(() => {
      this.#scheduled = false;
      const group = this.#take();
      this.#running += 1;
      void this.#decide(group).finally(() => {
        this.#running -= 1;
        this.#schedule();
      });
      this.#schedule();
    });
  }

  #take(): Entry[] {
    let count = 0;
    let transactions = 0;
    while (count < MAX_PUSHES && count < this.#waiting.length && transactions < MAX_TRANSACTIONS) {
      transactions += this.#waiting[count]!.push.batch.lines.length;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #decide(group: readonly Entry[]): Promise<void> {
    try {
      const results = await this.#commit(group.map(({ push }) => push));
      for (const [at, { settle }] of group.entries()) settle(results[at]!);
    } catch (error) {
      if (group.length === 1) {
        group[0]!.fail(error);
        return;
      }
      // Nothing of the group was kept: each is tried alone, so that only who fails is told so.
      await Promise.all(group.map((entry) => this.#decide([entry])));
    }
  }

  async #commit(
    pushes: readonly WaitingPush[],
  ): Promise<readonly Result<DecidedPush, WireError>[]> {
    const { storage, feed, identity, latest, now } = this.#context;
    const at = now();
    let clock: GroupClock;
    const { results, news } = await storage.transaction((write) => {
      clock = new GroupClock(latest, write, at);
      return decideGroup(write, identity, clock, pushes);
    });
    clock!.committed();
    if (news.moved.length > 0) feed.publish(news);
    return results;
  }
}
