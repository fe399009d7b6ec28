import type { Stamp } from '../kernel/clock.ts';
import type { JsonValue } from '../schema/entity.ts';
import type { ScopeId } from '../schema/scope.ts';
import type { Change } from './change.ts';

/** A row as everybody merges it: values and, for each, the stamp of the change that wrote it. */
export interface RowState {
  readonly entity: string;
  readonly id: string;
  readonly scope: ScopeId;
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly stamps: Readonly<Record<string, Stamp>>;
}

export interface Merged {
  readonly row: RowState;
  /** Fields whose value was taken from the incoming side. */
  readonly taken: readonly string[];
  /** Fields that both sides wrote without having seen each other, with different values. */
  readonly concurrent: readonly string[];
}

/**
 * Merges values into a row, field by field: the higher stamp wins. Pure, commutative, associative
 * and idempotent, and the same code on device and server, so that whoever has received the same
 * changes shows the same rows.
 * @param row the row so far, or undefined when there is none
 * @param incoming values and their stamps
 * @param seen stamps of the values that the author of `incoming` saw; undefined when the incoming
 *   side is not one author's change (a snapshot), where nothing counts as concurrent
 */
export function mergeRow(
  row: RowState | undefined,
  incoming: RowState,
  seen?: Readonly<Record<string, Stamp>>,
): Merged {
  const values: Record<string, JsonValue> = { ...row?.values };
  const stamps: Record<string, Stamp> = { ...row?.stamps };
  const taken: string[] = [];
  const concurrent: string[] = [];
  for (const [field, value] of Object.entries(incoming.values)) {
    const stamp = incoming.stamps[field];
    if (stamp === undefined) throw new Error(`No stamp for ${incoming.entity}.${field}`);
    const current = stamps[field];
    if (current === stamp) continue;
    if (
      seen !== undefined &&
      current !== undefined &&
      seen[field] !== current &&
      !sameValue(values[field], value)
    ) {
      concurrent.push(field);
    }
    if (current !== undefined && current > stamp) continue;
    values[field] = value;
    stamps[field] = stamp;
    taken.push(field);
  }
  const merged: RowState = {
    entity: incoming.entity,
    id: incoming.id,
    scope: row?.scope ?? incoming.scope,
    values,
    stamps,
  };
  return { row: merged, taken, concurrent };
}

/** Merges one author's change into a row. */
export function mergeChange(row: RowState | undefined, change: Change, stamp: Stamp): Merged {
  return mergeRow(row, changedState(change, stamp), change.seen ?? {});
}

/** A change as a row state of its own: just the fields that it sets. */
export function changedState(change: Change, stamp: Stamp): RowState {
  const stamps: Record<string, Stamp> = {};
  for (const field of Object.keys(change.set)) stamps[field] = stamp;
  return { entity: change.entity, id: change.row, scope: change.scope, values: change.set, stamps };
}

/** Equality of two JSON values, whatever the order of object keys. */
export function sameValue(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if ((a ?? null) === null || (b ?? null) === null) return (a ?? null) === (b ?? null);
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((item, index) => sameValue(item as JsonValue, b[index] as JsonValue))
    );
  }
  const left = a as Record<string, JsonValue>;
  const right = b as Record<string, JsonValue>;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => key in right && sameValue(left[key], right[key]))
  );
}
