import { z } from 'zod';
import type { JsonValue } from '../schema/entity.ts';
import { jsonSchema } from '../sync/change.ts';
import type { KitAction } from './kitContent.ts';
import { actionSchema } from './kitEdit.ts';
import { kitLists } from './lists.ts';

const entrySchema = z.object({ id: z.string() }).catchall(jsonSchema);
const valuesSchema = z.record(z.string(), jsonSchema);

/** What is kept with a version for its merge and for taking it back. */
export const mergeTrailSchema = z.object({
  /** The running kit that a draft began with, where that was not the version it is based on. */
  over: z.array(actionSchema).optional(),
  /** The same for its phases, actors, variants and levels. */
  overLists: z.partialRecord(z.enum(kitLists), z.array(entrySchema)).optional(),
  /** Ids of this version whose actions keep another id in the running kit. */
  aliases: z.record(z.string(), z.string()).optional(),
  /** The version that ran before. */
  previous: z.string().nullable().optional(),
  /** By action, the values of its row before the merge and after it; before: null, it was not there. */
  rows: z
    .record(z.string(), z.object({ before: valuesSchema.nullable(), after: valuesSchema }))
    .optional(),
  /** The programme's lists before the merge and after it. */
  lists: z.object({ before: valuesSchema, after: valuesSchema }).optional(),
});
export type MergeTrail = z.infer<typeof mergeTrailSchema>;

/** Reads a trail; one that is not of the form counts as none. */
export function readTrail(value: JsonValue): MergeTrail {
  const parsed = mergeTrailSchema.safeParse(value ?? {});
  return parsed.success ? parsed.data : {};
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
