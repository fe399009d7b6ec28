import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { labelSchema, localDateSchema } from '../schema/values.ts';
import { attendanceStatuses, feedbackQuestions, signatureSchema } from './attendance.entity.ts';
import { enrolmentStatuses } from './trainingEnrolment.entity.ts';
import { sessionDaySchema } from './training.views.ts';
import { dayTimeSchema, halves, trainingModes } from './trainingValues.ts';

/** As many as a day has: nobody learns more in one. */
export const DAY_HOURS = 24;

const error = failureSchema;
const idSchema = z.string().min(1).max(300);
const statusSchema = z.enum(attendanceStatuses);
const halfSchema = z.enum(halves);

/** What is known of somebody in one half-day of a session. */
const markViewSchema = z.object({
  /** Row id, by which a conflict about it is found. */
  id: z.string(),
  half: halfSchema,
  /** Null: something was written beside, and nobody has said whether they were there. */
  status: statusSchema.nullable(),
  arrivedAt: dayTimeSchema.nullable(),
  walkIn: z.boolean(),
  replaces: z.string().nullable(),
  signed: z.boolean(),
  note: z.string().nullable(),
  pending: z.boolean(),
});
export type MarkView = z.infer<typeof markViewSchema>;

const groupNameSchema = z.object({ id: z.string(), label: z.string() });

/** Somebody on a sheet. */
const sheetRowSchema = z.object({
  enrolment: z.string(),
  person: z.string().nullable(),
  name: z.string(),
  function: z.string().nullable(),
  schoolName: z.string().nullable(),
  town: z.string().nullable(),
  group: groupNameSchema.nullable(),
  /** Whether they were a member of one of the session's groups on its day. */
  expected: z.boolean(),
  walkIn: z.boolean(),
  replaces: z.string().nullable(),
  /** One word for all half-days; null: not marked. */
  status: statusSchema.nullable(),
  marks: z.array(markViewSchema),
  /** Groups of the track that they are in at once, which somebody has to settle; else empty. */
  doubled: z.array(groupNameSchema),
  pending: z.boolean(),
});
export type SheetRow = z.infer<typeof sheetRowSchema>;

const countsSchema = z.object({
  half: halfSchema,
  people: z.int(),
  present: z.int(),
  late: z.int(),
  absent: z.int(),
  excused: z.int(),
  unmarked: z.int(),
});

export const sheetSchema = z.object({
  /** Of a series, on the day that the sheet is of. */
  session: sessionDaySchema,
  wave: z.object({ id: z.string(), label: z.string() }),
  today: localDateSchema,
  halves: z.array(halfSchema),
  /** From when until when nobody is taught in the middle of a day. */
  pause: z.object({ from: dayTimeSchema, to: dayTimeSchema }),
  rows: z.array(sheetRowSchema),
  counts: z.array(countsSchema),
  /** Groups of the session's track, to move somebody into. */
  groups: z.array(groupNameSchema),
  /** Only people of one's own schools are here: others may be expected as well. */
  partial: z.boolean(),
  mayRecord: z.boolean(),
  /** Why nobody can be marked, whoever asks. */
  closed: z.enum(['cancelled', 'ahead']).nullable(),
});
export type Sheet = z.infer<typeof sheetSchema>;

/** Somebody of a wave, to add to a session. */
const foundPersonSchema = z.object({
  enrolment: z.string(),
  name: z.string(),
  function: z.string().nullable(),
  schoolName: z.string().nullable(),
  town: z.string().nullable(),
  track: z.object({ id: z.string(), label: labelSchema }).nullable(),
  group: groupNameSchema.nullable(),
});
export type FoundPerson = z.infer<typeof foundPersonSchema>;

const studyViewSchema = z.object({
  id: z.string(),
  on: localDateSchema.nullable(),
  hours: z.number(),
  course: z.string().nullable(),
  pending: z.boolean(),
});

const attendanceOfPersonSchema = z.object({
  enrolment: z.string(),
  person: z.string().nullable(),
  name: z.string(),
  function: z.string().nullable(),
  schoolName: z.string().nullable(),
  town: z.string().nullable(),
  status: z.enum(enrolmentStatuses),
  track: z.object({ id: z.string(), label: labelSchema, courses: z.array(z.string()) }).nullable(),
  group: groupNameSchema.nullable(),
  sessions: z.array(
    z.object({
      /** Of a series, what its day is known by. */
      session: z.string(),
      title: z.string(),
      mode: z.enum(trainingModes),
      day: localDateSchema,
      status: z.string(),
      marks: z.array(markViewSchema),
      /** Hours of the half-days in which they were there. */
      hours: z.number(),
    }),
  ),
  inPerson: z.object({ hours: z.number(), target: z.number() }),
  distance: z.object({ hours: z.number(), target: z.number(), entries: z.array(studyViewSchema) }),
  mayRecord: z.boolean(),
  /** Whether this device's person may write down hours at a distance. */
  mayStudy: z.boolean(),
});
export type AttendanceOfPerson = z.infer<typeof attendanceOfPersonSchema>;

