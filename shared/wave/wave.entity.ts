import { z } from 'zod';
import { localDateSchema } from '../schema/values.ts';
import { defineEntity, field } from '../schema/entity.ts';

export const waveStatuses = ['planned', 'in-progress', 'done'] as const;
const writers = ['pilot'] as const;

/** A wave: establishments that switch over on the same day. */
export const wave = defineEntity({
  name: 'wave',
  scopes: ['wave'],
  creators: ['pilot'],
  fields: {
    programme: field(z.string(), 'TEXT', { references: 'programme' }),
    label: field(z.string().min(1).max(120), 'TEXT', { writers }),
    switchoverDate: field(localDateSchema, 'TEXT', { writers }),
    /** Variant of the kit that the wave follows (for Op@le `janvier` or `septembre`). */
    variant: field(z.string().max(40), 'TEXT', { writers }),
    status: field(z.enum(waveStatuses), 'TEXT', { writers }),
  },
});
