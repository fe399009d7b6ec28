import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { languages } from '../kernel/language.ts';
import { labelSchema, localDateSchema } from '../schema/values.ts';
import {
  groupViewSchema,
  sessionViewSchema,
  siteViewSchema,
  trackViewSchema,
  trainerViewSchema,
  trainingWaveSchema,
} from './training.views.ts';

const error = failureSchema;

export const trainingOverviewSchema = z.object({
  /** Waves that this device holds, those with trainings first. */
  waves: z.array(trainingWaveSchema),
  /** The one that was asked for, else the first; null: there is none. */
  wave: trainingWaveSchema.nullable(),
  today: localDateSchema,
  /** IANA name of the zone that times of day are in. */
  timeZone: z.string(),
  tracks: z.array(trackViewSchema),
  groups: z.array(groupViewSchema),
  sessions: z.array(sessionViewSchema),
  trainers: z.array(trainerViewSchema),
  sites: z.array(siteViewSchema),
  /** Trainers, sites and rooms that were removed and that sessions name. */
  removed: z.array(z.object({ id: z.string(), name: z.string() })),
  /** The trainer that this device's person is; null: none. */
  me: z.string().nullable(),
  /** Groups that this device's person is in. */
  myGroups: z.array(z.string()),
  /** Whether this device's person may change the timetable, and record what happened. */
  mayPlan: z.boolean(),
  mayRecord: z.boolean(),
});
export type TrainingOverview = z.infer<typeof trainingOverviewSchema>;

const noticeViewSchema = z.object({
  id: z.string(),
  group: z.string(),
  /** Of the group. */
  label: z.string(),
  kind: z.enum(['summons', 'change']),
  on: localDateSchema,
  people: z.int(),
  /** Sessions to come that were told. */
  sessions: z.int(),
  /** Changes that it told, of a notice of changes. */
  announced: z.int(),
  /** Sessions that changed since; null: a later notice told more. */
  changed: z.int().nullable(),
  /** People of the group who have joined since and were not called; null: a later notice told more. */
  notCalled: z.int().nullable(),
  pending: z.boolean(),
});
export type TrainingNoticeView = z.infer<typeof noticeViewSchema>;

/** Somebody who is in several groups of a track at once: two computers moved them apart. */
export const severalGroupsSchema = z.object({
  enrolment: z.string(),
  name: z.string(),
  wave: z.string(),
  track: z.string(),
  trackLabel: labelSchema,
  /** In the order in which they came to them; `from`: first day in it. */
  groups: z.array(
    z.object({ id: z.string(), label: z.string(), from: localDateSchema.nullable() }),
  ),
});
export type SeveralGroups = z.infer<typeof severalGroupsSchema>;

export const trainingContract = contract({
  /** Tracks, groups, sessions, trainers and sites of a wave: what every screen of trainings names. */
  'training.overview': {
    input: z.object({ wave: z.string().max(100).optional() }),
    output: trainingOverviewSchema,
    error,
  },
  /**
   * The summons of a group as a mail, or what changed since: to whom, what about, and the text. What
   * the group is told by it is noted. Fails with GroupUnknown, NobodyToCall, NothingToCome; of changes
   * with NotCalledYet, NothingChanged; of newcomers with NotCalledYet, AllCalled.
   */
  'training.mail': {
    input: z.object({
      group: z.string().max(100),
      changes: z.boolean().optional(),
      /** Calls those alone who have joined since the summons. */
      newcomers: z.boolean().optional(),
      language: z.enum(languages),
    }),
    output: z.object({
      to: z.array(z.string()),
      subject: z.string(),
      body: z.string(),
      /** Whether it was noted; not by who may not, or beside a running program. */
      noted: z.boolean(),
    }),
    error,
  },
  /** What groups of a wave, or a group, were told, oldest first. Fails with GroupUnknown. */
  'training.notices': {
    input: z.object({
      wave: z.string().max(100).optional(),
      group: z.string().max(100).optional(),
    }),
    output: z.array(noticeViewSchema),
    error,
  },
  /** Who is in several groups of a track at once, of all waves that this device's person may read. */
  'training.inSeveralGroups': { input: z.object({}), output: z.array(severalGroupsSchema), error },
});