const questionSchema = z.enum(feedbackQuestions);
const opinionsSchema = z.object({
  answers: z.int(),
  /** Means from 1 to 4; null: nobody answered. */
  questions: z.array(
    z.object({ question: questionSchema, answers: z.int(), mean: z.number().nullable() }),
  ),
  /** Empty for who may not read them. */
  comments: z.array(z.string()),
  mayRead: z.boolean(),
  mayAnswer: z.boolean(),
});
export type Opinions = z.infer<typeof opinionsSchema>;

export const attendanceContract = contract({
  /**
   * Who was expected in a session and who came. A session is named by its id, a day of a series by
   * `id@on`; where of a series only the id is said it is the nearest day. Fails with SessionUnknown.
   */
  'attendance.sheet': { input: z.object({ session: idSchema }), output: sheetSchema, error },
  /** How many people of each session of a wave, and each day of a series, are marked, where some are. */
  'attendance.progress': {
    input: z.object({ wave: idSchema }),
    output: z.array(
      z.object({
        session: z.string(),
        expected: z.int(),
        marked: z.int(),
        pending: z.boolean(),
      }),
    ),
    error,
  },
  /**
   * Marks people of a session, or of a day of a series, in one action; the first mark makes it held.
   * Fails with SessionUnknown, SessionCancelled, DayNeeded, DayAhead, EnrolmentUnknown, NotExpected,
   * OutsideHours, InPause, NotAllowed.
   */
  'attendance.mark': {
    input: z.object({
      session: idSchema,
      marks: z
        .array(
          z.object({
            /** Id of the enrolment, or of the person. */
            enrolment: idSchema,
            half: z.enum([...halves, 'all']),
            /** Null takes the mark back; absent: it stays, and who signs unmarked is present. */
            status: statusSchema.nullable().optional(),
            arrivedAt: dayTimeSchema.nullable().optional(),
            note: z.string().max(400).nullable().optional(),
            signature: signatureSchema.nullable().optional(),
          }),
        )
        .min(1)
        .max(1_000),
    }),
    output: sheetSchema,
    error,
  },
  /** Marks everybody of a session who has no mark yet, in one action. Fails as marking does. */
  'attendance.rest': {
    input: z.object({
      session: idSchema,
      half: z.enum([...halves, 'all']),
      status: statusSchema,
    }),
    output: z.object({ people: z.int(), sheet: sheetSchema }),
    error,
  },
  /** Adds somebody who came without being expected, enrols them where needed, and marks them. */
  'attendance.walkIn': {
    input: z.object({
      session: idSchema,
      who: z.union([
        z.object({ enrolment: idSchema }),
        z.object({
          name: z.string().min(1).max(240),
          schoolName: z.string().max(240).optional(),
          /** A school of the wave, where it is known. */
          establishment: idSchema.optional(),
          function: z.string().max(200).optional(),
        }),
      ]),
      half: z.enum([...halves, 'all']).optional(),
      /** Enrolment of whoever was expected and sent them, or a name. */
      replaces: z.string().max(240).optional(),
    }),
    output: z.object({ enrolment: z.string(), sheet: sheetSchema }),
    error,
  },
  /** People of a wave by name, school or town; accents and case do not matter. */
  'attendance.find': {
    input: z.object({ wave: idSchema, text: z.string().max(200) }),
    output: z.array(foundPersonSchema),
    error,
  },
  /** Schools that people of a wave come from. */
  'attendance.schools': {
    input: z.object({ wave: idSchema }),
    output: z.array(z.object({ id: z.string(), name: z.string(), town: z.string().nullable() })),
    error,
  },
  /**
   * Moves somebody into another group from a day on; undone as one.
   * Fails with NotInGroup, and with MoveTooEarly where the day would rewrite the past: they were
   * marked in the old group on that day or later, had not joined it yet, or the new one has held a
   * session since.
   */
  'attendance.move': {
    input: z.object({
      enrolment: idSchema,
      /** Null: they are in no group. */
      from: idSchema.nullable(),
      to: idSchema,
      on: localDateSchema,
      reason: z.string().max(400).optional(),
    }),
    output: z.object({ enrolment: z.string(), group: z.string(), on: localDateSchema }),
    error,
  },
  /** Everything that somebody followed, and the hours of it. */
  'attendance.person': {
    input: z.object({ enrolment: idSchema }),
    output: attendanceOfPersonSchema,
    error,
  },
  /**
   * Writes down hours that somebody learned at a distance. Fails with EnrolmentUnknown, DayAhead,
   * DayTooLong, NotAllowed.
   */
  'attendance.hours': {
    input: z.object({
      enrolment: idSchema,
      on: localDateSchema,
      hours: z.number().positive().max(1_000),
      course: z.string().max(200).optional(),
    }),
    output: attendanceOfPersonSchema,
    error,
  },
  'attendance.removeHours': {
    input: z.object({ enrolment: idSchema, id: idSchema }),
    output: attendanceOfPersonSchema,
    error,
  },
  /** Keeps what somebody thought of a session, without who it was. */
  'attendance.feedback': {
    input: z.object({
      session: idSchema,
      marks: z.partialRecord(questionSchema, z.int().min(1).max(4)),
      comment: z.string().max(2_000).optional(),
    }),
    output: opinionsSchema,
    error,
  },
  /** What people thought of a session, in figures and their own words. */
  'attendance.opinions': {
    input: z.object({ session: idSchema }),
    output: opinionsSchema,
    error,
  },
});
