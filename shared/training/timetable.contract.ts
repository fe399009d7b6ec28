import { z } from 'zod';
import { recurrenceSchema } from '../calendar/recurrence.ts';
import { contract, type InputOf } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { localDateSchema } from '../schema/values.ts';
import { attendanceStatuses } from './attendance.entity.ts';
import { brokenRuleSchema } from './planning.contract.ts';
import { businessPeriodKinds } from './trainingRules.entity.ts';
import { occurrenceSchema } from './training.views.ts';
import { sessionStatuses } from './trainingSession.entity.ts';
import { dayTimeSchema, trainingModes } from './trainingValues.ts';

const error = failureSchema;
const id = z.string().min(1).max(100);

/** What a session would break on a day. */
const dayHintSchema = z.object({
  day: localDateSchema,
  /** Units of hard rules; 0: it may be there. */
  hard: z.number(),
  /** Units by rule; texts are of `planning:rule`. */
  reasons: z.record(z.string(), z.number()),
});
export type DayHint = z.infer<typeof dayHintSchema>;

const stretch = { from: localDateSchema, until: localDateSchema };

const timetableSchema = z.object({
  /** Days on which nobody works, but weekends; both ends count. */
  breaks: z.array(z.object({ id: z.string(), ...stretch })),
  publicHolidays: z.array(z.object({ id: z.string(), day: localDateSchema })),
  periods: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      kind: z.enum(businessPeriodKinds),
      forbidden: z.boolean(),
      ...stretch,
    }),
  ),
  /** When the training base is open, and of what day its data are. */
  windows: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      dataAsOf: localDateSchema.nullable(),
      ...stretch,
    }),
  ),
  /**
   * Rules that are broken, for those who plan; empty for others. By session, and by `session@on` for
   * a day of a series.
   */
  conflicts: z.record(z.string(), z.array(brokenRuleSchema)),
});
export type Timetable = z.infer<typeof timetableSchema>;

const memberViewSchema = z.object({
  /** Of the stay in the group. */
  id: z.string(),
  enrolment: z.string(),
  name: z.string(),
  function: z.string().nullable(),
  establishment: z.string().nullable(),
  schoolName: z.string().nullable(),
  town: z.string().nullable(),
  from: localDateSchema.nullable(),
  /** First day no longer; null: still there. */
  until: localDateSchema.nullable(),
  reason: z.string().nullable(),
  pinned: z.boolean(),
  /** Other groups of the track that they are in at once: two computers moved them apart. */
  elsewhere: z.array(z.object({ id: z.string(), label: z.string() })),
  /** Half-days so far, by what was written down. */
  attended: z.partialRecord(z.enum(attendanceStatuses), z.int()),
  pending: z.boolean(),
});
export type MemberView = z.infer<typeof memberViewSchema>;

const candidateSchema = z.object({
  enrolment: z.string(),
  name: z.string(),
  function: z.string().nullable(),
  schoolName: z.string().nullable(),
  town: z.string().nullable(),
});

const groupDetailSchema = z.object({
  group: id,
  today: localDateSchema,
  /** Those who are in it. */
  members: z.array(memberViewSchema),
  /** Those who were, with until when and why. */
  past: z.array(memberViewSchema),
  /** Enrolled in the same track, in no group. */
  waiting: z.array(candidateSchema),
  mayPlan: z.boolean(),
});
export type GroupDetail = z.infer<typeof groupDetailSchema>;

const sessionValues = z.object({
  title: z.string().min(1).max(400),
  track: id.nullable(),
  module: z.string().max(60).nullable(),
  mode: z.enum(trainingModes),
  groups: z.array(id).max(500),
  day: localDateSchema,
  from: dayTimeSchema,
  to: dayTimeSchema,
  site: id.nullable(),
  room: id.nullable(),
  trainers: z.array(id).max(20),
  link: z
    .url({ protocol: /^https?$/ })
    .max(400)
    .nullable(),
  status: z.enum(sessionStatuses),
  reason: z.string().max(400).nullable(),
  pinned: z.boolean(),
  trainingBase: z.boolean(),
  note: z.string().max(4_000).nullable(),
  /** How it comes back, with the days on which it is moved or cancelled; null: it does not. */
  repeats: recurrenceSchema.nullable(),
});

