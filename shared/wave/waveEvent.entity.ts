import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';

export const waveEventKinds = [
  'mail',
  'circular',
  'creation',
  'webinar',
  'training',
  'meeting',
  'milestone',
  'other',
] as const;
const writers = ['pilot'] as const;

/** Something that happened or is planned in a wave's time line. */
export const waveEvent = defineEntity({
  name: 'waveEvent',
  scopes: ['wave'],
  creators: writers,
  fields: {
    wave: field(z.string(), 'TEXT', { references: 'wave' }),
    happensOn: field(localDateSchema, 'TEXT', { writers }),
    kind: field(z.enum(waveEventKinds), 'TEXT', { writers }),
    label: field(z.string().min(1).max(400), 'TEXT', { writers }),
    /** Whom it reached or is for. */
    audience: field(z.string().max(400), 'TEXT', { writers }),
    /** What the day was before it was last put off; a road map keeps its first date. */
    plannedOn: field(localDateSchema, 'TEXT', { writers }),
  },
});
