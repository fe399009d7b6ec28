import { z } from 'zod';
import { roles } from '../access/roles.ts';
import { defineEntity, field } from '../schema/entity.ts';

const writers = ['pilot'] as const;

/**
 * A role that a person holds in a place. It lives in the scope of the place, and carries the
 * person's name: colleagues see who acts there without reading anybody's own record. Which place
 * it is for is its scope; its row id is `person:role:kind.id`.
 */
export const grant = defineEntity({
  name: 'grant',
  scopes: ['programme', 'wave', 'establishment', 'tutoringGroup', 'waveSupport'],
  creators: writers,
  fields: {
    person: field(z.string(), 'TEXT', { references: 'person' }),
    role: field(z.enum(roles), 'TEXT'),
    name: field(z.string().max(240), 'TEXT', { writers }),
    /** Actor ids of the kit that the person plays there; null: all that the role plays. */
    actors: field(z.array(z.string()).max(20), 'JSON', { writers }),
    /** The person's names apart, where they are known so: what a new person's record is made of. */
    firstName: field(z.string().max(120), 'TEXT', { writers }),
    lastName: field(z.string().max(120), 'TEXT', { writers }),
    /** How colleagues reach the person. */
    email: field(z.string().max(254), 'TEXT', { writers }),
    phone: field(z.string().max(40), 'TEXT', { writers }),
  },
});
