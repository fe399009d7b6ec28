import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';
import { planners as writers } from './trainingRoles.ts';
import { dayTimeSchema } from './trainingValues.ts';

export const businessPeriodKinds = ['budget', 'fees', 'closing', 'exams', 'other'] as const;

/** Days on which people of schools have other work: trainings avoid them, or keep off them. */
export const businessPeriod = defineEntity({
  name: 'businessPeriod',
  scopes: ['wave'],
  creators: writers,
  fields: {
    wave: field(z.string(), 'TEXT', { references: 'wave' }),
    label: field(z.string().min(1).max(200), 'TEXT', { writers }),
    kind: field(z.enum(businessPeriodKinds), 'TEXT', { writers }),
    from: field(localDateSchema, 'TEXT', { writers }),
    until: field(localDateSchema, 'TEXT', { writers }),
    /** True: nothing may be on these days; false: better not. */
    forbidden: field(z.boolean(), 'BOOLEAN', { writers }),
  },
  groups: [['from', 'until']],
  check: (row) =>
    row.from !== null && row.until !== null && row.until < row.from ? ['daysInOrder'] : [],
});

/**
 * Between which days and hours a wave's trainings are planned, and what their papers say alike. Its
 * row id is the wave's.
 */
export const trainingRules = defineEntity({
  name: 'trainingRules',
  scopes: ['wave'],
  creators: writers,
  fields: {
    wave: field(z.string(), 'TEXT', { references: 'wave' }),
    from: field(localDateSchema, 'TEXT', { writers }),
    until: field(localDateSchema, 'TEXT', { writers }),
    morningFrom: field(dayTimeSchema, 'TEXT', { writers }),
    morningTo: field(dayTimeSchema, 'TEXT', { writers }),
    afternoonFrom: field(dayTimeSchema, 'TEXT', { writers }),
    afternoonTo: field(dayTimeSchema, 'TEXT', { writers }),
    /** Rules of the planner that are not kept in this wave. */
    waived: field(z.array(z.string().max(60)).max(60), 'JSON', { writers }),
    /** Who calls people together, as papers say it; absent: the territory above all, if there is one. */
    organiser: field(z.string().max(240), 'TEXT', { writers }),
    /** Who signs letters and certificates. */
    signatoryName: field(z.string().max(240), 'TEXT', { writers }),
    signatoryFunction: field(z.string().max(240), 'TEXT', { writers }),
    /** The town in which papers are written: `Fait à …`. */
    writtenAt: field(z.string().max(120), 'TEXT', { writers }),
    /** Where signed sheets go. */
    returnAddress: field(z.string().max(400), 'TEXT', { writers }),
  },
  groups: [
    ['from', 'until'],
    ['signatoryName', 'signatoryFunction'],
  ],
  check: (row) =>
    row.from !== null && row.until !== null && row.until < row.from ? ['daysInOrder'] : [],
});
