import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';

export const environmentStates = ['planned', 'requested', 'open', 'closed'] as const;
export type EnvironmentState = (typeof environmentStates)[number];
const writers = ['pilot', 'technician', 'projectManager'] as const;

/** An environment of the product as one establishment has it. Its row id is `establishment:programme:environment`. */
export const environmentUse = defineEntity({
  name: 'environmentUse',
  scopes: ['establishment'],
  creators: writers,
  fields: {
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    programme: field(z.string(), 'TEXT', { references: 'programme' }),
    environment: field(z.string().max(40), 'TEXT'),
    state: field(z.enum(environmentStates), 'TEXT', { writers }),
    openedOn: field(localDateSchema, 'TEXT', { writers }),
    closedOn: field(localDateSchema, 'TEXT', { writers }),
    /** Address that users open. */
    address: field(z.url().max(400), 'TEXT', { writers }),
    productVersion: field(z.string().max(40), 'TEXT', { writers }),
    dataAsOf: field(localDateSchema, 'TEXT', { writers }),
    note: field(z.string().max(2_000), 'TEXT', { writers }),
  },
});
