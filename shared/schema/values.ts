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

/** A time of day such as `09:00`, by the clocks of the place. */
export const dayTimeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
