import { diff3Merge } from 'node-diff3';
import type { JsonValue } from '../schema/entity.ts';
import { mergeText } from '../sync/textMerge.ts';
import { sameJson } from './kitContent.ts';
import { movedIds } from './order.ts';

type Values = Readonly<Record<string, JsonValue>>;
type Item = Values & { readonly id: string };

/** Something that both sides changed, each differently. */
class Disagreement extends Error {}

/**
 * Merges two contents of a draft that were written over the same one: lists entry by entry, entries
 * field by field, texts word by word.
 * @returns the merged content, the same whichever side comes first; null where both changed the same
 *   field, or one removed what the other changed, for a person to choose
 */
export function mergeContent(base: JsonValue, a: JsonValue, b: JsonValue): JsonValue | null {
  try {
    return merged(base, a, b);
  } catch (error) {
    if (error instanceof Disagreement) return null;
    throw error;
  }
}

function merged(base: JsonValue, a: JsonValue, b: JsonValue): JsonValue {
  if (sameJson(a, b) || sameJson(base, b)) return a;
  if (sameJson(base, a)) return b;
  if (typeof base === 'string' && typeof a === 'string' && typeof b === 'string') {
    return mergeText(base, a, b) ?? disagree();
  }
  if (isItems(base) && isItems(a) && isItems(b)) return mergedItems(base, a, b);
  if (isWords(base) && isWords(a) && isWords(b)) return mergedWords(base, a, b);
  if (isValues(base) && isValues(a) && isValues(b)) return mergedValues(base, a, b);
  return disagree();
}

function disagree(): never {
  throw new Disagreement();
}

function mergedValues(base: Values, a: Values, b: Values): Values {
  const found: Record<string, JsonValue> = {};
  for (const key of new Set([...Object.keys(base), ...Object.keys(a), ...Object.keys(b)].sort())) {
    const value = merged(base[key] ?? null, a[key] ?? null, b[key] ?? null);
    // What a template leaves out is absent.
    if (value !== null) found[key] = value;
  }
  return found;
}

function mergedItems(base: readonly Item[], a: readonly Item[], b: readonly Item[]): Item[] {
  const [was, left, right] = [base, a, b].map(
    (items) => new Map(items.map((one) => [one.id, one])),
  );
  const found = new Map<string, Item>();
  for (const id of new Set([...left!.keys(), ...right!.keys()])) {
    const item = merged(was!.get(id) ?? null, left!.get(id) ?? null, right!.get(id) ?? null);
    if (item !== null) found.set(id, item as Item);
  }
  const ids = (items: readonly Item[]): string[] => items.map(({ id }) => id);
  return mergedOrder(ids(base), ids(a), ids(b))
    .filter((id) => found.has(id))
    .map((id) => found.get(id)!);
}

/** Whether one side put elsewhere what the other took out. */
function movesRemoved(
  base: readonly string[],
  moved: readonly string[],
  other: readonly string[],
): boolean {
  const there = new Set(other);
  const removed = new Set(base.filter((id) => !there.has(id)));
  return [...movedIds(base, moved, removed)].some((id) => removed.has(id));
}

/** The ids of both sides in the order of both; what one added stands behind what it has before it. */
function mergedOrder(
  base: readonly string[],
  a: readonly string[],
  b: readonly string[],
): string[] {
  if (movesRemoved(base, a, b) || movesRemoved(base, b, a)) return disagree();
  const both = new Set(base.filter((id) => a.includes(id) && b.includes(id)));
  const common = (ids: readonly string[]): string[] => ids.filter((id) => both.has(id));
  const order: string[] = [];
  for (const { ok } of diff3Merge(common(a), common(base), common(b))) {
    order.push(...(ok ?? disagree()));
  }
  // Both moved one, each elsewhere.
  if (new Set(order).size !== both.size || order.length !== both.size) return disagree();
  // Whichever side comes first, the result is the same.
  for (const ids of [a, b].sort((one, other) => (one.join() < other.join() ? -1 : 1))) {
    let last: string | null = null;
    for (const id of ids) {
      if (!order.includes(id)) order.splice(last === null ? 0 : order.indexOf(last) + 1, 0, id);
      last = id;
    }
  }
  return order;
}

/** Ids of which the order means nothing: each side's come and go. */
function mergedWords(
  base: readonly string[],
  a: readonly string[],
  b: readonly string[],
): string[] {
  const added = [...a, ...b].filter((word) => !base.includes(word));
  const kept = base.filter((word) => a.includes(word) && b.includes(word));
  return [...kept, ...new Set(added.sort())];
}

function isValues(value: JsonValue): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isItems(value: JsonValue): value is readonly Item[] {
  if (!Array.isArray(value)) return false;
  const items = value as readonly JsonValue[];
  const ids = items.map((item) => (isValues(item) ? item['id'] : undefined));
  return ids.every((id) => typeof id === 'string') && new Set(ids).size === ids.length;
}

function isWords(value: JsonValue): value is readonly string[] {
  return Array.isArray(value) && value.every((word) => typeof word === 'string');
}
