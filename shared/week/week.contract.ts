import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { stepStatuses } from '../kit/kitStep.entity.ts';
import { labelSchema, localDateSchema } from '../schema/values.ts';
import { weekGroups } from './week.rules.ts';

/** Rows of one group that are answered at most; its count holds all. */
export const MAX_WEEK_ROWS = 200;

/** Schools above which somebody who only steers them is told their figures, and not each action. */
export const MANY_SCHOOLS = 50;

const weekStepSchema = z.object({
  id: z.string(),
  group: z.enum(weekGroups),
  title: labelSchema,
  school: z.object({
    id: z.string(),
    name: z.string(),
    nameAr: z.string().nullable(),
    town: z.string().nullable(),
  }),
  programme: z.object({ id: z.string(), name: z.string() }),
  /** Calendar day; null only of what is blocked. */
  due: z.string().nullable(),
  /** Calendar days; 0 when it is not late, or done. */
  daysLate: z.int(),
  /** `done`: today; it stays in its place until the day is over. */
  status: z.enum(stepStatuses),
  note: z.string().nullable(),
  /** Whether this device's person has taken it on by name. */
  assigned: z.boolean(),
  mayTick: z.boolean(),
});
export type WeekStep = z.infer<typeof weekStepSchema>;

export const weekViewSchema = z.object({
  /** The day that lateness is counted from: today, or the day of practice data. */
  today: z.string(),
  practice: z.boolean(),
  /** Monday and Sunday. */
  from: z.string(),
  to: z.string(),
  /** Steps that are still to be done, of each group. */
  counts: z.object({ late: z.int(), week: z.int(), next: z.int(), blocked: z.int() }),
  /** By day, then by school and by the order of the kit; at most `MAX_WEEK_ROWS` of each group. */
  steps: z.array(weekStepSchema),
  /** The first day after the week, and not before today, that something is due; null: there is none. */
  nextDue: z.string().nullable(),
  /**
   * Figures of all schools, of somebody who steers more than `MANY_SCHOOLS`: then only what they
   * have taken on by name is answered. Null: everything of theirs is.
   */
  over: z.object({ schools: z.int(), late: z.int(), blocked: z.int() }).nullable(),
});
export type WeekView = z.infer<typeof weekViewSchema>;

export const weekContract = contract({
  /** What this device's person has to do in a week, over all schools. */
  'week.read': {
    input: z.object({
      /** Any day of the week; absent: today. */
      day: localDateSchema.optional(),
    }),
    output: weekViewSchema,
    error: failureSchema,
  },
});
