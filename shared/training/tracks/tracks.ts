import { z } from 'zod';
import type { JsonValue } from '../../schema/entity.ts';
import { labelSchema } from '../../schema/values.ts';
import { trainingModes } from '../trainingValues.ts';
import ent from './ent.json' with { type: 'json' };
import massar from './massar.json' with { type: 'json' };
import opale from './opale.json' with { type: 'json' };
import pegase from './pegase.json' with { type: 'json' };

const knownTrackSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  label: labelSchema,
  actors: z.array(z.string()).min(1),
  kitActions: z.array(z.string()),
  modules: z
    .array(
      z.strictObject({
        id: z.string().max(60),
        title: labelSchema,
        mode: z.enum(trainingModes),
        halfDays: z.int().min(1).max(2),
        trainingBase: z.boolean(),
      }),
    )
    .min(1),
  distanceHours: z.number(),
  courses: z.array(z.string()),
  groupAim: z.int(),
  groupMax: z.int(),
  minGapDays: z.int(),
  outsideGroups: z.boolean().optional(),
  coveredByFee: z.boolean().optional(),
  note: z.string().optional(),
});

/** A track that comes with the product, for a programme that is made from a template. */
export type KnownTrack = z.infer<typeof knownTrackSchema>;

const files: Readonly<Record<string, unknown>> = { opale, pegase, massar, ent };

/** Tracks that a template knows, in their order; none for a template that knows none. */
export function knownTracks(template: string | null): readonly KnownTrack[] {
  if (template === null || !Object.hasOwn(files, template)) return [];
  return z.array(knownTrackSchema).parse(files[template]);
}

/** Row id that a known track has in a programme: the same for whoever takes it. */
export function knownTrackRow(programme: string, track: string): string {
  return `${programme}.${track}`;
}

/** The fields of a known track's row. */
export function knownTrackValues(
  { id: _id, modules, ...values }: KnownTrack,
  programme: string,
  position: number,
): Readonly<Record<string, JsonValue>> {
  return {
    ...(values as Readonly<Record<string, JsonValue>>),
    programme,
    position,
    modules: modules.map((module) => ({
      ...module,
      title: module.title as Readonly<Record<string, string>>,
      notBefore: null,
      notAfter: null,
    })),
  };
}
