import type { Database, Statement } from 'better-sqlite3';
import { cleanTexts } from '../../../shared/kernel/cleanText.ts';
import { nextStamp, type Stamp } from '../../../shared/kernel/clock.ts';
import { derivedId, rowId } from '../../../shared/kernel/ids.ts';
import { groupOf, type JsonValue } from '../../../shared/schema/entity.ts';
import { findEntity } from '../../../shared/schema/registry.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { mayReplace } from '../../../shared/past/remember.rules.ts';
import { DELETED_FIELD, type Change } from '../../../shared/sync/change.ts';
import { mergeChange, type RowState } from '../../../shared/sync/merge.ts';
import type { DeviceStates } from './deviceState.ts';
import { ExpectedFailure } from './failures.ts';
import type { Remember } from './remember.ts';
import type { Rows } from './rows.ts';

/** What one user action writes into one row. */
export interface Write {
  readonly entity: string;
  readonly row: string;
  readonly scope: ScopeId;
  readonly set: Readonly<Record<string, JsonValue>>;
}

/** A recorded user action. */
export interface Recorded {
  readonly n: number;
  readonly stamp: Stamp;
  readonly scopes: readonly ScopeId[];
  readonly entities: readonly string[];
  /** The rows as they are now, in the order of the writes. */
  readonly rows: readonly RowState[];
}

/** Values that a change replaced, for undo; a field that had none is null without a stamp. */
export interface Before {
  readonly entity: string;
  readonly row: string;
  readonly scope: ScopeId;
  readonly values: Readonly<Record<string, JsonValue>>;
}

/** What a transaction is part of. */
export interface PartOf {
  /** Number of the transaction that it takes back. */
  readonly undoes?: number;
  /** Number of the first transaction of an action that has several. */
  readonly action?: number;
}

/** A recorded action of many transactions. */
export interface RecordedAll {
  /** Number of the action's first transaction. */
  readonly n: number;
  readonly transactions: number;
  readonly scopes: readonly ScopeId[];
  readonly entities: readonly string[];
}

export interface Recorder {
  /**
   * Records the writes of one user action: rows, stamps and outbox. Call inside a transaction;
   * once that has committed, the action is on disk.
   * @throws when a row's id is none: it is refused here, not by the server later
   */
  record(writes: readonly Write[], part?: PartOf): Recorded;
  /**
   * Records an action of many transactions, one for each list: see {@link cutActions}. They are
   * on disk together or not at all, and taken back together. Call inside a transaction.
   * @param action one that was recorded before, which this goes on with: taken back with it
   */
  recordAll(lists: readonly (readonly Write[])[], action?: number): RecordedAll;
}

/**
 * @param now milliseconds since 1970 by the corrected clock
 * @param remember says what past days need of a row that is written over: recorded with it, and
 *   not taken back with it, since the days that have passed were as they were
 * @throws ExpectedFailure NotEnrolled when the device has no identity yet
 */
export function createRecorder(
  db: Database,
  rows: Rows,
  states: DeviceStates,
  now: () => number,
  remember: Remember = () => null,
): Recorder {
  const insert: Statement = db.prepare(
    'INSERT INTO outbox (n, stamp, changes, before, undoes, action) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const recorder: Recorder = {
    record(asked, { undoes = null, action = null }: Nullable<PartOf> = {}) {
      // No text steers what shows it: a terminal, a line of another script.
      const writes = asked.map((write) => cleanedWrite(write));
      const { device } = states.read();
      if (device === null) throw new ExpectedFailure({ type: 'NotEnrolled' });
      const stamp = nextStamp(states.highestStamp(), now(), device);
      const n = states.lastNumber() + 1;
      const changes: Change[] = [];
      const before: Before[] = [];
      const written: RowState[] = [];
      const kept: Write[] = [];
      function make(write: Write, set: Record<string, JsonValue>, row: RowState | undefined) {
        const change: Change = { ...write, set, seen: seenBy(write.entity, set, row) };
        const merged = mergeChange(row, change, stamp).row;
        rows.writeOver(merged, row ?? null);
        changes.push(change);
        return merged;
      }
      for (const write of writes) {
        const row = rows.read(write.entity, rowId(write.row));
        const set = wholeGroups(write, row);
        const past = row === undefined ? null : remember(row, set);
        if (past !== null) {
          const id = derivedId(stamp, String(kept.length));
          kept.push({ entity: 'pastValue', row: id, scope: write.scope, set: past });
        }
        const old: Record<string, JsonValue> = {};
        for (const field of Object.keys(set)) old[field] = row?.values[field] ?? null;
        written.push(make(write, set, row));
        before.push({ entity: write.entity, row: write.row, scope: write.scope, values: old });
      }
      for (const write of kept) make(write, { ...write.set }, undefined);
      const all = [...writes, ...kept];
      insert.run(n, stamp, JSON.stringify(changes), JSON.stringify(before), undoes, action);
      return {
        n,
        stamp,
        scopes: [...new Set(all.map((write) => write.scope))],
        entities: [...new Set(all.map((write) => write.entity))],
        rows: written,
      };
    },
    recordAll(lists, begun) {
      const action = begun ?? states.lastNumber() + 1;
      const scopes = new Set<ScopeId>();
      const entities = new Set<string>();
      const transactions = cutActions(lists);
      for (const writes of transactions) {
        const recorded = recorder.record(writes, { action });
        for (const scope of recorded.scopes) scopes.add(scope);
        for (const entity of recorded.entities) entities.add(entity);
      }
      return {
        n: action,
        transactions: transactions.length,
        scopes: [...scopes],
        entities: [...entities],
      };
    },
  };
  return recorder;
}

