import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { localDateSchema } from '../schema/values.ts';
import { halves } from './trainingValues.ts';

const error = failureSchema;
/** A search may take this long, in seconds. */
export const MAX_PLAN_SECONDS = 600;

const namedSchema = z.object({ id: z.string(), label: z.string() });

/** A rule that a plan breaks at one place, with the figures why; texts are of `planning:rule`. */
export const brokenRuleSchema = z.object({
  rule: z.string(),
  hard: z.boolean(),
  where: z.object({
    track: namedSchema.optional(),
    group: namedSchema.optional(),
    session: namedSchema.optional(),
    trainer: namedSchema.optional(),
    person: namedSchema.optional(),
    site: namedSchema.optional(),
    room: namedSchema.optional(),
    office: namedSchema.optional(),
    day: localDateSchema.optional(),
  }),
  facts: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type BrokenRule = z.infer<typeof brokenRuleSchema>;

export const planViewSchema = z.object({
  groups: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      track: z.string(),
      /** Whether the group is made by the plan. */
      isNew: z.boolean(),
      trainers: z.array(namedSchema),
      site: namedSchema.nullable(),
      /** Enrolment ids are told apart from people: somebody may have no account. */
      members: z.array(z.object({ enrolment: z.string(), person: z.string(), name: z.string() })),
      /** People who come to it, and who leave it for another. */
      joins: z.int(),
      leaves: z.int(),
      /** Titles of modules that it does not hold, since all its people have followed them before. */
      followed: z.array(z.string()),
    }),
  ),
  /** What is to come first, by day. */
  sessions: z.array(
    z.object({
      id: z.string(),
      group: z.string(),
      track: z.string(),
      module: z.string(),
      title: z.string(),
      trainers: z.array(namedSchema),
      site: namedSchema.nullable(),
      room: namedSchema.nullable(),
      day: localDateSchema,
      half: z.enum([...halves, 'day']),
      from: z.string(),
      to: z.string(),
      /** Where it is new or moves, what it was before. */
      change: z.enum(['new', 'moved']).nullable(),
      before: z.object({ day: localDateSchema, site: z.string().nullable() }).nullable(),
      held: z.boolean(),
    }),
  ),
  /** Sessions that fall away, because nobody is in their group. */
  removed: z.array(
    z.object({
      id: z.string(),
      group: z.string(),
      label: z.string(),
      module: z.string(),
      title: z.string(),
      day: localDateSchema,
      half: z.enum([...halves, 'day']),
      from: z.string(),
      to: z.string(),
    }),
  ),
  /** Hard ones first. */
  broken: z.array(brokenRuleSchema),
  score: z.object({ hard: z.number(), soft: z.number() }),
  moved: z.int(),
  /** What is missing where it has no session: people, trainers, or modules; null: it has some. */
  missing: z.enum(['people', 'trainers', 'modules']).nullable(),
});
export type PlanView = z.infer<typeof planViewSchema>;

export const planProgressSchema = z.object({
  job: z.string(),
  done: z.boolean(),
  /** From 0 to 1. */
  progress: z.number(),
  /** Milliseconds since the start, until it ended. */
  ms: z.number(),
  score: z.object({ hard: z.number(), soft: z.number() }),
});
export type PlanProgress = z.infer<typeof planProgressSchema>;

const job = z.object({ job: z.string().max(100) });

export const planningContract = contract({
  /**
   * Begins to search groups and a timetable of a wave around what is held, pinned and planned.
   * One search at a time: another one ends the one before. Nothing is written.
   */
  'planning.start': {
    input: z.object({
      wave: z.string().max(100),
      seconds: z.int().min(1).max(MAX_PLAN_SECONDS).optional(),
      /** Groups and sessions that are not pinned or held are made anew. */
      fresh: z.boolean().optional(),
      seed: z.int().min(0).max(2_147_483_647).optional(),
    }),
    output: z.object({ job: z.string(), people: z.int(), trainers: z.int() }),
    error,
  },
  'planning.progress': { input: job, output: planProgressSchema, error },
  /** Ends a search: the best plan so far stands. */
  'planning.stop': { input: job, output: planProgressSchema, error },
  'planning.read': { input: job, output: planViewSchema, error },
  /**
   * Writes the plan as it stands: groups, people, sessions. Taken back as a whole. What somebody has
   * changed since the search began is left as it is now, and told.
   */
  'planning.apply': {
    input: job,
    output: z.object({
      groups: z.int(),
      sessions: z.int(),
      people: z.int(),
      /** What was changed meanwhile, where the plan would have it otherwise. */
      left: z.object({
        sessions: z.array(
          z.object({
            id: z.string(),
            title: z.string(),
            /** Its group's label. */
            group: z.string(),
            day: localDateSchema,
          }),
        ),
        groups: z.array(namedSchema),
        people: z.array(z.object({ enrolment: z.string(), name: z.string() })),
      }),
    }),
    error,
  },
  /** People of the wave's schools whose function has a track, and who are in none yet. */
  'planning.candidates': {
    input: z.object({ wave: z.string().max(100) }),
    output: z.object({
      candidates: z.array(
        z.object({
          person: z.string(),
          name: z.string(),
          track: z.string(),
          establishment: z.string(),
          schoolName: z.string(),
          town: z.string().nullable(),
        }),
      ),
    }),
    error,
  },
  /** Enrols people in their tracks. Taken back as a whole. */
  'planning.enrol': {
    input: z.object({
      wave: z.string().max(100),
      people: z
        .array(z.object({ person: z.string().max(100), track: z.string().max(100) }))
        .min(1)
        .max(20_000),
    }),
    output: z.object({ enrolled: z.int() }),
    error,
  },
});
