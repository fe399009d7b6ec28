import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';

export const postponementKinds = ['postponed', 'nextCampaign', 'abandoned'] as const;
const writers = ['pilot'] as const;

/** That an establishment was put off, or gave up: notice, reason and effect. */
export const postponement = defineEntity({
  name: 'postponement',
  scopes: ['establishment'],
  creators: writers,
  fields: {
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    wave: field(z.string(), 'TEXT', { references: 'wave' }),
    kind: field(z.enum(postponementKinds), 'TEXT', { writers }),
    /** Day that it was decided: its record was made. Null: an older program did not say. */
    decidedOn: field(localDateSchema, 'TEXT', { writers }),
    /** Day that notice was given. */
    noticeOn: field(localDateSchema, 'TEXT', { writers }),
    registeredLetter: field(z.boolean(), 'BOOLEAN', { writers }),
    /** Day that it takes effect. */
    effectiveOn: field(localDateSchema, 'TEXT', { writers }),
    reason: field(z.string().max(2_000), 'TEXT', { writers }),
    fromDate: field(localDateSchema, 'TEXT', { writers }),
    /** New switchover day; null when it was given up. */
    toDate: field(localDateSchema, 'TEXT', { writers }),
    /** Wave that it moved to; null: it stays in its own. */
    toWave: field(z.string(), 'TEXT', { references: 'wave', writers }),
    /** Costs that are still due, in the currency's units. */
    costsDue: field(z.number().min(0), 'REAL', { writers }),
  },
});
