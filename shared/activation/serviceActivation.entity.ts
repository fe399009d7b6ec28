import { z } from 'zod';
import { schoolRoles } from '../access/roles.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';

export const activationStates = ['off', 'planned', 'pilot', 'on'] as const;
export type ActivationState = (typeof activationStates)[number];
/** For whom a service is opened. */
export const activationTargets = ['school', 'class', 'profile'] as const;
export type ActivationTarget = (typeof activationTargets)[number];
const writers = [...schoolRoles, 'pilot', 'technician', 'support'] as const;

/**
 * How far a service is open in an establishment, for all of it, a class or a profile. Its row id
 * is `establishment:programme:service`, with `:target.name` for less than all.
 */
export const serviceActivation = defineEntity({
  name: 'serviceActivation',
  scopes: ['establishment'],
  creators: writers,
  groups: [['state', 'since']],
  fields: {
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    programme: field(z.string(), 'TEXT', { references: 'programme' }),
    service: field(z.string().max(60), 'TEXT'),
    target: field(z.enum(activationTargets), 'TEXT'),
    /** Name of the class or profile; null for all of the school. */
    targetName: field(z.string().max(80), 'TEXT'),
    state: field(z.enum(activationStates), 'TEXT', { writers }),
    /** Day that it is in this state from. */
    since: field(localDateSchema, 'TEXT', { writers }),
    note: field(z.string().max(2_000), 'TEXT', { writers }),
  },
});
