import { z } from 'zod';
import { derivedId } from '../kernel/ids.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';

const writers = ['pilot', 'tutor', 'technician', 'authorisingOfficer', 'projectManager'] as const;

/** Marks from 0 to 4. */
const mark = field(z.int().min(0).max(4), 'INTEGER', { writers });

/**
 * How ready a candidate is, by the four criteria that order schools. Its row id is
 * `establishment:programme`.
 */
export const readiness = defineEntity({
  name: 'readiness',
  scopes: ['establishment'],
  creators: writers,
  fields: {
    establishment: field(z.string(), 'TEXT', { references: 'establishment' }),
    programme: field(z.string(), 'TEXT', { references: 'programme' }),
    /** Demand and team commitment. */
    demand: mark,
    /** Digital tools that are in use. */
    digitalUse: mark,
    /** Network, infrastructure, equipment. */
    technicalState: mark,
    /** Habits and tools that people know already. */
    functionalState: mark,
    assessedOn: field(localDateSchema, 'TEXT', { writers }),
    note: field(z.string().max(4_000), 'TEXT', { mergesText: true, writers }),
  },
});

/** Row id of an establishment's readiness for a programme. */
export function readinessId(establishment: string, programme: string): string {
  return derivedId(establishment, programme);
}
