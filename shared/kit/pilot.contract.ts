import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { bucketBoundsSchema } from '../programme/programme.entity.ts';
import { labelSchema, localDateSchema } from '../schema/values.ts';
import { progressSchema } from './kit.contract.ts';
import { buckets } from './pilot.rules.ts';

const idSchema = z.string().max(100);
const nameSchema = z.object({ id: z.string(), name: z.string() });

/** What is looked at, and as of when. */
const viewSchema = z.object({
  /** Absent: the programme that most schools here are in. */
  programme: idSchema.optional(),
  wave: idSchema.optional(),
  /** A past day; absent: today. */
  asOf: localDateSchema.optional(),
});

/** A day that is looked at, and what it means. */
const datedSchema = z.object({
  asOf: z.string(),
  /** The day by this computer, or of practice data. */
  today: z.string(),
});

/** What reports of the product say against what the kit says. */
export const gapKinds = [
  'observedNotDeclared',
  'declaredNotObserved',
  'observed',
  'notObserved',
] as const;
export type GapKind = (typeof gapKinds)[number];

export const schoolColumns = [
  'town',
  'name',
  'code',
  'wave',
  'percent',
  'late',
  'blocked',
  'signals',
] as const;
export type SchoolColumn = (typeof schoolColumns)[number];

/** Reasons to look after a school; the more of them, the more it needs it. */
export const signals = ['under', 'blocked', 'notObserved', 'idle'] as const;
export type Signal = (typeof signals)[number];

/** Rows that one call answers at most. */
export const MAX_ROWS = 200;

export const schoolsInputSchema = viewSchema.extend({
  /** True: schools of all programmes, and schools without one. */
  everywhere: z.boolean().optional(),
  /** Words that occur in name, town, code, wave or territory; accents and case do not matter. */
  search: z.string().max(200).optional(),
  bucket: z.enum(buckets).optional(),
  /** Only schools with late steps. */
  late: z.boolean().optional(),
  /** Only schools with blocked steps. */
  blocked: z.boolean().optional(),
  gap: z.enum(gapKinds).optional(),
  /** Only schools with a kit. */
  followed: z.boolean().optional(),
  /** Only schools with at least as many signals. */
  signals: z.int().min(0).max(signals.length).optional(),
  /** Only schools where an action is in a state. */
  action: z.object({ id: idSchema, state: z.enum(['done', 'late', 'blocked', 'open']) }).optional(),
  sort: z.enum(schoolColumns).optional(),
  descending: z.boolean().optional(),
  offset: z.int().min(0).optional(),
  limit: z.int().min(0).max(MAX_ROWS).optional(),
});
export type SchoolsInput = z.infer<typeof schoolsInputSchema>;

export const schoolLineSchema = z.object({
  id: z.string(),
  name: z.string(),
  nameAr: z.string().nullable(),
  town: z.string().nullable(),
  type: z.string().nullable(),
  /** What it is where it is no establishment, such as an academy: figures do not count it. */
  level: labelSchema.nullable(),
  code: z.string().nullable(),
  wave: z.object({ id: z.string(), label: z.string() }).nullable(),
  programme: nameSchema.nullable(),
  switchoverDate: z.string().nullable(),
  progress: progressSchema,
  /** Null without a kit. */
  bucket: z.enum(buckets).nullable(),
  late: z.int(),
  blocked: z.int(),
  /** Whether a report of the product shows what the kit's observed action is for; null: no report. */
  observed: z.boolean().nullable(),
  signals: z.array(z.enum(signals)),
});
export type SchoolLine = z.infer<typeof schoolLineSchema>;

const bucketCountsSchema = z.object({ over: z.int(), between: z.int(), under: z.int() });

/** Figures of some schools; places of a level above theirs are in none. Schools without a kit are in none but `withoutKit`. */
const countsSchema = z.object({
  /** Schools with a kit. */
  establishments: z.int(),
  withoutKit: z.int(),
  buckets: bucketCountsSchema,
  /** Schools with late steps, and such steps. */
  late: z.object({ establishments: z.int(), steps: z.int() }),
  blocked: z.object({ establishments: z.int(), steps: z.int() }),
});
export type PilotCounts = z.infer<typeof countsSchema>;

