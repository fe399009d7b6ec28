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
  mayWrite: z.boolean(),
});
export type SchoolRecord = z.infer<typeof schoolRecordSchema>;

export const schoolsContract = contract({
  /** The record of one school, with the names of what it points at. */
  'schools.read': {
    input: z.object({ establishment: z.string().max(100) }),
    output: schoolRecordSchema,
    error: failureSchema,
  },
});
