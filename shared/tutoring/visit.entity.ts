import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';
import { helpers as writers } from '../access/helpRoles.ts';

/** That somebody went to see a school; what they saw is in lines of the log. */
export const visit = defineEntity({
  name: 'visit',
  scopes: ['establishment'],
  creators: writers,
  fields: {
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    on: field(localDateSchema, 'TEXT', { writers }),
    /** Who came, in words. */
    visitors: field(z.string().max(400), 'TEXT', { writers }),
    /** Whom they met, in words. */
    met: field(z.string().max(400), 'TEXT', { writers }),
    purpose: field(z.string().max(400), 'TEXT', { writers }),
    summary: field(z.string().max(8_000), 'TEXT', { mergesText: true, writers }),
  },
});
