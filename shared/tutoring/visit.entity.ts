import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';
import { helpers as writers } from '../access/helpRoles.ts';

/**
 * That somebody went to see a school; what they saw is in lines of the log. Written by tutors and
 * those who help in the school it is the school's; trainers do not read schools, so theirs lives
 * beside the wave, where all who help read it.
 */
export const visit = defineEntity({
  name: 'visit',
  scopes: ['establishment', 'waveSupport'],
  creators: writers,
  fields: {
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    /** Its name, where whoever was there holds no record of the school. */
    schoolName: field(z.string().max(240), 'TEXT', { writers }),
    on: field(localDateSchema, 'TEXT', { writers }),
    /** Who came, in words. */
    visitors: field(z.string().max(400), 'TEXT', { writers }),
    /** Whom they met, in words. */
    met: field(z.string().max(400), 'TEXT', { writers }),
    purpose: field(z.string().max(400), 'TEXT', { writers }),
    summary: field(z.string().max(8_000), 'TEXT', { mergesText: true, writers }),
  },
});
