import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { localDateSchema } from '../schema/values.ts';
import {
  listedSchoolSchema,
  programmeRefSchema,
  schoolPageInput,
  schoolPageOutput,
} from '../wave/schoolList.ts';
import { agreementStates, endReasons } from './agreement.entity.ts';

const error = failureSchema;

export const agreementViewSchema = z.object({
  number: z.string().nullable(),
  state: z.enum(agreementStates).nullable(),
  signedOn: localDateSchema.nullable(),
  startsOn: localDateSchema.nullable(),
  noticeOn: localDateSchema.nullable(),
  acknowledgedOn: localDateSchema.nullable(),
  endsOn: localDateSchema.nullable(),
  endReason: z.enum(endReasons).nullable(),
  availableOn: localDateSchema.nullable(),
  /** In millions. */
  financialMass: z.number().nullable(),
  selfHosted: z.boolean().nullable(),
  note: z.string().nullable(),
  pending: z.boolean(),
});
export type AgreementView = z.infer<typeof agreementViewSchema>;

export const schoolAgreementSchema = z.object({
  programmes: z.array(programmeRefSchema),
  programme: programmeRefSchema.nullable(),
  today: localDateSchema,
  /** Template whose terms hold. */
  template: z.string().nullable(),
  agreement: agreementViewSchema.nullable(),
  channel: z.string().nullable(),
  siret: z.string().nullable(),
  legalRepresentative: z.string().nullable(),
  mayWrite: z.boolean(),
});

export const agreementRowSchema = listedSchoolSchema.extend({
  agreement: agreementViewSchema.nullable(),
  channel: z.string().nullable(),
});
export type AgreementRow = z.infer<typeof agreementRowSchema>;

/** A filter's word for schools whose agreement nobody has begun. */
export const NO_AGREEMENT = 'none';

export const agreementListSchema = z.object({
  ...schoolPageOutput,
  template: z.string().nullable(),
  /** Schools by state; `none` for those without an agreement. */
  counts: z.record(z.string(), z.int()),
  rows: z.array(agreementRowSchema),
});
export type AgreementList = z.infer<typeof agreementListSchema>;

export const updateAgreementInput = z.object({
  establishment: z.string().max(100),
  programme: z.string().max(100),
  set: z.object({
    number: z.string().max(80).nullable().optional(),
    state: z.enum(agreementStates).optional(),
    signedOn: localDateSchema.nullable().optional(),
    startsOn: localDateSchema.nullable().optional(),
    noticeOn: localDateSchema.nullable().optional(),
    acknowledgedOn: localDateSchema.nullable().optional(),
    endsOn: localDateSchema.nullable().optional(),
    endReason: z.enum(endReasons).nullable().optional(),
    availableOn: localDateSchema.nullable().optional(),
    financialMass: z.number().min(0).max(1_000_000).nullable().optional(),
    selfHosted: z.boolean().nullable().optional(),
    note: z.string().max(4_000).nullable().optional(),
  }),
});
export type UpdateAgreementInput = z.infer<typeof updateAgreementInput>;

export const agreementContract = contract({
  /** The agreement that binds one school to a programme; null while nobody has begun one. */
  'agreement.read': {
    input: z.object({
      establishment: z.string().max(100),
      programme: z.string().max(100).optional(),
    }),
    output: schoolAgreementSchema,
    error,
  },
  'agreement.list': {
    input: z.object({
      ...schoolPageInput,
      state: z.enum([...agreementStates, NO_AGREEMENT]).optional(),
    }),
    output: agreementListSchema,
    error,
  },
  /** Writes fields of an agreement, which it begins where there is none. */
  'agreement.update': { input: updateAgreementInput, output: z.null(), error },
});
