import { z } from 'zod';
import { derivedId } from '../kernel/ids.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';
import { mergeContent } from '../templates/contentMerge.ts';
import { mergeTrails } from '../templates/mergeTrail.ts';

export const templateStates = ['draft', 'published', 'merged', 'dropped'] as const;
const writers = ['pilot'] as const;

/**
 * A version of a programme's kit template: a draft that the pilots write, or one that was merged
 * into the running kits. Its row id is `programme:version`.
 */
export const templateVersion = defineEntity({
  name: 'templateVersion',
  scopes: ['programme'],
  creators: writers,
  fields: {
    programme: field(z.string(), 'TEXT', { references: 'programme', writers }),
    version: field(z.string().max(40), 'TEXT', { writers }),
    state: field(z.enum(templateStates), 'TEXT', { writers }),
    /** What is new, for whoever reads the running kits. */
    note: field(z.string().max(4_000), 'TEXT', { writers }),
    /** Version that it was written over; null: the first. */
    basedOn: field(z.string().max(40), 'TEXT', { writers }),
    /** All of it, as `shared/templates` reads it; of two pilots who write it at once both are kept. */
    content: field(z.record(z.string(), z.json()), 'JSON', { merges: mergeContent, writers }),
    /** What a merge has to know of it: see `shared/templates/mergeTrail.ts`. */
    trail: field(z.record(z.string(), z.json()), 'JSON', { merges: mergeTrails, writers }),
    publishedOn: field(localDateSchema, 'TEXT', { writers }),
  },
  /** What a version holds and what its merge did belong together: one is chosen with the other. */
  groups: [['content', 'trail']],
});

/** Row id of a version of a programme's template. */
export function templateVersionId(programme: string, version: string): string {
  return derivedId(programme, version);
}
