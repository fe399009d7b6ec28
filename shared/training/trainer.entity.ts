import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';
import { planners as writers } from './trainingRoles.ts';
import { latitudeSchema, longitudeSchema } from './trainingValues.ts';

/** Somebody who trains: in one wave, or for all of a programme. */
export const trainer = defineEntity({
  name: 'trainer',
  scopes: ['programme', 'wave'],
  creators: writers,
  fields: {
    programme: field(z.string(), 'TEXT', { references: 'programme' }),
    /** The person where they have an account; null: somebody outside. */
    person: field(z.string(), 'TEXT', { references: 'person', writers }),
    name: field(z.string().min(1).max(240), 'TEXT', { writers }),
    email: field(z.string().max(254), 'TEXT', { writers }),
    phone: field(z.string().max(40), 'TEXT', { writers }),
    /** Sphere that they know, such as `comptable`: a pair has one of each. */
    sphere: field(z.string().max(60), 'TEXT', { writers }),
    town: field(z.string().max(120), 'TEXT', { writers }),
    latitude: field(latitudeSchema, 'REAL', { writers }),
    longitude: field(longitudeSchema, 'REAL', { writers }),
    /** Tracks that they teach; null: all. */
    tracks: field(z.array(z.string().max(100)).max(100), 'JSON', { writers }),
    /** Minutes that they travel at most, one way; null: any. */
    maxTravelMinutes: field(z.int().min(0).max(1_440), 'INTEGER', { writers }),
    maxDaysPerWeek: field(z.int().min(1).max(7), 'INTEGER', { writers }),
    /** Whether other waves and institutions may ask for them. */
    lent: field(z.boolean(), 'BOOLEAN', { writers }),
    /** Where they used the product first, such as the wave that they came with. */
    experience: field(z.string().max(200), 'TEXT', { writers }),
    note: field(z.string().max(2_000), 'TEXT', { writers }),
  },
});

/** Two trainers who teach together in a wave. */
export const trainerPair = defineEntity({
  name: 'trainerPair',
  scopes: ['wave'],
  creators: writers,
  fields: {
    wave: field(z.string(), 'TEXT', { references: 'wave' }),
    label: field(z.string().max(120), 'TEXT', { writers }),
    first: field(z.string(), 'TEXT', { references: 'trainer', writers }),
    second: field(z.string(), 'TEXT', { references: 'trainer', writers }),
  },
});

/** Days on which a trainer cannot come. Why is nobody's affair. */
export const trainerAbsence = defineEntity({
  name: 'trainerAbsence',
  scopes: ['waveTraining'],
  creators: [...writers, 'trainer'],
  fields: {
    trainer: field(z.string(), 'TEXT', { references: 'trainer' }),
    from: field(localDateSchema, 'TEXT', { writers: [...writers, 'trainer'] }),
    until: field(localDateSchema, 'TEXT', { writers: [...writers, 'trainer'] }),
  },
  groups: [['from', 'until']],
  check: (row) =>
    row.from !== null && row.until !== null && row.until < row.from ? ['daysInOrder'] : [],
});
