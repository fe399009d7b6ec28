import type { JsonValue } from '../schema/entity.ts';
import { sameJson } from './kitContent.ts';

interface Named {
  readonly id: string;
}

/**
 * Merges a programme's phases, actors, variants or levels: what the new version says, with what the
 * pilots changed or added, and all that is still used.
 * @param base as the running programme was made with it
 * @param used ids that must not go
 */
export function mergeNamed<T extends Named>(
  base: readonly T[],
  theirs: readonly T[],
  ours: readonly T[],
  used: ReadonlySet<string>,
): readonly T[] {
  if (same(base, theirs)) return ours;
  const was = new Map(base.map((item) => [item.id, item]));
  const here = new Map(ours.map((item) => [item.id, item]));
  const merged = theirs.map((item) => {
    const own = here.get(item.id);
    if (own === undefined) return item;
    const before = was.get(item.id);
    return before !== undefined && same(before, own) ? item : own;
  });
  const there = new Set(theirs.map(({ id }) => id));
  const rest = ours.filter(({ id }) => !there.has(id) && (!was.has(id) || used.has(id)));
  return [...merged, ...rest];
}

function same(a: unknown, b: unknown): boolean {
  return sameJson(a as JsonValue, b as JsonValue);
}
