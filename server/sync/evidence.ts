import { stampDevice, type Stamp } from '../../shared/kernel/clock.ts';
import type { JsonValue } from '../../shared/schema/entity.ts';
import { SERVER } from '../../shared/sync/bundle.ts';
import type { Change } from '../../shared/sync/change.ts';
import type { AuthorName } from '../accounts/people.ts';
import type { LogEntry } from '../db/storage.ts';
import type { FieldWrite } from './heads.ts';

/** An accepted change of a row, as far as it tells who had seen what. */
export type PastChange = Pick<LogEntry, 'stamp' | 'set' | 'seen'>;

/** What is gathered beyond the current rows, for the few where a change may be concurrent. */
export interface Evidence {
  /** Accepted changes of a row, oldest first, by row key. A row that is not named was not asked for. */
  readonly histories: ReadonlyMap<string, readonly PastChange[]>;
  /** Changes of refused transactions, by their stamp. */
  readonly refused: ReadonlyMap<Stamp, readonly Change[]>;
  /** Who is behind a device; undefined when it is not known. */
  readonly author: (device: string) => AuthorName | undefined;
}

export const noEvidence: Evidence = {
  histories: new Map(),
  refused: new Map(),
  author: () => undefined,
};

/** What happened to one row, oldest first, with what each author had really seen. */
export class RowPast {
  readonly #entity: string;
  readonly #row: string;
  readonly #changes: readonly PastChange[];
  readonly #refused: Evidence['refused'];
  readonly #byStamp = new Map<Stamp, PastChange>();

  constructor(
    entity: string,
    row: string,
    changes: readonly PastChange[],
    refused: Evidence['refused'],
  ) {
    this.#entity = entity;
    this.#row = row;
    this.#changes = changes;
    this.#refused = refused;
    for (const change of changes) this.#byStamp.set(change.stamp, change);
  }

  /** Whether a write with this stamp was accepted. */
  has(stamp: Stamp): boolean {
    return this.#byStamp.has(stamp);
  }

  /**
   * What the author of a write had seen of a field: where that was refused, what the refused one
   * had seen, and so on.
   */
  trulySeen(field: string, seen: Stamp | undefined): Stamp | undefined {
    const met = new Set<Stamp>();
    let at = seen;
    while (at !== undefined && !this.#byStamp.has(at) && !met.has(at)) {
      met.add(at);
      const refused = this.#refused.get(at);
      if (refused === undefined) return at;
      at = refused.find(
        ({ entity, row, set }) =>
          entity === this.#entity && row === this.#row && Object.hasOwn(set, field),
      )?.seen?.[field];
    }
    return at;
  }

  /** Whether somebody whose work was accepted had seen the field as this stamp wrote it. */
  wasSeen(stamp: Stamp, field: string): boolean {
    return this.#changes.some(
      ({ set, seen }) => seen?.[field] === stamp && Object.hasOwn(set, field),
    );
  }

  /** All writes of a field. */
  writesOf(field: string): FieldWrite[] {
    const writes: FieldWrite[] = [];
    for (const { stamp, set, seen } of this.#changes) {
      if (!Object.hasOwn(set, field)) continue;
      const value = set[field] ?? null;
      writes.push({ stamp, value, seen: this.trulySeen(field, seen?.[field]) });
    }
    return writes;
  }

  /** The accepted change with this stamp. */
  change(stamp: Stamp): PastChange | undefined {
    return this.#byStamp.get(stamp);
  }

  /**
   * The value of a field beside a write of another one: what that write set itself, or what had
   * won by then.
   */
  valueAt(stamp: Stamp, field: string): JsonValue {
    let value: JsonValue = null;
    let highest: Stamp | undefined;
    for (const change of this.#changes) {
      const isIt = change.stamp === stamp;
      if (Object.hasOwn(change.set, field)) {
        if (isIt) return change.set[field] ?? null;
        if (highest === undefined || change.stamp > highest) {
          highest = change.stamp;
          value = change.set[field] ?? null;
        }
      }
      if (isIt) break;
    }
    return value;
  }

  /** The device behind a stamp; behind one of the server's, the last author before it. */
  deviceBehind(stamp: Stamp, field: string): string {
    const device = stampDevice(stamp);
    if (device !== SERVER) return device;
    let last: Stamp | undefined;
    for (const change of this.#changes) {
      const isOlder = change.stamp < stamp && stampDevice(change.stamp) !== SERVER;
      if (!isOlder || !Object.hasOwn(change.set, field)) continue;
      if (last === undefined || change.stamp > last) last = change.stamp;
    }
    return last === undefined ? device : stampDevice(last);
  }
}
