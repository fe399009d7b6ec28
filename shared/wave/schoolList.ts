import { z } from 'zod';
import { localDateSchema } from '../schema/values.ts';

const MAX_PAGE = 200;

/** A part of a list of a programme's schools, by town and name. */
export const schoolPageInput = {
  /** Absent: the first programme that this device holds. */
  programme: z.string().max(100).optional(),
  /** Words of name, town or code, without accents; empty: all. */
  text: z.string().max(200).optional(),
  offset: z.int().min(0),
  limit: z.int().min(1).max(MAX_PAGE),
};

/** A school as lists of many name it. */
export const listedSchoolSchema = z.object({
  id: z.string(),
  name: z.string(),
  nameAr: z.string().nullable(),
  town: z.string().nullable(),
  wave: z.string().nullable(),
  /** Day that it switches over. */
  opensOn: localDateSchema.nullable(),
});
export type ListedSchool = z.infer<typeof listedSchoolSchema>;

export const programmeRefSchema = z.object({ id: z.string(), name: z.string() });
export type ProgrammeRef = z.infer<typeof programmeRefSchema>;

/** What every list of a programme's schools says beside its rows. */
export const schoolPageOutput = {
  /** Programmes that this device holds, to choose from. */
  programmes: z.array(programmeRefSchema),
  programme: programmeRefSchema.nullable(),
  /** The day that counts: today, or the day of practice data. */
  today: localDateSchema,
  /** How many schools fit the filter, and how many there are. */
  total: z.int(),
  all: z.int(),
};
