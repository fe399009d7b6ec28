import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { linkedTicketSchema } from '../bridge/linkedTicket.ts';
import { failureSchema } from '../bridge/failure.ts';
import { labelSchema, localDateSchema } from '../schema/values.ts';
import { blockerStates, reportSources } from './blocker.entity.ts';

const error = failureSchema;
const id = z.string().max(240);
const wave = z.string().max(100);

/** A blocker as the register lists it. */
export const listedBlockerSchema = z.object({
  id: z.string(),
  title: z.string(),
  theme: z.string().nullable(),
  sphere: z.string().nullable(),
  state: z.enum(blockerStates),
  action: z.string().nullable(),
  /** Schools that have met it, and of those the ones whose way it is still in. */
  schools: z.int(),
  waiting: z.int(),
  openedOn: localDateSchema.nullable(),
  answeredOn: localDateSchema.nullable(),
  solvedOn: localDateSchema.nullable(),
  /** Days since it was opened; of a solved one until it was. */
  days: z.int().nullable(),
  /** Description and answer, to be found by. */
  text: z.string(),
});
export type ListedBlocker = z.infer<typeof listedBlockerSchema>;

export const blockerActionSchema = z.object({ id: z.string(), title: labelSchema });

export const blockerRegisterSchema = z.object({
  wave: z.object({ id: z.string(), label: z.string(), programme: z.string() }),
  today: localDateSchema,
  /** Themes and spheres that are in use. */
  themes: z.array(z.string()),
  /** Actions of the kit, in its order. */
  actions: z.array(blockerActionSchema),
  schools: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      nameAr: z.string().nullable(),
      town: z.string().nullable(),
    }),
  ),
  /** The middle of the days that solved ones took; null: none is solved. */
  medianDays: z.number().nullable(),
  mayWrite: z.boolean(),
  /** Whether a change of the kit may be proposed. */
  mayPropose: z.boolean(),
  rows: z.array(listedBlockerSchema),
});
export type BlockerRegister = z.infer<typeof blockerRegisterSchema>;

export const blockerCaseSchema = z.object({
  establishment: z.string(),
  /** Null: a school that this device's person does not read. */
  name: z.string().nullable(),
  nameAr: z.string().nullable(),
  town: z.string().nullable(),
  on: localDateSchema.nullable(),
  source: z.enum(reportSources),
  from: z.string().nullable(),
  liftedOn: localDateSchema.nullable(),
});
export type BlockerCase = z.infer<typeof blockerCaseSchema>;

export const blockerDetailSchema = listedBlockerSchema.extend({
  description: z.string().nullable(),
  answer: z.string().nullable(),
  article: z.string().nullable(),
  proposal: z.string().nullable(),
  cases: z.array(blockerCaseSchema),
  /** Schools in whose kit the same action is blocked, and why. */
  blockedSteps: z.array(
    z.object({
      step: z.string(),
      establishment: z.string(),
      name: z.string(),
      nameAr: z.string().nullable(),
      town: z.string().nullable(),
      note: z.string().nullable(),
    }),
  ),
  /** Requests for help about it that the person is shown. */
  tickets: z.array(linkedTicketSchema),
  /** What happened, day by day. */
  history: z.array(
    z.object({
      on: localDateSchema,
      kind: z.enum(['opened', 'met', 'lifted', 'answered', 'solved']),
      /** The school that met it, or was rid of it; null: it is of none, or of one that is not read. */
      school: z.string().nullable(),
    }),
  ),
});
export type BlockerDetail = z.infer<typeof blockerDetailSchema>;

const fieldsSchema = z.object({
  title: z.string().trim().min(1).max(400),
  description: z.string().max(8_000).nullable(),
  theme: z.string().max(200).nullable(),
  sphere: z.string().max(60).nullable(),
  action: z.string().max(80).nullable(),
  answer: z.string().max(8_000).nullable(),
});

export const blockersContract = contract({
  /** The register of a wave; without one, of the first that has groups. */
  'blockers.list': {
    input: z.object({ wave: wave.optional() }),
    output: blockerRegisterSchema,
    error,
  },
  'blockers.read': { input: z.object({ id }), output: blockerDetailSchema, error },
  /** Makes a blocker, or changes what is said of one: only what is given. */
  'blockers.save': {
    input: z.object({ wave, id: id.optional(), set: fieldsSchema.partial() }),
    output: z.object({ id: z.string() }),
    error,
  },
  /** Says what has become of it. `lift`: it is out of the way of all schools that have met it. */
  'blockers.settle': {
    input: z.object({ id, state: z.enum(blockerStates), lift: z.boolean().optional() }),
    output: z.null(),
    error,
  },
  /** Says by hand that a school has met it, that it is rid of it, or that it has not met it at all. */
  'blockers.case': {
    input: z.object({
      id,
      establishment: z.string().max(100),
      state: z.enum(['met', 'lifted', 'none']),
    }),
    output: z.null(),
    error,
  },
  /** Makes two one: cases go over to `into`, and lines of logs that named the other lead to it. */
  'blockers.merge': { input: z.object({ id, into: id }), output: z.null(), error },
  /** Proposes a change of the kit, which the blocker then names. */
  'blockers.propose': {
    input: z.object({ id, text: z.string().trim().min(1).max(4_000) }),
    output: z.object({ proposal: z.string() }),
    error,
  },
  /** Begins an article of its answer, which the blocker then names. */
  'blockers.article': {
    input: z.object({ id }),
    output: z.object({ article: z.string() }),
    error,
  },
});
