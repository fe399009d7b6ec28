import { z } from 'zod';
import { schoolRoles } from '../access/roles.ts';
import { ROW_ID_PATTERN } from '../kernel/ids.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';

/**
 * What a row held before it was written over, so that past days stay as they were: see
 * `remember.rules.ts`. It lives where the row lives, and is written together with what replaces it.
 * Each device makes rows of its own, so that nobody's meets another's.
 */
export const pastValue = defineEntity({
  name: 'pastValue',
  scopes: ['establishment', 'wave', 'programme'],
  creators: [...schoolRoles, 'pilot', 'technician', 'support'],
  fields: {
    entity: field(z.string().max(40), 'TEXT'),
    row: field(z.string().regex(ROW_ID_PATTERN), 'TEXT'),
    /** The first day on which it held no longer. */
    until: field(localDateSchema, 'TEXT'),
    held: field(z.record(z.string(), z.json()), 'JSON'),
  },
});