export const timetableContract = contract({
  /** What stands behind the sessions of a wave on some days, and what they break. */
  'timetable.read': {
    input: z.object({ wave: id, ...stretch }),
    output: timetableSchema,
    error,
  },
  /**
   * What a session would break on each day that it could go to, where it is held now; of a series,
   * that day of it.
   */
  'timetable.check': {
    input: z.object({ session: id, on: localDateSchema.optional() }),
    output: z.object({ days: z.array(dayHintSchema) }),
    error,
  },
  /**
   * Changes a session, or makes one: then `title`, `day`, `from` and `to` are needed. A series that
   * begins on another day, or has another rule, keeps its days that were moved or that others hold,
   * and those that were cancelled where the rule still gives them. What is over of a series that goes
   * on stays as it was.
   * Fails with SessionUnknown, GroupUnknown, NotAllowed; BadInput names what does not exist.
   */
  'timetable.saveSession': {
    input: z.object({ wave: id, session: id.optional(), set: sessionValues.partial() }),
    output: z.object({ id: z.string(), changed: z.int() }),
    error,
  },
  /** Strikes a session out; it stays in the calendar with the reason. */
  'timetable.cancel': {
    input: z.object({ session: id, reason: z.string().trim().min(1).max(400) }),
    output: z.object({ id: z.string() }),
    error,
  },
  /**
   * Says what becomes of one day of a series: as the rule says, cancelled, or moved; who holds it and
   * where, where that is otherwise than of the series.
   * Fails with SessionUnknown, NotAllowed, SessionHeld, SessionMarked, TrainingFarAway; BadInput where the session has
   * no such day, or names what does not exist.
   */
  'timetable.saveOccurrence': {
    input: z.object({
      session: id,
      /** The day that the rule gives. */
      on: localDateSchema,
      /** Absent: it stays as it is. */
      becomes: z
        .union([
          z.enum(['planned', 'cancelled']),
          z.object({ day: localDateSchema, from: dayTimeSchema, to: dayTimeSchema }),
        ])
        .optional(),
      reason: z.string().trim().max(400).nullable().optional(),
      /** Who holds it; null: whoever holds the series. */
      trainers: z.array(id).max(20).nullable().optional(),
      /** Where it is; null: where the series is. */
      place: z.object({ site: id.nullable(), room: id.nullable() }).nullable().optional(),
    }),
    output: z.object({ id: z.string() }),
    error,
  },
  /** The days that a series would have, with those on which nobody works. */
  'timetable.occurrences': {
    input: z.object({ wave: id, day: localDateSchema, repeats: recurrenceSchema }),
    output: z.object({
      occurrences: z.array(occurrenceSchema.extend({ nextWorked: localDateSchema.nullable() })),
    }),
    error,
  },
  'timetable.saveGroup': {
    input: z.object({
      wave: id,
      group: id.optional(),
      set: z
        .object({
          label: z.string().trim().min(1).max(200),
          track: id.nullable(),
          trainers: z.array(id).max(10),
          site: id.nullable(),
          pinned: z.boolean(),
          note: z.string().max(2_000).nullable(),
        })
        .partial(),
    }),
    output: z.object({ id: z.string(), changed: z.int() }),
    error,
  },
  /** People of a group, and who could come to it. */
  'timetable.group': { input: z.object({ group: id }), output: groupDetailSchema, error },
  /** Puts people who are in no group of their track into one. */
  'timetable.addMembers': {
    input: z.object({ group: id, enrolments: z.array(id).min(1).max(100), from: localDateSchema }),
    output: z.object({ added: z.int() }),
    error,
  },
  /** Whether the planner leaves somebody in their group. */
  'timetable.pinMember': {
    input: z.object({ member: z.string().min(1).max(300), pinned: z.boolean() }),
    output: z.object({ id: z.string() }),
    error,
  },
});
export type SaveSessionInput = InputOf<(typeof timetableContract)['timetable.saveSession']>;
export type SessionValues = SaveSessionInput['set'];
/** What of a session is filled in before it is made. */
export type SessionDraft = Omit<
  z.infer<typeof sessionValues>,
  'status' | 'reason' | 'pinned' | 'trainingBase'
>;
