import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { actorSchema, phaseSchema } from '../programme/programme.entity.ts';
import { labelSchema, localDateSchema } from '../schema/values.ts';
import { stepStatuses } from './kitStep.entity.ts';

/** Who last changed something: name and person are null while the author is not known here. */
export const authorSchema = z.object({
  person: z.string().nullable(),
  name: z.string().nullable(),
  /** True for this device's own person. */
  me: z.boolean(),
});
export type AuthorView = z.infer<typeof authorSchema>;

export const kitStepViewSchema = z.object({
  id: z.string(),
  action: z.string(),
  title: labelSchema,
  description: labelSchema.nullable(),
  phase: z.string(),
  actors: z.array(z.string()),
  /** Calendar day; null while the wave has no switchover date. */
  due: z.string().nullable(),
  /** What `due` was before days off were heeded. */
  plannedDue: z.string().nullable(),
  dueOffsetDays: z.int().nullable(),
  /** Actions that come first, without those that do not count in this school. */
  dependsOn: z.array(z.string()),
  evidence: z.enum(['none', 'note', 'file']),
  blocking: z.boolean(),
  /** A version of the template has dropped it; it is shown for the work done on it. */
  retired: z.boolean(),
  status: z.enum(stepStatuses),
  note: z.string().nullable(),
  /** Who has taken it on; null: whoever plays the part. */
  assignee: authorSchema.nullable(),
  doneOn: z.string().nullable(),
  changedBy: authorSchema.nullable(),
  /** Milliseconds since 1970; null when nobody has touched the step. */
  changedAt: z.number().nullable(),
  /** True while a change of this device waits to be sent. */
  pending: z.boolean(),
});
export type KitStepView = z.infer<typeof kitStepViewSchema>;

export const progressSchema = z.object({
  done: z.int(),
  applicable: z.int(),
  percent: z.number(),
});

export const establishmentSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  nameAr: z.string().nullable(),
  town: z.string().nullable(),
  type: z.string().nullable(),
  code: z.string().nullable(),
  wave: z.object({ id: z.string(), label: z.string() }).nullable(),
  programme: z.object({ id: z.string(), name: z.string() }).nullable(),
  switchoverDate: z.string().nullable(),
  progress: progressSchema,
  late: z.int(),
  blocked: z.int(),
  /** Roles that this device's person holds over the school. */
  roles: z.array(z.string()),
});
export type EstablishmentSummary = z.infer<typeof establishmentSummarySchema>;

export const kitViewSchema = z.object({
  establishment: establishmentSummarySchema,
  kitName: labelSchema.nullable(),
  phases: z.array(phaseSchema),
  actors: z.array(actorSchema),
  /** Actor ids that this device's person plays in this school: what is "mine". */
  myActors: z.array(z.string()),
  /** False when the person may only read the kit. */
  mayTick: z.boolean(),
  mayNote: z.boolean(),
  /** The day that lateness is counted from: today, or the day of practice data. */
  today: z.string(),
  practice: z.boolean(),
  steps: z.array(kitStepViewSchema),
});
export type KitView = z.infer<typeof kitViewSchema>;

export const tickInputSchema = z.object({
  step: z.string().max(300),
  status: z.enum(stepStatuses),
  /** Absent: kept; empty: cleared. The reason of a blocked or not applicable step. */
  note: z.string().optional(),
});
export type TickInput = z.infer<typeof tickInputSchema>;

export const kitContract = contract({
  /** The kit of one school; without an id, of the person's first school. */
  'kit.read': {
    input: z.object({
      establishment: z.string().max(100).optional(),
      /** A past day: the kit as it was then, by `statusOn`; nothing can be changed in it. */
      asOf: localDateSchema.optional(),
    }),
    output: kitViewSchema,
    error: failureSchema,
  },
  /** Sets a step's status and note. Answered once it is on disk. */
  'kit.tick': { input: tickInputSchema, output: kitStepViewSchema, error: failureSchema },
});
