import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { localDateSchema } from '../schema/values.ts';
import { entryKinds, entryStates } from './logEntry.entity.ts';

const error = failureSchema;
const id = z.string().max(240);

export const visitedSchoolSchema = z.object({
  id: z.string(),
  name: z.string(),
  nameAr: z.string().nullable(),
  town: z.string().nullable(),
});

export const listedVisitSchema = z.object({
  id: z.string(),
  school: visitedSchoolSchema,
  on: localDateSchema.nullable(),
  visitors: z.string().nullable(),
  met: z.string().nullable(),
  purpose: z.string().nullable(),
  summary: z.string().nullable(),
  /** Lines, and of those the difficulties that are not solved. */
  lines: z.int(),
  open: z.int(),
  mayWrite: z.boolean(),
});
export type ListedVisit = z.infer<typeof listedVisitSchema>;

export const visitLineSchema = z.object({
  id: z.string(),
  kind: z.enum(entryKinds),
  text: z.string(),
  state: z.enum(entryStates).nullable(),
  /** The blocker of the register that it is a case of. */
  blocker: z.object({ id: z.string(), title: z.string() }).nullable(),
  author: z.string().nullable(),
});
export type VisitLine = z.infer<typeof visitLineSchema>;

export const visitsContract = contract({
  /** Visits of a wave's schools, the latest first. */
  'visits.list': {
    input: z.object({ wave: z.string().max(100).optional() }),
    output: z.object({
      wave: z.string(),
      today: localDateSchema,
      /** Schools of which this device's person may note a visit. */
      schools: z.array(visitedSchoolSchema),
      rows: z.array(listedVisitSchema),
    }),
    error,
  },
  'visits.lines': { input: z.object({ id }), output: z.array(visitLineSchema), error },
  'visits.save': {
    input: z.object({
      id: id.optional(),
      /** The wave whose visit it is; without one, one that the school is in. */
      wave: z.string().max(100).optional(),
      establishment: z.string().max(100),
      set: z.object({
        on: localDateSchema,
        visitors: z.string().max(400).nullable(),
        met: z.string().max(400).nullable(),
        purpose: z.string().max(400).nullable(),
        summary: z.string().max(8_000).nullable(),
      }),
    }),
    output: z.object({ id: z.string() }),
    error,
  },
  /** Notes a line. A difficulty becomes a case of a blocker: a known one, or a new one of its text. */
  'visits.note': {
    input: z.object({
      visit: id,
      kind: z.enum(entryKinds),
      text: z.string().trim().min(1).max(4_000),
      blocker: z.union([z.object({ id }), z.literal('new')]).nullable(),
    }),
    output: z.object({ id: z.string() }),
    error,
  },
  /** Says what became of a difficulty; its blocker is told. */
  'visits.settle': {
    input: z.object({ line: id, state: z.enum(entryStates) }),
    output: z.null(),
    error,
  },
  /** Takes a line away, or a visit with its lines. */
  'visits.remove': {
    input: z.object({ kind: z.enum(['visit', 'line']), id }),
    output: z.null(),
    error,
  },
});
