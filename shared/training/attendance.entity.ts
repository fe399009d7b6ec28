import { z } from 'zod';
import { derivedId } from '../kernel/ids.ts';
import { defineEntity, field, type JsonValue } from '../schema/entity.ts';
import { localDateSchema } from '../schema/values.ts';
import { learners, recorders } from './trainingRoles.ts';
import { dayTimeSchema, halves, trainingModes, type Half } from './trainingValues.ts';

export const attendanceStatuses = ['present', 'absent', 'excused', 'late'] as const;
export type AttendanceStatus = (typeof attendanceStatuses)[number];

/** A signature as it was drawn: lines of points, each `[x, y]` between 0 and 1 of the box. */
export const signatureSchema = z.object({
  strokes: z
    .array(z.array(z.tuple([z.number().min(0).max(1), z.number().min(0).max(1)])).max(2_000))
    .max(60),
});

/**
 * Whoever marks anew what was cleared says nothing beside the mark, and empties what stood there.
 * Where somebody else says something meanwhile that is no contradiction: it stands.
 */
function whatIsSaid(_before: JsonValue, a: JsonValue, b: JsonValue): JsonValue | null {
  if (a === null) return b;
  return b === null ? a : null;
}

/**
 * Whether somebody was there in one half-day of a session. It says by itself who that was and of
 * what group, so that nothing done later rewrites it. Its row id is `session:person:half`; of a day
 * of a series `session@on:person:half`.
 */
export const attendance = defineEntity({
  name: 'attendance',
  scopes: ['schoolTraining', 'waveTraining'],
  creators: recorders,
  fields: {
    /**
     * Absent of a day of a series: a program that knows but one sheet of a session would take it
     * for that of the first day.
     */
    session: field(z.string(), 'TEXT', { references: 'trainingSession' }),
    /** The day of a series, as `session@on`; absent: the session does not repeat, or did not then. */
    occurrence: field(z.string().max(120), 'TEXT'),
    enrolment: field(z.string(), 'TEXT', { references: 'trainingEnrolment' }),
    half: field(z.enum(halves), 'TEXT'),
    day: field(localDateSchema, 'TEXT'),
    // Written once. Two computers that know somebody by different words both get their marks in.
    name: field(z.string().max(240), 'TEXT', { writers: recorders }),
    schoolName: field(z.string().max(240), 'TEXT', { writers: recorders }),
    group: field(z.string(), 'TEXT', { references: 'trainingGroup', writers: recorders }),
    status: field(z.enum(attendanceStatuses), 'TEXT', { writers: recorders }),
    /** When somebody came who was late. */
    arrivedAt: field(dayTimeSchema, 'TEXT', { writers: recorders }),
    /** True: came without being expected. */
    walkIn: field(z.boolean(), 'BOOLEAN', { writers: recorders, merges: whatIsSaid }),
    /** Name of whoever was expected and sent them. */
    replaces: field(z.string().max(240), 'TEXT', { writers: recorders, merges: whatIsSaid }),
    signature: field(signatureSchema, 'JSON', { writers: recorders, merges: whatIsSaid }),
    note: field(z.string().max(400), 'TEXT', { writers: recorders, merges: whatIsSaid }),
  },
  groups: [['status', 'arrivedAt']],
});

/**
 * Row id of somebody's attendance in one half-day of a session.
 * @param key what the session on its day is known by, see `SessionDay`
 */
export function attendanceId(key: string, person: string, half: Half): string {
  return derivedId(key, person, half);
}

/** Hours that somebody learned by themselves. */
export const studyTime = defineEntity({
  name: 'studyTime',
  scopes: ['schoolTraining', 'waveTraining'],
  creators: learners,
  fields: {
    enrolment: field(z.string(), 'TEXT', { references: 'trainingEnrolment' }),
    on: field(localDateSchema, 'TEXT', { writers: learners }),
    hours: field(z.number().min(0).max(1_000), 'REAL', { writers: learners }),
    course: field(z.string().max(200), 'TEXT', { writers: learners }),
  },
});

/** What somebody is asked about a training, each answered from 1 to 4. */
export const feedbackQuestions = [
  'content',
  'pace',
  'practice',
  'materials',
  'organisation',
] as const;
export type FeedbackQuestion = (typeof feedbackQuestions)[number];

/** What somebody thought of a training; who it was is not kept. */
export const trainingFeedback = defineEntity({
  name: 'trainingFeedback',
  scopes: ['schoolTraining', 'waveTraining'],
  creators: learners,
  fields: {
    session: field(z.string(), 'TEXT', { references: 'trainingSession' }),
    group: field(z.string(), 'TEXT', { references: 'trainingGroup' }),
    on: field(localDateSchema, 'TEXT'),
    /** Marks from 1 to 4 by question. */
    marks: field(z.record(z.string().max(40), z.int().min(1).max(4)), 'JSON'),
    comment: field(z.string().max(2_000), 'TEXT'),
  },
});

/** What people of a wave were told of their sessions, so that what changed since is told too. */
export const trainingNotice = defineEntity({
  name: 'trainingNotice',
  scopes: ['waveTraining'],
  creators: recorders,
  fields: {
    wave: field(z.string(), 'TEXT', { references: 'wave' }),
    group: field(z.string(), 'TEXT', { references: 'trainingGroup' }),
    kind: field(z.enum(['summons', 'change']), 'TEXT'),
    on: field(localDateSchema, 'TEXT'),
    /** The sessions as they were told, by id; a day of a series by `id@on`. */
    told: field(
      z.record(
        z.string(),
        z.object({
          day: localDateSchema,
          from: dayTimeSchema,
          to: dayTimeSchema,
          site: z.string().nullable(),
          room: z.string().nullable(),
          status: z.string(),
          /** What it was called, and how and where it was joined: notices of older versions lack these. */
          title: z.string().max(400).optional(),
          mode: z.enum(trainingModes).optional(),
          link: z.string().max(400).nullable().optional(),
        }),
      ),
      'JSON',
    ),
    people: field(z.int().min(0), 'INTEGER'),
    /** Enrolments that know the sessions since; notices of older versions lack it. */
    called: field(z.array(z.string()).max(2_000), 'JSON'),
  },
});