export const figuresSchema = datedSchema.extend({
  practice: z.boolean(),
  programme: nameSchema.nullable(),
  /** Programmes that schools here are in. */
  programmes: z.array(nameSchema),
  wave: z.object({ id: z.string(), label: z.string() }).nullable(),
  counts: countsSchema,
  bounds: bucketBoundsSchema,
  mayBound: z.boolean(),
  observed: z.object({
    /** The action of the kit that the reports show; null: the programme has none. */
    action: z.object({ id: z.string(), title: labelSchema }).nullable(),
    /** Day of the latest report until then; null: none has been read. */
    on: z.string().nullable(),
    loaded: z.int(),
    total: z.int(),
    /** `loaded / total`, rounded half up to two decimals. */
    percent: z.number(),
  }),
  /** Schools where reports and kit disagree; none while no report has been read. */
  gaps: z.object({ observedNotDeclared: z.int(), declaredNotObserved: z.int() }),
  /** Schools by how many signals they show, from none to all. */
  signals: z.array(z.int()),
  waves: z.array(
    countsSchema.extend({
      id: z.string(),
      label: z.string(),
      switchoverDate: z.string().nullable(),
    }),
  ),
});
export type PilotFigures = z.infer<typeof figuresSchema>;

export const actionLineSchema = z.object({
  action: z.string(),
  title: labelSchema,
  phase: z.string(),
  blocking: z.boolean(),
  done: z.int(),
  /** Schools that it applies to. */
  applicable: z.int(),
  late: z.int(),
  blocked: z.int(),
});
export type ActionLine = z.infer<typeof actionLineSchema>;

/** Schools that `kit.places` answers. */
export const FEW_PLACES = 5;

export const pilotContract = contract({
  /** How many schools this device holds, and the first places by town and name, schools first. */
  'kit.places': {
    input: z.object({}),
    output: z.object({
      count: z.int(),
      /** Places of a level above that of establishments, such as academies. */
      others: z.int(),
      first: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          nameAr: z.string().nullable(),
          town: z.string().nullable(),
          wave: z.object({ id: z.string(), label: z.string() }).nullable(),
        }),
      ),
      /** Programmes that schools here are in. */
      programmes: z.array(nameSchema),
    }),
    error: failureSchema,
  },
  /** Names of places by their scope ids, such as `wave:op-v6`; unknown ones are left out. */
  'kit.names': {
    input: z.object({ places: z.array(z.string().max(130)).max(MAX_ROWS) }),
    output: z.array(
      nameSchema.extend({
        /** The programme that the place is in; null: not known. */
        programme: z.string().nullable(),
      }),
    ),
    error: failureSchema,
  },
  /** Schools, filtered and sorted, from `offset` on. */
  'pilot.schools': {
    input: schoolsInputSchema,
    output: datedSchema.extend({
      /** How many rows match, of whatever level. */
      total: z.int(),
      /** How many establishments there are without search and filters. */
      all: z.int(),
      /** How many places of a level above theirs are listed with them, and not counted. */
      others: z.int(),
      rows: z.array(schoolLineSchema),
    }),
    error: failureSchema,
  },
  /** The committee's figures. */
  'pilot.figures': { input: viewSchema, output: figuresSchema, error: failureSchema },
  /** Each action of the kit over the schools, in the order of the kit. */
  'pilot.actions': {
    input: viewSchema,
    output: datedSchema.extend({ actions: z.array(actionLineSchema) }),
    error: failureSchema,
  },
  /** Sets the bounds of the groups of progress. */
  'pilot.bounds': {
    input: z.object({ programme: idSchema, bounds: bucketBoundsSchema }),
    output: z.null(),
    error: failureSchema,
  },
});
