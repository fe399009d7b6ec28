import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { labelSchema, localDateSchema } from '../schema/values.ts';
import { programmeRefSchema } from './schoolList.ts';

const nameSchema = z.object({ id: z.string(), name: z.string(), town: z.string().nullable() });

export const schoolRecordSchema = z.object({
  id: z.string(),
  code: z.string().nullable(),
  name: z.string(),
  nameAr: z.string().nullable(),
  type: z.string().nullable(),
  town: z.string().nullable(),
  department: z.string().nullable(),
  /** From the widest territory to the school's own level, as the programme names them. */
  path: z.array(
    z.object({ level: labelSchema.nullable(), name: z.string(), nameAr: z.string().nullable() }),
  ),
  accountingGroup: z.string().nullable(),
  /** The school that it is attached to, and those that are attached to it. */
  attachedTo: nameSchema.nullable(),
  attached: z.array(nameSchema),
  siret: z.string().nullable(),
  channel: z.string().nullable(),
  legalRepresentative: z.string().nullable(),
  linkedSystems: z.array(z.string()),
  legacySoftware: z.string().nullable(),
  /** Bodies outside its legal entity, each of which needs a permission. */
  attachedBodies: z.array(z.string()),
  pupils: z.int().nullable(),
  note: z.string().nullable(),
  waves: z.array(
    z.object({
      id: z.string(),
      label: z.string().nullable(),
      switchoverDate: localDateSchema.nullable(),
      programme: programmeRefSchema.nullable(),
    }),
  ),
  /** Parts that its programmes have: tabs without anything to show are left out. */
  parts: z.object({ services: z.boolean(), environments: z.boolean(), agreement: z.boolean() }),
  /** Programme whose pilots keep the record, and the territory that it belongs to. */
  programme: z.string().nullable(),
  territory: z.string().nullable(),
  mayWrite: z.boolean(),
});
export type SchoolRecord = z.infer<typeof schoolRecordSchema>;

const text = (max: number) => z.string().max(max).nullable().optional();

/** Fields of a record that its programme's pilots keep; null empties one. */
export const updateEstablishmentInput = z.object({
  establishment: z.string().max(100),
  set: z.object({
    name: z.string().trim().min(1).max(200).optional(),
    nameAr: text(200),
    code: text(40),
    type: text(40),
    town: text(120),
    department: text(40),
    accountingGroup: text(120),
    attachedTo: text(100),
    territory: text(100),
    siret: text(20),
    channel: text(40),
    legalRepresentative: text(200),
    linkedSystems: z.array(z.string().max(60)).max(60).optional(),
    legacySoftware: text(120),
    attachedBodies: z.array(z.string().max(200)).max(40).optional(),
    pupils: z.int().min(0).max(10_000_000).nullable().optional(),
    note: text(4_000),
  }),
});
export type UpdateEstablishmentInput = z.infer<typeof updateEstablishmentInput>;

/** A school that is made by hand. */
const createEstablishmentInput = z.object({
  programme: z.string().max(100),
  /** Wave that it joins; with an open one it gets its kit. */
  wave: z.string().max(100).optional(),
  set: updateEstablishmentInput.shape.set.extend({
    code: z.string().max(60),
    name: z.string().trim().min(1).max(200),
  }),
});

export const schoolsContract = contract({
  /** The record of one school, with the names of what it points at. */
  'schools.read': {
    input: z.object({ establishment: z.string().max(100) }),
    output: schoolRecordSchema,
    error: failureSchema,
  },
  /**
   * Makes a school, under the id that its code gives. Fails with CodeInvalid, CodeTaken,
   * TerritoryUnknown, WaveUnknown, ProgrammeUnknown, NotAllowed.
   */
  'establishments.create': {
    input: createEstablishmentInput,
    output: z.object({ establishment: z.string() }),
    error: failureSchema,
  },
  'establishments.update': {
    input: updateEstablishmentInput,
    output: z.null(),
    error: failureSchema,
  },
});
