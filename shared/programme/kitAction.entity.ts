import { z } from 'zod';
import { derivedId } from '../kernel/ids.ts';
import { indicators } from '../observation/indicator.ts';
import { defineEntity, field, type JsonValue } from '../schema/entity.ts';
import { labelSchema, localDateSchema } from '../schema/values.ts';

const writers = ['pilot'] as const;

/** What shows that an action was done. */
export const evidences = ['none', 'note', 'file'] as const;

/** An action of a programme's kit template. Its row id is `programme:action`. */
export const kitAction = defineEntity({
  name: 'kitAction',
  scopes: ['programme'],
  creators: ['pilot'],
  fields: {
    programme: field(z.string(), 'TEXT', { references: 'programme' }),
    /** Id of the action inside the programme; stable across template versions. */
    action: field(z.string(), 'TEXT'),
    /** Rank in the kit, from 0. */
    position: field(z.int(), 'INTEGER', { merges: mergePositions, writers }),
    phase: field(z.string(), 'TEXT', { writers }),
    /** Actor ids of the programme. */
    actors: field(z.array(z.string()).max(20), 'JSON', { writers }),
    title: field(labelSchema, 'JSON', { writers }),
    description: field(
      z.object({
        fr: z.string().max(4_000),
        en: z.string().max(4_000).optional(),
        ar: z.string().max(4_000).optional(),
      }),
      'JSON',
      { writers },
    ),
    /** Calendar days after the switchover date; negative before it. */
    dueOffsetDays: field(z.int(), 'INTEGER', { writers }),
    /** Offset by wave variant where it differs. */
    dueOffsetVariants: field(z.record(z.string(), z.int()), 'JSON', { writers }),
    /** The one wave variant that the action applies to; null: all. */
    variant: field(z.string(), 'TEXT', { writers }),
    /** Action ids of the programme that come first. */
    dependsOn: field(z.array(z.string()).max(100), 'JSON', { writers }),
    evidence: field(z.enum(evidences), 'TEXT', { writers }),
    /** True when the switchover cannot take place without it. */
    blocking: field(z.boolean(), 'BOOLEAN', { writers }),
    /** Level of the hierarchy that does it; null: the establishment. */
    level: field(z.string().max(40), 'TEXT', { writers }),
    /** True once a version of the template has dropped it: only work done on it is still shown. */
    retired: field(z.boolean(), 'BOOLEAN', { writers }),
    /** The day it came into the running kits; null: it has been there from the start. */
    addedOn: field(localDateSchema, 'TEXT', { writers }),
    /** The day it was last retired; null where it is not, and where nobody wrote the day down. */
    retiredOn: field(localDateSchema, 'TEXT', { writers }),
    /** What reports of the product show once it is done: its indicator; null: nothing. */
    indicator: field(z.enum(indicators), 'TEXT', { writers }),
    /** Where the action comes from, for whoever maintains the template. */
    source: field(z.string().max(400), 'TEXT', { writers }),
  },
  retiring: {
    by: 'retired',
    over: [
      'phase',
      'actors',
      'title',
      'description',
      'dueOffsetDays',
      'dueOffsetVariants',
      'variant',
      'dependsOn',
      'evidence',
      'blocking',
      'level',
      'indicator',
    ],
  },
});

/** Ranks follow from where others stand, and are no question for a person: one that moved counts. */
function mergePositions(base: JsonValue, a: JsonValue, b: JsonValue): JsonValue {
  if (typeof a !== 'number' || typeof b !== 'number') return a ?? b;
  if (a === base || b === base) return a === base ? b : a;
  return Math.max(a, b);
}

/** Row id of an action of a programme. */
export function kitActionId(programme: string, action: string): string {
  return derivedId(programme, action);
}
