import { z } from 'zod';
import { languages } from '../kernel/language.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';
import { planners as writers } from './trainingRoles.ts';

export const materialKinds = [
  'course',
  'slides',
  'guide',
  'exercise',
  'recording',
  'capsule',
  'wiki',
  'forum',
  'other',
] as const;
/** Who may use a material: anybody, the project's people, or nobody else without consent. */
export const materialRights = ['open', 'project', 'consent'] as const;

/** Something to teach with or learn from, and where it is. */
export const trainingMaterial = defineEntity({
  name: 'trainingMaterial',
  scopes: ['programme'],
  creators: writers,
  fields: {
    programme: field(z.string(), 'TEXT', { references: 'programme' }),
    /** Track that it belongs to; null: all. */
    track: field(z.string(), 'TEXT', { references: 'trainingTrack', writers }),
    /** Module id of the track; null: the whole. */
    module: field(z.string().max(60), 'TEXT', { writers }),
    title: field(z.string().min(1).max(400), 'TEXT', { writers }),
    kind: field(z.enum(materialKinds), 'TEXT', { writers }),
    language: field(z.enum(languages), 'TEXT', { writers }),
    address: field(z.url({ protocol: /^https?$/ }).max(400), 'TEXT', { writers }),
    rights: field(z.enum(materialRights), 'TEXT', { writers }),
    rightsHolder: field(z.string().max(200), 'TEXT', { writers }),
    /** Version of the product that it shows. */
    productVersion: field(z.string().max(40), 'TEXT', { writers }),
    updatedOn: field(localDateSchema, 'TEXT', { writers }),
    note: field(z.string().max(2_000), 'TEXT', { writers }),
  },
});
