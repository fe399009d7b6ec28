import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { PLAIN_ID_PATTERN } from '../kernel/ids.ts';
import { languages } from '../kernel/language.ts';
import { localDateSchema } from '../schema/values.ts';
import { blockerStates } from './blocker.entity.ts';
import { entryKinds, entryStates } from './logEntry.entity.ts';
import { supportWaveSchema, tutoringSessionViewSchema } from './tutoring.contract.ts';
import { tutorSchema } from './tutoringGroup.entity.ts';
import { presenceStatuses } from './tutoringSession.entity.ts';

const error = failureSchema;
const sessionSchema = z.string().min(1).max(300);
const idSchema = z.string().min(1).max(300);
const MAX_MARKS = 200;

/** A school of a session, and whether it was there. */
const logSchoolSchema = z.object({
  id: z.string(),
  code: z.string().nullable(),
  name: z.string(),
  nameAr: z.string().nullable(),
  town: z.string().nullable(),
  status: z.enum(presenceStatuses).nullable(),
  /** Who spoke for it, in words. */
  people: z.string().nullable(),
  /** Row of what was noted; what two people noted apart is told by it. */
  presence: z.string(),
  pending: z.boolean(),
});
export type LogSchool = z.infer<typeof logSchoolSchema>;

const logLineSchema = z.object({
  id: z.string(),
  kind: z.enum(entryKinds),
  establishment: z.string().nullable(),
  text: z.string(),
  theme: z.string().nullable(),
  /** Of a difficulty; null: of another line. */
  state: z.enum(entryStates).nullable(),
  stateOn: localDateSchema.nullable(),
  blocker: z.object({ id: z.string(), title: z.string(), state: z.enum(blockerStates) }).nullable(),
  about: z.string().nullable(),
  who: z.string().nullable(),
  by: localDateSchema.nullable(),
  doneOn: localDateSchema.nullable(),
  /** Milliseconds since 1970. */
  at: z.number().nullable(),
  author: z.string().nullable(),
  /** Whether this device's person wrote it. */
  mine: z.boolean(),
  pending: z.boolean(),
});
export type LogLine = z.infer<typeof logLineSchema>;

export const sessionLogSchema = z.object({
  session: tutoringSessionViewSchema.omit({ present: true, noted: true, entries: true }),
  group: z.object({ id: z.string(), label: z.string(), tutors: z.array(tutorSchema) }),
  wave: supportWaveSchema,
  today: localDateSchema,
  timeZone: z.string(),
  schools: z.array(logSchoolSchema),
  /** In the order in which they were written. */
  lines: z.array(logLineSchema),
  /** Themes and people that the lines of this wave have named, for who types. */
  themes: z.array(z.string()),
  people: z.array(z.string()),
  mayLog: z.boolean(),
  /** Whether difficulties may be linked with the register of blockers. */
  mayLink: z.boolean(),
});
export type SessionLog = z.infer<typeof sessionLogSchema>;

/** What a line says; absent: as it is, or nothing. */
const saidSchema = z.object({
  establishment: idSchema.nullable().optional(),
  text: z.string().max(4_000).optional(),
  theme: z.string().max(200).nullable().optional(),
  state: z.enum(entryStates).optional(),
  /** Id of a blocker that a difficulty is a case of. */
  blocker: idSchema.nullable().optional(),
  /** A blocker is made of it. */
  newBlocker: z.boolean().optional(),
  who: z.string().max(240).nullable().optional(),
  by: localDateSchema.nullable().optional(),
  doneOn: localDateSchema.nullable().optional(),
});
export type LineSaid = z.infer<typeof saidSchema>;

export const logContract = contract({
  /**
   * A session with who was there and what was said. A session of a series that nothing is known of
   * has an empty log. Fails with TutoringSessionUnknown, NotEnrolled.
   */
  'log.read': { input: z.object({ session: sessionSchema }), output: sessionLogSchema, error },
  /**
   * Notes which schools were there, by id or code; null takes a mark back. The session is held by
   * that. Fails with NotAllowed, EstablishmentUnknown, SessionCancelled besides.
   */
  'log.mark': {
    input: z.object({
      session: sessionSchema,
      marks: z
        .array(
          z.object({
            establishment: idSchema,
            status: z.enum(presenceStatuses).nullable(),
            people: z.string().max(400).nullable().optional(),
          }),
        )
        .max(MAX_MARKS),
    }),
    output: sessionLogSchema,
    error,
  },
  /** Notes all schools that nothing is noted of. */
  'log.rest': {
    input: z.object({ session: sessionSchema, status: z.enum(presenceStatuses) }),
    output: z.object({ schools: z.int(), log: sessionLogSchema }),
    error,
  },
  /**
   * Writes a line. An answer is about the last difficulty (of the school, where one is named)
   * unless it says which. Fails with EntryUnknown, BlockerUnknown, BadInput besides.
   */
  'log.write': {
    input: z.object({
      session: sessionSchema,
      kind: z.enum(entryKinds),
      said: saidSchema.extend({ text: z.string().max(4_000) }),
      /** The difficulty that it is about. */
      about: idSchema.optional(),
      /** What a script calls the line by: the same person's same one is written once. */
      id: z.string().max(60).regex(PLAIN_ID_PATTERN).optional(),
    }),
    output: z.object({
      id: z.string(),
      log: sessionLogSchema,
      /** It was written before, or taken out since: nothing was done. */
      unchanged: z.boolean().optional(),
    }),
    error,
  },
  /** Changes a line, or what became of it. */
  'log.edit': {
    input: z.object({ line: idSchema, kind: z.enum(entryKinds).optional(), said: saidSchema }),
    output: sessionLogSchema,
    error,
  },
  /**
   * Joins a line to the one of a colleague that said the same before it: answers go along, and the
   * further state. Fails with EntryUnknown where there is none.
   */
  'log.join': { input: z.object({ line: idSchema }), output: sessionLogSchema, error },
  'log.remove': { input: z.object({ line: idSchema }), output: sessionLogSchema, error },
  /** Says what the session is about, and what came of it. */
  'log.describe': {
    input: z.object({
      session: sessionSchema,
      theme: z.string().max(400).nullable().optional(),
      summary: z.string().max(8_000).nullable().optional(),
    }),
    output: sessionLogSchema,
    error,
  },
  /** The minutes as a mail to the schools of the group, where somebody's address is known. */
  'log.mail': {
    input: z.object({ session: sessionSchema, language: z.enum(languages) }),
    output: z.object({ to: z.array(z.string()), subject: z.string(), body: z.string() }),
    error,
  },
});
