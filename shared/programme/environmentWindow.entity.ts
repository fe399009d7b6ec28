import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';

const writers = ['pilot', 'technician', 'trainingLead'] as const;

/** Days on which an environment is open for all, such as a week of the training base. */
export const environmentWindow = defineEntity({
  name: 'environmentWindow',
  scopes: ['programme'],
  creators: writers,
  fields: {
    programme: field(z.string(), 'TEXT', { references: 'programme' }),
    /** Id of an environment of the programme. */
    environment: field(z.string().max(40), 'TEXT', { writers }),
    opensOn: field(localDateSchema, 'TEXT', { writers }),
    closesOn: field(localDateSchema, 'TEXT', { writers }),
    /** Day of the data that it shows. */
    dataAsOf: field(localDateSchema, 'TEXT', { writers }),
    /** Version of the product that it runs. */
    productVersion: field(z.string().max(40), 'TEXT', { writers }),
    note: field(z.string().max(2_000), 'TEXT', { writers }),
  },
  check: (row) =>
    row.opensOn !== null && row.closesOn !== null && row.closesOn < row.opensOn
      ? ['daysInOrder']
      : [],
});
