import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';

const writers = ['pilot'] as const;

/**
 * A place of a programme's hierarchy above establishments: an academy, an AREF, a district. It
 * lives with the programme, so that everybody in it can name where a school belongs.
 */
export const territory = defineEntity({
  name: 'territory',
  scopes: ['programme'],
  creators: writers,
  fields: {
    programme: field(z.string(), 'TEXT', { references: 'programme', writers }),
    /** Id of a level of the programme's hierarchy. */
    level: field(z.string().max(40), 'TEXT', { writers }),
    name: field(z.string().min(1).max(200), 'TEXT', { writers }),
    /** Name in Arabic where the administration has one. */
    nameAr: field(z.string().max(200), 'TEXT', { writers }),
    /** The administration's code. */
    code: field(z.string().max(40), 'TEXT', { writers }),
    /** Territory above; null: the widest. */
    parent: field(z.string(), 'TEXT', { references: 'territory', writers }),
  },
});
