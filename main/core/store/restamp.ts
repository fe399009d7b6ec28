import { nextStamp, stampTime, type Stamp } from '../../../shared/kernel/clock.ts';
import type { Change } from '../../../shared/sync/change.ts';
import { MAX_CLOCK_AHEAD_MS } from '../../../shared/sync/protocol.ts';
import type { DeviceStates } from './deviceState.ts';
import type { Inbox, RowKey } from './inbox.ts';
import type { Entry, Outbox } from './outbox.ts';

/** Writes transactions again with other stamps, and the same values. */
export interface Restamper {
  /**
   * What waits is written anew by the device that this profile is now, under the same numbers.
   * Call inside a transaction.
   */
  pending(): void;
  /**
   * What was refused because the clock was ahead is written again by the corrected clock, as new
   * transactions; the refused ones stay in the journal, off the open list. Not while they would
   * only be refused once more: a server whose own clock is far behind takes no stamp that follows
   * what this device has seen, and asking at every sync would never come to rest.
   * @returns how many were written again
   */
  refusedAhead(): number;
}

/** @param now milliseconds since 1970 by the corrected clock */
export function createRestamper(
  states: DeviceStates,
  outbox: Outbox,
  inbox: Inbox,
  now: () => number,
): Restamper {
  /** Gives out rising stamps, and puts them where the author had seen the older ones. */
  function renewal(): (entry: Entry) => { stamp: Stamp; changes: Change[] } {
    const device = states.read().device!;
    const renewed = new Map<Stamp, Stamp>();
    let highest = states.highestStamp();
    return ({ stamp: old, changes }) => {
      const stamp = nextStamp(highest, now(), device);
      highest = stamp;
      renewed.set(old, stamp);
      return {
        stamp,
        changes: changes.map((change) => {
          if (change.seen === undefined) return change;
          const seen: Record<string, Stamp> = {};
          for (const [field, by] of Object.entries(change.seen)) {
            seen[field] = renewed.get(by) ?? by;
          }
          return { ...change, seen };
        }),
      };
    };
  }

  const keysOf = (entries: readonly Omit<Entry, 'n'>[]): RowKey[] =>
    entries.flatMap(({ changes }) =>
      changes.map(({ entity, row, scope }) => ({ entity, id: row, scope })),
    );

  return {
    pending() {
      const entries = outbox.pending();
      const renew = renewal();
      for (const entry of entries) {
        const { stamp, changes } = renew(entry);
        outbox.replace(entry.n, stamp, changes);
      }
      inbox.rebuildRows(keysOf(entries));
    },
    refusedAhead() {
      const entries = outbox
        .refused()
        .flatMap(({ refusal, ...entry }) =>
          refusal.type === 'ClockAhead' ? [{ ...entry, aheadMs: refusal.aheadMs }] : [],
        );
      // A server goes by its clock, or by the latest stamp that it has accepted.
      const byServer = Math.max(
        now(),
        ...entries.map(({ stamp, aheadMs }) => stampTime(stamp) - aheadMs),
      );
      const highest = states.highestStamp();
      if (highest !== null && stampTime(highest) > byServer + MAX_CLOCK_AHEAD_MS) return 0;
      const renew = renewal();
      let n = states.lastNumber();
      // What the person has written there since is what counts; asked before copies are written.
      const left = entries.map((entry) =>
        withoutFields(entry.changes, outbox.writtenAfter(entry.n)),
      );
      for (const [at, entry] of entries.entries()) {
        const still = left[at]!;
        if (still.length === 0) {
          outbox.dismiss(entry.n, 'restamped');
          continue;
        }
        const { stamp, changes } = renew({ ...entry, changes: still });
        n += 1;
        outbox.copy(entry.n, n, stamp, changes);
        outbox.dismiss(entry.n, 'restamped');
      }
      inbox.rebuildRows(keysOf(entries));
      return entries.length;
    },
  };
}

/** Changes without the fields named `entity row field`; those of which nothing is left are gone. */
function withoutFields(changes: readonly Change[], gone: ReadonlySet<string>): Change[] {
  return changes.flatMap((change) => {
    const set = Object.fromEntries(
      Object.entries(change.set).filter(
        ([field]) => !gone.has(`${change.entity} ${change.row} ${field}`),
      ),
    );
    return Object.keys(set).length === 0 ? [] : [{ ...change, set }];
  });
}
