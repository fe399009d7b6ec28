import { z } from 'zod';
import { localDateSchema } from '../schema/values.ts';
import { defineEntity, field } from '../schema/entity.ts';

export const waveStatuses = ['planned', 'in-progress', 'done'] as const;
/** A pilot wave is followed school by school; a mass wave by its figures. */
export const waveKinds = ['pilot', 'mass', 'waiting'] as const;
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
    /** `waiting`: candidates that have no wave yet. */
    kind: field(z.enum(waveKinds), 'TEXT', { writers }),
    /** Day that the kit was dealt out to its establishments; null: not yet. */
    openedOn: field(localDateSchema, 'TEXT', { writers }),
    /** Places that there are: staff in trainings, establishments in tutoring; null: not known. */
    trainingPlaces: field(z.int().min(0), 'INTEGER', { writers }),
    tutoringPlaces: field(z.int().min(0), 'INTEGER', { writers }),
    /** Budget of the wave in the currency's units. */
    budget: field(z.number().min(0), 'REAL', { writers }),
    /** Day that the contract or the campaign ends, which nothing may outlast. */
    endsOn: field(localDateSchema, 'TEXT', { writers }),
    note: field(z.string().max(4_000), 'TEXT', { mergesText: true, writers }),
  },
});
