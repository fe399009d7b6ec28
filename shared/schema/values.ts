import { z } from 'zod';
import { isLocalDate, type LocalDate } from '../kernel/dates.ts';

/** A label in the languages of the product; French is always there. */
export const labelSchema = z.object({
  fr: z.string().min(1).max(400),
  en: z.string().max(400).optional(),
  ar: z.string().max(400).optional(),
});
export type Label = z.infer<typeof labelSchema>;

/** A calendar day that exists. */
export const localDateSchema: z.ZodType<LocalDate> = z.string().refine(isLocalDate);
