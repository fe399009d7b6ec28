import type { Stamp } from '../../shared/kernel/clock.ts';
import { stampDevice } from '../../shared/kernel/clock.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import { sameValue } from '../../shared/sync/merge.ts';
import { SERVER } from '../../shared/sync/bundle.ts';

/** What one accepted change wrote into one field. */
export interface FieldWrite {
  readonly stamp: Stamp;
  readonly value: JsonValue;
  /**
   * Stamp of the value that its author had before them, refused ones replaced by what those had
   * seen; undefined when there was none.
   */
  readonly seen: Stamp | undefined;
}

/** Values that say the same, written without having seen each other: who saw one saw all. */
export interface Head {
  readonly value: JsonValue;
  /** At least one, in the order of arrival. */
  readonly stamps: readonly Stamp[];
}

/**
 * The values of a field that nobody has replaced knowingly: one when all is in order, more when
 * they were written concurrently.
 *
 * Writes and what their authors had seen make a graph; its heads are the writes that no other has
 * seen. Three things are added to it:
 * - A device has seen what it wrote itself, and the server has seen all that arrived before.
 * - A seen stamp that is not here (a server that lost it, an author whose own work has not arrived
 *   yet) stands for everything that is older than it. Once it arrives, it speaks for itself, and
 *   what its author had not seen comes back as a head.
 * - Equal values never conflict: they are one head.
 * @param writes in the order of arrival
 */
export function headsOf(writes: readonly FieldWrite[]): Head[] {
  const known = new Set<Stamp>(writes.map(({ stamp }) => stamp));
  /** Stamps that somebody had seen whose write arrived before. */
  const replaced = new Set<Stamp>();
  let heads: Head[] = [];
  for (const { stamp, value, seen } of writes) {
    const device = stampDevice(stamp);
    if (seen !== undefined) replaced.add(seen);
    if (device === SERVER) {
      heads = [{ value, stamps: [stamp] }];
      continue;
    }
    heads = heads.filter(({ stamps }) => {
      if (stamps.some((other) => other === seen || stampDevice(other) === device)) return false;
      const standsForOlder = seen !== undefined && !known.has(seen);
      return !(standsForOlder && stamps.every((other) => other < seen));
    });
    const twin = heads.findIndex((head) => sameValue(head.value, value));
    if (replaced.has(stamp)) {
      if (twin >= 0) heads.splice(twin, 1);
    } else if (twin >= 0) {
      heads[twin] = { value, stamps: [...heads[twin]!.stamps, stamp] };
    } else {
      heads.push({ value, stamps: [stamp] });
    }
  }
  return heads;
}
