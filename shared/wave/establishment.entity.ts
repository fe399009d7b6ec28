import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';

const writers = ['pilot'] as const;

/** A school. Towns are part of how people name it. */
export const establishment = defineEntity({
  name: 'establishment',
  scopes: ['establishment'],
  creators: ['pilot'],
  fields: {
    /** The administration's code of the school (UAI in France). */
    code: field(z.string().max(40), 'TEXT', { writers }),
    name: field(z.string().min(1).max(200), 'TEXT', { writers }),
    /** `college`, `lp`, `lgt`, … as the programme's reference lists them. */
    type: field(z.string().max(40), 'TEXT', { writers }),
    town: field(z.string().max(120), 'TEXT', { writers }),
    department: field(z.string().max(40), 'TEXT', { writers }),
    accountingGroup: field(z.string().max(120), 'TEXT', { writers }),
  },
});
