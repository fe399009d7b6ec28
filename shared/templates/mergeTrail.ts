import { z } from 'zod';
import type { JsonValue } from '../schema/entity.ts';
import { jsonSchema } from '../sync/change.ts';
import { sameJson, type KitAction } from './kitContent.ts';
import { actionSchema } from './kitEdit.ts';
import { kitLists } from './lists.ts';

const entrySchema = z.object({ id: z.string() }).catchall(jsonSchema);
const valuesSchema = z.record(z.string(), jsonSchema);

const mergedSchema = z.object({
  /** Ids of this version whose actions keep another id in the running kit. */
  aliases: z.record(z.string(), z.string()).optional(),
  /** The version that ran before. */
  previous: z.string().nullable().optional(),
  /** Versions that were merged apart from that one, and not chosen from, when this one was merged. */
  beside: z.array(z.string()).optional(),
  /** By action, the values of its row before the merge and after it; before: null, it was not there. */
  rows: z
    .record(z.string(), z.object({ before: valuesSchema.nullable(), after: valuesSchema }))
    .optional(),
  /** Ids in the order of the kit before the merge and after it; absent: an older program did not say. */
  order: z.object({ before: z.array(z.string()), after: z.array(z.string()) }).optional(),
  /** The programme's lists before the merge and after it. */
  lists: z.object({ before: valuesSchema, after: valuesSchema }).optional(),
});
/** What is kept with a version for its merge and for taking it back. */
export const mergeTrailSchema = mergedSchema.extend({
  /** The running kit that a draft began with, where that was not the version it is based on. */
  over: z.array(actionSchema).optional(),
  /** The same for its phases, actors, variants and levels. */
  overLists: z.partialRecord(z.enum(kitLists), z.array(entrySchema)).optional(),
  /** The merge that was taken back: somebody else may have gone on from it meanwhile. */
  undone: mergedSchema.optional(),
});
export type MergeTrail = z.infer<typeof mergeTrailSchema>;

/** Reads a trail; one that is not of the form counts as none. */
export function readTrail(value: JsonValue): MergeTrail {
  const parsed = mergeTrailSchema.safeParse(value ?? {});
  return parsed.success ? parsed.data : {};
}

/** The trail of a version whose merge does not count any more. */
export function trailUndone(kept: JsonValue): JsonValue {
  const { aliases, previous, beside, rows, order, lists } = readTrail(kept);
  if (rows === undefined) return null;
  return defined({ undone: defined({ aliases, previous, beside, rows, order, lists }) });
}

/** What the merge of a version did, also where it was taken back; null: it was never merged. */
export function mergeOf(kept: JsonValue): z.infer<typeof mergedSchema> | null {
  const trail = readTrail(kept);
  if (trail.rows !== undefined) return trail;
  return trail.undone ?? null;
}

function defined(values: Readonly<Record<string, unknown>>): JsonValue {
  const entries = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as JsonValue;
}

/** A version's actions under the ids that the running kit has them by. */
export function withAliases<A extends KitAction>(
  actions: readonly A[],
  aliases: Readonly<Record<string, string>>,
): A[] {
  const idHere = (id: string): string => aliases[id] ?? id;
  return actions.map((action) => ({
    ...action,
    id: idHere(action.id),
    dependsOn: action.dependsOn.map(idHere),
  }));
}

/**
 * Merges the trails of two devices that merged a version without having seen each other: what either
 * has to know of it, which is no question for a person. Of what both say, the same side counts
 * whichever comes first; taking the merge back leaves alone what the kit does not show as it says.
 */
export function mergeTrails(base: JsonValue, a: JsonValue, b: JsonValue): JsonValue {
  if (sameJson(a, b) || sameJson(base, b)) return a;
  if (sameJson(base, a)) return b;
  const [first, second] = [a, b].sort((one, other) => (stable(one) < stable(other) ? -1 : 1));
  return joined(first!, second!, 0);
}

/** Dictionaries of a trail are as deep as this: `rows`, then an action. */
const JOINED_DEPTH = 2;

function joined(first: JsonValue, second: JsonValue, depth: number): JsonValue {
  if (!isDictionary(first) || !isDictionary(second)) return first ?? second;
  if (depth === JOINED_DEPTH) return first;
  const keys = new Set([...Object.keys(first), ...Object.keys(second)].sort());
  return Object.fromEntries(
    [...keys].map((key) => [key, joined(first[key] ?? null, second[key] ?? null, depth + 1)]),
  );
}

function isDictionary(value: JsonValue): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON text that does not depend on the order of keys. */
function stable(value: JsonValue): string {
  return JSON.stringify(value, (_key, one: JsonValue) =>
    isDictionary(one)
      ? Object.fromEntries(Object.entries(one).sort(([x], [y]) => (x < y ? -1 : 1)))
      : one,
  );
}
