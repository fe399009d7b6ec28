import { z } from 'zod';
import { recurrenceSchema } from '../calendar/recurrence.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';
import { dayChangesSchema, mergeDayChanges } from './dayChanges.rules.ts';
import { planners as writers, recorders } from './trainingRoles.ts';
import { dayTimeSchema, trainingModes } from './trainingValues.ts';

export const sessionStatuses = ['planned', 'confirmed', 'held', 'cancelled'] as const;

/** A time at which groups meet: a day or a half-day, in a room or by video. */
export const trainingSession = defineEntity({
  name: 'trainingSession',
  scopes: ['wave'],
  creators: writers,
  fields: {
    wave: field(z.string(), 'TEXT', { references: 'wave' }),
    /** Track and id of its module; null: something for all, such as an opening webinar. */
    track: field(z.string(), 'TEXT', { references: 'trainingTrack', writers }),
    module: field(z.string().max(60), 'TEXT', { writers }),
    title: field(z.string().min(1).max(400), 'TEXT', { writers }),
    mode: field(z.enum(trainingModes), 'TEXT', { writers }),
    groups: field(z.array(z.string().max(100)).max(500), 'JSON', { writers }),
    day: field(localDateSchema, 'TEXT', { writers }),
    from: field(dayTimeSchema, 'TEXT', { writers }),
    to: field(dayTimeSchema, 'TEXT', { writers }),
    site: field(z.string(), 'TEXT', { references: 'trainingSite', writers }),
    room: field(z.string(), 'TEXT', { references: 'trainingRoom', writers }),
    /** Ids of the trainers who hold it. */
    trainers: field(z.array(z.string().max(100)).max(20), 'JSON', { writers }),
    /** How it comes back, such as an open room every Friday; null: it does not. */
    repeats: field(recurrenceSchema, 'JSON', { writers }),
    /** Of a series: who holds it and where on single days, where that is otherwise than the series says. */
    dayChanges: field(dayChangesSchema, 'JSON', { writers, merges: mergeDayChanges }),
    /** Where people meet at a distance. */
    link: field(z.url({ protocol: /^https?$/ }).max(400), 'TEXT', { writers: recorders }),
    status: field(z.enum(sessionStatuses), 'TEXT', { writers: recorders }),
    /** Why it was cancelled or moved. */
    reason: field(z.string().max(400), 'TEXT', { writers: recorders }),
    /** True: the planner leaves it where it is. */
    pinned: field(z.boolean(), 'BOOLEAN', { writers }),
    trainingBase: field(z.boolean(), 'BOOLEAN', { writers }),
    note: field(z.string().max(4_000), 'TEXT', { mergesText: true, writers: recorders }),
  },
  groups: [
    ['day', 'from', 'to'],
    ['site', 'room'],
  ],
  check: (row) =>
    row.from !== null && row.to !== null && row.to <= row.from ? ['timesInOrder'] : [],
});
