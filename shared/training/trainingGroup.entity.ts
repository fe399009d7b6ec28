import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';
import { planners as writers } from './trainingRoles.ts';

/** People who follow a track together, with their trainers. It names nobody else. */
export const trainingGroup = defineEntity({
  name: 'trainingGroup',
  scopes: ['wave'],
  creators: writers,
  fields: {
    wave: field(z.string(), 'TEXT', { references: 'wave' }),
    track: field(z.string(), 'TEXT', { references: 'trainingTrack', writers }),
    label: field(z.string().min(1).max(200), 'TEXT', { writers }),
    position: field(z.int().min(0), 'INTEGER', { writers }),
    /** Ids of its trainers: a pair. */
    trainers: field(z.array(z.string().max(100)).max(10), 'JSON', { writers }),
    site: field(z.string(), 'TEXT', { references: 'trainingSite', writers }),
    /** True: the planner leaves its people, trainers and site as they are. */
    pinned: field(z.boolean(), 'BOOLEAN', { writers }),
    note: field(z.string().max(2_000), 'TEXT', { mergesText: true, writers }),
  },
});
