import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { serviceGroupSchema, serviceSchema } from '../programme/programme.entity.ts';
import { localDateSchema } from '../schema/values.ts';
import {
  listedSchoolSchema,
  programmeRefSchema,
  schoolPageInput,
  schoolPageOutput,
} from '../wave/schoolList.ts';
import { accountChecks, distributionMethods, populations } from './accountDistribution.entity.ts';
import { activationStates, activationTargets } from './serviceActivation.entity.ts';

const programmeInput = { programme: z.string().max(100).optional() };
const schoolInput = { establishment: z.string().max(100), ...programmeInput };
const error = failureSchema;

/** Cells that one action may change: a service in every school of a country's roll-out. */
export const MAX_CELLS = 20_000;

export const activationViewSchema = z.object({
  service: z.string(),
  target: z.enum(activationTargets),
  targetName: z.string().nullable(),
  state: z.enum(activationStates),
  since: localDateSchema.nullable(),
  note: z.string().nullable(),
  pending: z.boolean(),
});
export type ActivationView = z.infer<typeof activationViewSchema>;

export const stateCountsSchema = z.object({
  off: z.int(),
  planned: z.int(),
  pilot: z.int(),
  on: z.int(),
});

/** The services of one school. */
export const schoolServicesSchema = z.object({
  programmes: z.array(programmeRefSchema),
  programme: programmeRefSchema.nullable(),
  today: localDateSchema,
  opensOn: localDateSchema.nullable(),
  groups: z.array(serviceGroupSchema),
  services: z.array(serviceSchema),
  activations: z.array(activationViewSchema),
  /** Compulsory services that are not open although the school is. */
  missing: z.array(z.string()),
  /** What the school has decided about its services, in writing. */
  policy: z.string().nullable(),
  mayWrite: z.boolean(),
  mayWritePolicy: z.boolean(),
});
export type SchoolServices = z.infer<typeof schoolServicesSchema>;

export const gridCellSchema = z.object({
  state: z.enum(activationStates),
  since: localDateSchema.nullable(),
  /** Classes and profiles that something else was decided for. */
  narrower: z.int(),
  pending: z.boolean(),
});

/** A school of the grid: its cells by service; a service that nobody has touched has none. */
export const gridRowSchema = listedSchoolSchema.extend({
  cells: z.record(z.string(), gridCellSchema),
  missing: z.array(z.string()),
  mayWrite: z.boolean(),
});
export type GridRow = z.infer<typeof gridRowSchema>;

export const serviceGridSchema = z.object({
  ...schoolPageOutput,
  groups: z.array(serviceGroupSchema),
  services: z.array(serviceSchema),
  /** Schools by state, for each service, of all schools of the programme. */
  counts: z.record(z.string(), stateCountsSchema),
  rows: z.array(gridRowSchema),
});
export type ServiceGrid = z.infer<typeof serviceGridSchema>;

export const setServicesInput = z.object({
  programme: z.string().max(100),
  cells: z
    .array(
      z.object({
        establishment: z.string().max(100),
        service: z.string().max(60),
        target: z.enum(activationTargets).optional(),
        /** Name of the class or the profile. */
        targetName: z.string().trim().min(1).max(80).optional(),
      }),
    )
    .min(1)
    .max(MAX_CELLS),
  state: z.enum(activationStates),
  /** Absent: today. */
  since: localDateSchema.optional(),
  /** Absent: kept; empty: cleared. */
  note: z.string().max(2_000).optional(),
});
export type SetServicesInput = z.infer<typeof setServicesInput>;

export const accountsViewSchema = z.object({
  population: z.enum(populations),
  method: z.enum(distributionMethods).nullable(),
  decidedOn: localDateSchema.nullable(),
  total: z.int().nullable(),
  handedOut: z.int().nullable(),
  checks: z.array(z.enum(accountChecks)),
  note: z.string().nullable(),
  pending: z.boolean(),
});
export type AccountsView = z.infer<typeof accountsViewSchema>;

export const schoolAccountsSchema = z.object({
  programmes: z.array(programmeRefSchema),
  programme: programmeRefSchema.nullable(),
  today: localDateSchema,
  /** One for each population, also where nothing was written. */
  accounts: z.array(accountsViewSchema),
  mayWrite: z.boolean(),
});
export type SchoolAccounts = z.infer<typeof schoolAccountsSchema>;

export const accountsRowSchema = listedSchoolSchema.extend({
  accounts: z.array(accountsViewSchema),
});
export type AccountsRow = z.infer<typeof accountsRowSchema>;

export const accountsGridSchema = z.object({
  ...schoolPageOutput,
  /** Of all schools of the programme together, by population. */
  sums: z.record(
    z.enum(populations),
    z.object({ total: z.int(), handedOut: z.int(), undecided: z.int() }),
  ),
  rows: z.array(accountsRowSchema),
});
export type AccountsGrid = z.infer<typeof accountsGridSchema>;

export const setAccountsInput = z.object({
  establishment: z.string().max(100),
  programme: z.string().max(100),
  population: z.enum(populations),
  set: z.object({
    method: z.enum(distributionMethods).nullable().optional(),
    decidedOn: localDateSchema.nullable().optional(),
    total: z.int().min(0).max(10_000_000).nullable().optional(),
    handedOut: z.int().min(0).max(10_000_000).nullable().optional(),
    checks: z.array(z.enum(accountChecks)).optional(),
    note: z.string().max(2_000).nullable().optional(),
  }),
});
export type SetAccountsInput = z.infer<typeof setAccountsInput>;

export const activationContract = contract({
  /** The services of one school, with what was decided for classes and profiles. */
  'activation.services': {
    input: z.object(schoolInput),
    output: schoolServicesSchema,
    error,
  },
  /** Schools by services, page by page. */
  'activation.grid': {
    input: z.object({
      ...schoolPageInput,
      /** Only schools that have this service in this state. */
      where: z.object({ service: z.string().max(60), state: z.enum(activationStates) }).optional(),
    }),
    output: serviceGridSchema,
    error,
  },
  /** Sets the state of services in schools: one action, whatever its size. */
  'activation.set': {
    input: setServicesInput,
    output: z.object({ changed: z.int() }),
    error,
  },
  /** Writes what a school has decided about its services. */
  'activation.setPolicy': {
    input: z.object({ establishment: z.string().max(100), policy: z.string().max(4_000) }),
    output: z.null(),
    error,
  },
  'activation.accounts': { input: z.object(schoolInput), output: schoolAccountsSchema, error },
  'activation.accountsGrid': {
    input: z.object(schoolPageInput),
    output: accountsGridSchema,
    error,
  },
  'activation.setAccounts': { input: setAccountsInput, output: z.null(), error },
});