/** How many changes a transaction of an action of many may have: the server takes 500. */
export const MAX_PART = 400;

/**
 * The transactions of an action of many: each list is one, as long as it is not too long. A longer
 * one is cut by places, in the order in which they come first, and each place's in its own order,
 * so that what makes a place comes before what is in it. Empty lists are left out.
 */
export function cutActions(lists: readonly (readonly Write[])[]): Write[][] {
  return lists.flatMap((writes) => {
    if (sizeOf(writes) <= MAX_PART) return writes.length === 0 ? [] : [[...writes]];
    const parts: Write[][] = [];
    let size = 0;
    for (const place of Map.groupBy(writes, ({ scope }) => scope).values()) {
      const own = sizeOf(place);
      if (parts.length > 0 && size + own <= MAX_PART) {
        parts.at(-1)!.push(...place);
        size += own;
        continue;
      }
      size = MAX_PART;
      for (const write of place) {
        const each = sizeOf([write]);
        if (size + each > MAX_PART) {
          parts.push([]);
          size = 0;
        }
        parts.at(-1)!.push(write);
        size += each;
      }
    }
    return parts;
  });
}

/** Changes that writes come to at most: what they replace may be kept beside. */
function cleanedWrite(write: Write): Write {
  const set = cleanTexts(write.set);
  return set === write.set ? write : { ...write, set };
}

function sizeOf(writes: readonly Write[]): number {
  return writes.reduce((sum, { entity, set }) => sum + (mayReplace(entity, set) ? 2 : 1), 0);
}

type Nullable<T> = { readonly [K in keyof T]?: T[K] | null };

/** The values of a write with the fields that belong to them: a group has one author. */
function wholeGroups(write: Write, row: RowState | undefined): Record<string, JsonValue> {
  const definition = findEntity(write.entity);
  const set: Record<string, JsonValue> = {};
  for (const [field, value] of Object.entries(write.set)) {
    for (const other of groupOf(definition, field)) {
      if (!(other in write.set)) set[other] = row?.values[other] ?? null;
    }
    set[field] = value;
  }
  return set;
}

/**
 * Stamps of the values that the author has before them: of the fields that they write, and of the
 * whole row when they remove it, so that an edit which they did not see shows. Whoever takes a row
 * out of use says it of what nobody needs any more, and whoever changes that, of whether it is.
 */
function seenBy(
  entity: string,
  set: Readonly<Record<string, JsonValue>>,
  row: RowState | undefined,
): Record<string, Stamp> {
  if (row === undefined) return {};
  if (set[DELETED_FIELD] === true) return { ...row.stamps };
  const seen: Record<string, Stamp> = {};
  for (const field of [...Object.keys(set), ...seenBeside(entity, set)]) {
    const stamp = row.stamps[field];
    if (stamp !== undefined) seen[field] = stamp;
  }
  return seen;
}

function seenBeside(entity: string, set: Readonly<Record<string, JsonValue>>): readonly string[] {
  const retiring = findEntity(entity)?.retiring ?? null;
  if (retiring === null) return [];
  if (set[retiring.by] === true) return retiring.over;
  return retiring.over.some((field) => field in set) ? [retiring.by] : [];
}
