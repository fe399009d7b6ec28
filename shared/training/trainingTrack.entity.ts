import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';
import { labelSchema, localDateSchema } from '../schema/values.ts';
import { planners as writers } from './trainingRoles.ts';
import { trainingModes } from './trainingValues.ts';

/** One day or half-day of a track. */
export const trainingModuleSchema = z.object({
  id: z.string().max(60),
  title: labelSchema,
  mode: z.enum(trainingModes),
  halfDays: z.int().min(1).max(2),
  /** Whether it needs the training base open. */
  trainingBase: z.boolean(),
  /** Days that it has to be between; null: any. */
  notBefore: localDateSchema.nullable(),
  notAfter: localDateSchema.nullable(),
});

/** What people of some functions learn: days together, and hours by themselves. */
export const trainingTrack = defineEntity({
  name: 'trainingTrack',
  scopes: ['programme'],
  creators: writers,
  fields: {
    programme: field(z.string(), 'TEXT', { references: 'programme' }),
    label: field(labelSchema, 'JSON', { writers }),
    position: field(z.int().min(0), 'INTEGER', { writers }),
    /** Actor ids of the kit whose people follow it. */
    actors: field(z.array(z.string().max(80)).max(40), 'JSON', { writers }),
    modules: field(z.array(trainingModuleSchema).max(60), 'JSON', { writers }),
    /** Hours that each learns at a distance. */
    distanceHours: field(z.number().min(0).max(1_000), 'REAL', { writers }),
    /** Courses at a distance, by name. */
    courses: field(z.array(z.string().max(200)).max(40), 'JSON', { writers }),
    /** People of a group: as many as it should have, and at most. */
    groupAim: field(z.int().min(1).max(500), 'INTEGER', { writers }),
    groupMax: field(z.int().min(1).max(500), 'INTEGER', { writers }),
    /** Calendar days that should lie between two modules. */
    minGapDays: field(z.int().min(0).max(365), 'INTEGER', { writers }),
    /** True where people are called to sessions by lists, outside the groups that are counted. */
    outsideGroups: field(z.boolean(), 'BOOLEAN', { writers }),
    /** Action ids of the kit that are done by following it. */
    kitActions: field(z.array(z.string().max(80)).max(40), 'JSON', { writers }),
    /** Version of the product that the content is made for. */
    productVersion: field(z.string().max(40), 'TEXT', { writers }),
    /** False where it is paid for beside the fee of the roll-out; null: not said. */
    coveredByFee: field(z.boolean(), 'BOOLEAN', { writers }),
    note: field(z.string().max(4_000), 'TEXT', { mergesText: true, writers }),
  },
});
