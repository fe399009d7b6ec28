import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';

/** Functions in the project team of an establishment. */
export const teamFunctions = [
  'projectManager',
  'functionalLead',
  'technicalLead',
  'functionalCorrespondent',
  'technicalCorrespondent',
  'sponsor',
  'userRelay',
  'communication',
  'dataProtectionOfficer',
  'steering',
  'keyUser',
  'other',
] as const;
export type TeamFunction = (typeof teamFunctions)[number];
const writers = ['pilot', 'authorisingOfficer', 'bursar', 'projectManager'] as const;

/** Somebody's function in the project team of an establishment, with the time they have for it. */
export const teamMember = defineEntity({
  name: 'teamMember',
  scopes: ['establishment'],
  creators: writers,
  fields: {
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    /** The person where they have a role here; null: somebody outside. */
    person: field(z.string(), 'TEXT', { references: 'person', writers }),
    name: field(z.string().min(1).max(240), 'TEXT', { writers }),
    email: field(z.string().max(254), 'TEXT', { writers }),
    phone: field(z.string().max(40), 'TEXT', { writers }),
    function: field(z.enum(teamFunctions), 'TEXT', { writers }),
    /** Share of a full-time post. */
    fte: field(z.number().min(0).max(1), 'REAL', { writers }),
    since: field(localDateSchema, 'TEXT', { writers }),
    until: field(localDateSchema, 'TEXT', { writers }),
    note: field(z.string().max(2_000), 'TEXT', { writers }),
  },
});
