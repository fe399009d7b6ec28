import { z } from 'zod';
import { recurrenceSchema } from '../calendar/recurrence.ts';
import { labelSchema, localDateSchema } from '../schema/values.ts';
import { sessionStatuses } from './trainingSession.entity.ts';
import { trainingModuleSchema } from './trainingTrack.entity.ts';
import { dayTimeSchema, halves, trainingModes } from './trainingValues.ts';

/** A wave with trainings, to choose from. */
export const trainingWaveSchema = z.object({
  id: z.string(),
  label: z.string(),
  programme: z.object({ id: z.string(), name: z.string() }),
  switchoverDate: localDateSchema.nullable(),
});

export const trackViewSchema = z.object({
  id: z.string(),
  label: labelSchema,
  actors: z.array(z.string()),
  modules: z.array(trainingModuleSchema),
  distanceHours: z.number(),
  courses: z.array(z.string()),
  groupAim: z.int(),
  groupMax: z.int(),
  minGapDays: z.int(),
  outsideGroups: z.boolean(),
  kitActions: z.array(z.string()),
  productVersion: z.string().nullable(),
  coveredByFee: z.boolean().nullable(),
  note: z.string().nullable(),
  pending: z.boolean(),
});
export type TrackView = z.infer<typeof trackViewSchema>;

export const trainerViewSchema = z.object({
  id: z.string(),
  person: z.string().nullable(),
  name: z.string(),
  sphere: z.string().nullable(),
  town: z.string().nullable(),
});

export const roomViewSchema = z.object({
  id: z.string(),
  site: z.string(),
  name: z.string(),
  seats: z.int().nullable(),
});
export const siteViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  town: z.string().nullable(),
  address: z.string().nullable(),
  rooms: z.array(roomViewSchema),
});

export const groupViewSchema = z.object({
  id: z.string(),
  label: z.string(),
  track: z.string().nullable(),
  trainers: z.array(z.string()),
  site: z.string().nullable(),
  pinned: z.boolean(),
  note: z.string().nullable(),
  /** A list of people who are called to a session, outside the groups that are counted. */
  outsideGroups: z.boolean(),
  /** People in it on the day that counts, as far as this device knows them. */
  size: z.int(),
  /** Only people of one's own schools are known, and counted. */
  partial: z.boolean(),
  pending: z.boolean(),
});
export type GroupView = z.infer<typeof groupViewSchema>;

export const occurrenceSchema = z.object({
  /** The day that the rule gives: what it is known by, however often it moves. */
  on: localDateSchema,
  /** When it takes place; of one that does not: when it would have. */
  day: localDateSchema,
  /** Times of one that was moved; null: those of the series. */
  from: dayTimeSchema.nullable(),
  to: dayTimeSchema.nullable(),
  /** `dayOff`: nobody works, and nobody has said what becomes of it: it does not take place. */
  status: z.enum(['planned', 'moved', 'cancelled', 'dayOff']),
  /** Id of the holiday. */
  off: z.string().nullable(),
  reason: z.string().nullable(),
  /** It was moved from a day that the rule no longer gives. */
  leftover: z.boolean(),
  /** Somebody was marked: it was held. */
  held: z.boolean(),
  /** Who holds it, where it is and who comes; null: as the series says. */
  trainers: z.array(z.string()).nullable(),
  place: z.object({ site: z.string().nullable(), room: z.string().nullable() }).nullable(),
  groups: z.array(z.string()).nullable(),
});
export type OccurrenceView = z.infer<typeof occurrenceSchema>;

export const sessionViewSchema = z.object({
  id: z.string(),
  title: z.string(),
  track: z.string().nullable(),
  module: z.string().nullable(),
  mode: z.enum(trainingModes),
  groups: z.array(z.string()),
  day: localDateSchema,
  from: dayTimeSchema,
  to: dayTimeSchema,
  halves: z.array(z.enum(halves)),
  site: z.string().nullable(),
  room: z.string().nullable(),
  trainers: z.array(z.string()),
  link: z.string().nullable(),
  status: z.enum(sessionStatuses),
  reason: z.string().nullable(),
  pinned: z.boolean(),
  trainingBase: z.boolean(),
  note: z.string().nullable(),
  /** How it comes back; null: it does not. */
  repeats: recurrenceSchema.nullable(),
  /** The days of a series, in the order of the rule; none of a session that does not repeat. */
  occurrences: z.array(occurrenceSchema),
  pending: z.boolean(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

/** A session on one of its days: one that does not repeat has but one. */
export const sessionDaySchema = sessionViewSchema.extend({
  /** What it is known by among all: the session's id, and of a series `id@on`. */
  key: z.string(),
  /** The day that the rule of its series gives; null: it does not repeat. */
  on: localDateSchema.nullable(),
  /** Id of the holiday on which it falls, where nobody has said what becomes of it. */
  off: z.string().nullable(),
  wasMoved: z.boolean(),
  /** It was moved from a day that the rule no longer gives. */
  leftover: z.boolean(),
  /** Others hold it, or it is elsewhere, than the series says. */
  isChanged: z.boolean(),
});
export type SessionDay = z.infer<typeof sessionDaySchema>;
