import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';
import { planners as writers } from './trainingRoles.ts';
import { latitudeSchema, longitudeSchema } from './trainingValues.ts';

/** A place where trainings are held. */
export const trainingSite = defineEntity({
  name: 'trainingSite',
  scopes: ['programme', 'wave'],
  creators: writers,
  fields: {
    programme: field(z.string(), 'TEXT', { references: 'programme' }),
    name: field(z.string().min(1).max(200), 'TEXT', { writers }),
    town: field(z.string().max(120), 'TEXT', { writers }),
    address: field(z.string().max(400), 'TEXT', { writers }),
    latitude: field(latitudeSchema, 'REAL', { writers }),
    longitude: field(longitudeSchema, 'REAL', { writers }),
    note: field(z.string().max(2_000), 'TEXT', { writers }),
  },
});

/** A room of a site. */
export const trainingRoom = defineEntity({
  name: 'trainingRoom',
  scopes: ['programme', 'wave'],
  creators: writers,
  fields: {
    site: field(z.string(), 'TEXT', { references: 'trainingSite' }),
    name: field(z.string().min(1).max(120), 'TEXT', { writers }),
    seats: field(z.int().min(1).max(5_000), 'INTEGER', { writers }),
    note: field(z.string().max(2_000), 'TEXT', { writers }),
  },
});
