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
 * - The server has seen all that arrived before it wrote.
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
    if (seen !== undefined) replaced.add(seen);
    const device = stampDevice(stamp);
    if (device === SERVER) {
      heads = [{ value, stamps: [stamp] }];
      continue;
    }
    heads = heads.filter(({ stamps }) => {
      // Who says nothing of what they saw has at least seen what they wrote themselves.
      if (seen === undefined) return stamps.every((other) => stampDevice(other) !== device);
      if (known.has(seen)) return !stamps.includes(seen);
      return stamps.some((other) => other > seen);
    });
    // Superseded before it arrived: whoever saw it is a head, or was replaced in turn.
    if (replaced.has(stamp)) continue;
    const twin = heads.findIndex((head) => sameValue(head.value, value));
    if (twin >= 0) heads[twin] = { value, stamps: [...heads[twin]!.stamps, stamp] };
    else heads.push({ value, stamps: [stamp] });
  }
  return heads;
}
