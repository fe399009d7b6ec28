import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { jsonSchema, MAX_CHANGES } from '../sync/change.ts';
import { authorSchema, kitStepViewSchema } from './kit.contract.ts';
import { stepStatuses } from './kitStep.entity.ts';
import { MAX_COMMENT } from './stepComment.entity.ts';

const stepIdSchema = z.string().max(300);
const stepsSchema = z.array(stepIdSchema).min(1).max(MAX_CHANGES);

/** Somebody with a role over a school. */
export const kitPersonSchema = z.object({
  person: z.string(),
  name: z.string(),
  me: z.boolean(),
  roles: z.array(z.string()),
  /** Whether one of the roles is held in the school itself; else above it. */
  inSchool: z.boolean(),
  /** Actor ids of the kit that the person plays there. */
  actors: z.array(z.string()),
});
export type KitPerson = z.infer<typeof kitPersonSchema>;

/** Something said about a step. */
export const stepCommentViewSchema = z.object({
  id: z.string(),
  text: z.string(),
  mentions: z.array(z.object({ person: z.string(), name: z.string().nullable(), me: z.boolean() })),
  by: authorSchema,
  /** Milliseconds since 1970. */
  at: z.number(),
  /** True while it waits to be sent. */
  pending: z.boolean(),
  /** Whether it names this device's person, who has not seen it here. */
  unread: z.boolean(),
  /** Whether this device's person wrote it, and so may take it away. */
  mayRemove: z.boolean(),
});
export type StepCommentView = z.infer<typeof stepCommentViewSchema>;

/** What has been said in a school, by step. */
export const stepTalkSchema = z.object({
  step: z.string(),
  comments: z.int(),
  /** Comments that name this device's person, who has not seen them here. */
  unread: z.int(),
});
export type StepTalk = z.infer<typeof stepTalkSchema>;

/** One thing that somebody did to a row. */
export const historyEntrySchema = z.object({
  /** When its author did it, milliseconds since 1970. */
  at: z.number(),
  by: authorSchema,
  /** True while it waits to be sent. */
  pending: z.boolean(),
  /** True where the row was made by it: the kit was dealt out. */
  made: z.boolean(),
  changes: z.array(
    z.object({
      field: z.string(),
      /** Absent: not known on this device. */
      before: jsonSchema.optional(),
      after: jsonSchema,
      /** True where a value that was written at the same time stands instead. */
      lost: z.boolean(),
    }),
  ),
});
export type HistoryEntryView = z.infer<typeof historyEntrySchema>;

export const stepHistorySchema = z.object({
  /** `server`: all of it; `device`: what this device knows, the rest is to be had online. */
  source: z.enum(['server', 'device']),
  /** Oldest first. */
  entries: z.array(historyEntrySchema),
});
export type StepHistory = z.infer<typeof stepHistorySchema>;

/** Something that happened in a school, as its rows tell it. */
export const activitySchema = z.object({
  step: z.string(),
  kind: z.enum(['status', 'note', 'assignee', 'comment', 'file']),
  at: z.number(),
  by: authorSchema,
  pending: z.boolean(),
  /** The status, the note, the name of whom it was given to, the comment, the file's name. */
  value: z.string().nullable(),
});
export type Activity = z.infer<typeof activitySchema>;

export const kitWorkContract = contract({
  /**
   * Sets the status of several steps in one action; answers the steps that changed. A reason is
   * added to the notes that are there.
   */
  'kit.tickMany': {
    input: z.object({
      steps: stepsSchema,
      status: z.enum(stepStatuses),
      reason: z.string().optional(),
    }),
    output: z.array(kitStepViewSchema),
    error: failureSchema,
  },
  /** Gives steps to somebody of the school, or to nobody in particular; in one action. */
  'kit.assign': {
    input: z.object({ steps: stepsSchema, assignee: z.string().max(80).nullable() }),
    output: z.array(kitStepViewSchema),
    error: failureSchema,
  },
  /** Writes values of a step that it had before, as an ordinary change. */
  'kit.restore': {
    input: z.object({
      step: stepIdSchema,
      set: z.strictObject({
        status: z.enum(stepStatuses).optional(),
        note: z.string().nullable().optional(),
        doneOn: z.string().nullable().optional(),
        assignee: z.string().max(80).nullable().optional(),
      }),
    }),
    output: kitStepViewSchema,
    error: failureSchema,
  },
  /** People with a role over the school: those in it first, then those above it. */
  'kit.people': {
    input: z.object({ establishment: z.string().max(100) }),
    output: z.array(kitPersonSchema),
    error: failureSchema,
  },
  /** What has been said about a step, oldest first. */
  'kit.comments': {
    input: z.object({ step: stepIdSchema }),
    output: z.object({ comments: z.array(stepCommentViewSchema), mayWrite: z.boolean() }),
    error: failureSchema,
  },
  'kit.comment': {
    input: z.object({
      step: stepIdSchema,
      text: z.string().max(MAX_COMMENT),
      mentions: z.array(z.string().max(80)).max(20),
    }),
    output: stepCommentViewSchema,
    error: failureSchema,
  },
  /** Takes one's own comment away; this can be undone. */
  'kit.uncomment': {
    input: z.object({ id: stepIdSchema }),
    output: z.null(),
    error: failureSchema,
  },
  /** Steps of a school about which something was said. */
  'kit.talk': {
    input: z.object({ establishment: z.string().max(100) }),
    output: z.array(stepTalkSchema),
    error: failureSchema,
  },
  /** The person has the comments of a step before them; this device remembers it. */
  'kit.seen': { input: z.object({ step: stepIdSchema }), output: z.null(), error: failureSchema },
  /** Who changed what in a step, and when: asked of the server where it answers. */
  'kit.history': {
    input: z.object({ step: stepIdSchema }),
    output: stepHistorySchema,
    error: failureSchema,
  },
  /** What happened in a school, newest first, as far as its rows tell. */
  'kit.activity': {
    input: z.object({ establishment: z.string().max(100), limit: z.int().min(1).max(2_000) }),
    output: z.object({ entries: z.array(activitySchema), more: z.boolean() }),
    error: failureSchema,
  },
});
