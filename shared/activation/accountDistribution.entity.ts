import { z } from 'zod';
import { schoolRoles } from '../access/roles.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';

export const populations = ['teachers', 'staff', 'pupils', 'families'] as const;
export const distributionMethods = [
  'handedOver',
  'mail',
  'letter',
  'meeting',
  'identityProvider',
] as const;
export type Population = (typeof populations)[number];
export type DistributionMethod = (typeof distributionMethods)[number];
/** What is verified before accounts are handed out. */
export const accountChecks = ['users', 'groups', 'services', 'features'] as const;
export type AccountCheck = (typeof accountChecks)[number];
const writers = [...schoolRoles, 'pilot', 'technician'] as const;

/**
 * How accounts reach a population of an establishment, and how many have theirs. Never a password.
 * Its row id is `establishment:programme:population`.
 */
export const accountDistribution = defineEntity({
  name: 'accountDistribution',
  scopes: ['establishment'],
  creators: writers,
  fields: {
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    programme: field(z.string(), 'TEXT', { references: 'programme' }),
    population: field(z.enum(populations), 'TEXT'),
    method: field(z.enum(distributionMethods), 'TEXT', { writers }),
    decidedOn: field(localDateSchema, 'TEXT', { writers }),
    total: field(z.int().min(0), 'INTEGER', { writers }),
    handedOut: field(z.int().min(0), 'INTEGER', { writers }),
    /** What of the accounts and groups was verified. */
    checks: field(z.array(z.enum(accountChecks)).max(accountChecks.length), 'JSON', { writers }),
    note: field(z.string().max(2_000), 'TEXT', { writers }),
  },
});
