import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';

export const proposalStates = ['open', 'taken', 'declined'] as const;
const writers = ['pilot'] as const;

/** A change of the template that somebody proposes, such as for a blocker seen in many schools. */
export const templateProposal = defineEntity({
  name: 'templateProposal',
  scopes: ['programme'],
  creators: [...writers, 'tutor', 'support', 'trainingLead'],
  fields: {
    programme: field(z.string(), 'TEXT', { references: 'programme' }),
    /** Action that it is about; null: a new one. */
    action: field(z.string().max(80), 'TEXT', { writers }),
    text: field(z.string().min(1).max(4_000), 'TEXT', { writers }),
    /** In how many schools the action was blocked when it was proposed. */
    blockedIn: field(z.int().min(0), 'INTEGER', { writers }),
    state: field(z.enum(proposalStates), 'TEXT', { writers }),
    answer: field(z.string().max(2_000), 'TEXT', { writers }),
  },
});
