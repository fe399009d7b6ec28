import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { environmentSchema } from '../programme/programme.entity.ts';
import { localDateSchema } from '../schema/values.ts';
import {
  listedSchoolSchema,
  programmeRefSchema,
  schoolPageInput,
  schoolPageOutput,
} from '../wave/schoolList.ts';
import { MAX_CELLS } from './activation.contract.ts';
import { environmentStates } from './environmentUse.entity.ts';

const error = failureSchema;

export const environmentUseViewSchema = z.object({
  environment: z.string(),
  state: z.enum(environmentStates).nullable(),
  openedOn: localDateSchema.nullable(),
  closedOn: localDateSchema.nullable(),
  address: z.string().nullable(),
  productVersion: z.string().nullable(),
  dataAsOf: localDateSchema.nullable(),
  note: z.string().nullable(),
  pending: z.boolean(),
});
export type EnvironmentUseView = z.infer<typeof environmentUseViewSchema>;

export const environmentWindowViewSchema = z.object({
  id: z.string(),
  environment: z.string().nullable(),
  opensOn: localDateSchema.nullable(),
  closesOn: localDateSchema.nullable(),
  dataAsOf: localDateSchema.nullable(),
  productVersion: z.string().nullable(),
  note: z.string().nullable(),
  pending: z.boolean(),
});
export type EnvironmentWindowView = z.infer<typeof environmentWindowViewSchema>;

export const schoolEnvironmentsSchema = z.object({
  programmes: z.array(programmeRefSchema),
  programme: programmeRefSchema.nullable(),
  today: localDateSchema,
  environments: z.array(environmentSchema),
  uses: z.array(environmentUseViewSchema),
  windows: z.array(environmentWindowViewSchema),
  /** Versions of the product that are seen anywhere in the programme. */
  versions: z.array(z.string()),
  legacySoftware: z.string().nullable(),
  mayWrite: z.boolean(),
});
export type SchoolEnvironments = z.infer<typeof schoolEnvironmentsSchema>;

export const environmentRowSchema = listedSchoolSchema.extend({
  uses: z.array(environmentUseViewSchema),
  mayWrite: z.boolean(),
});
export type EnvironmentRow = z.infer<typeof environmentRowSchema>;

export const environmentGridSchema = z.object({
  ...schoolPageOutput,
  environments: z.array(environmentSchema),
  /** Schools by environment and state, of all schools of the programme. */
  counts: z.record(z.string(), z.record(z.enum(environmentStates), z.int())),
  versions: z.array(z.string()),
  windows: z.array(environmentWindowViewSchema),
  mayWriteWindows: z.boolean(),
  rows: z.array(environmentRowSchema),
});
export type EnvironmentGrid = z.infer<typeof environmentGridSchema>;

const useSet = z.object({
  state: z.enum(environmentStates).optional(),
  openedOn: localDateSchema.nullable().optional(),
  closedOn: localDateSchema.nullable().optional(),
  address: z
    .url({ protocol: /^https?$/ })
    .max(400)
    .nullable()
    .optional(),
  productVersion: z.string().max(40).nullable().optional(),
  dataAsOf: localDateSchema.nullable().optional(),
  note: z.string().max(2_000).nullable().optional(),
});

export const setEnvironmentInput = z.object({
  programme: z.string().max(100),
  cells: z
    .array(z.object({ establishment: z.string().max(100), environment: z.string().max(40) }))
    .min(1)
    .max(MAX_CELLS),
  set: useSet,
});
export type SetEnvironmentInput = z.infer<typeof setEnvironmentInput>;

export const setWindowInput = z.object({
  programme: z.string().max(100),
  /** Absent: a new one. */
  id: z.string().max(100).optional(),
  environment: z.string().max(40),
  opensOn: localDateSchema,
  closesOn: localDateSchema,
  dataAsOf: localDateSchema.nullable(),
  productVersion: z.string().max(40).nullable(),
  note: z.string().max(2_000).nullable(),
});
export type SetWindowInput = z.infer<typeof setWindowInput>;

export const environmentsContract = contract({
  /** The environments of one school. */
  'environments.read': {
    input: z.object({
      establishment: z.string().max(100),
      programme: z.string().max(100).optional(),
    }),
    output: schoolEnvironmentsSchema,
    error,
  },
  /** Schools by environments, page by page, with the windows of those that open week by week. */
  'environments.grid': {
    input: z.object({
      ...schoolPageInput,
      where: z
        .object({ environment: z.string().max(40), state: z.enum(environmentStates) })
        .optional(),
    }),
    output: environmentGridSchema,
    error,
  },
  'environments.set': {
    input: setEnvironmentInput,
    output: z.object({ changed: z.int() }),
    error,
  },
  'environments.setWindow': { input: setWindowInput, output: z.object({ id: z.string() }), error },
  'environments.removeWindow': {
    input: z.object({ id: z.string().max(100) }),
    output: z.null(),
    error,
  },
});
