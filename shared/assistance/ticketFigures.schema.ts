import { z } from 'zod';

const countsSchema = z.object({ all: z.int(), open: z.int(), late: z.int() });

/** Requests by who has them. Drafts are in none of the figures. */
export const ticketFiguresSchema = z.object({
  total: countsSchema,
  /** By a level, or `national`: that one first, then the first levels in their order. */
  groups: z.array(countsSchema.extend({ id: z.string() })),
  /** Schools with requests, those with most open ones first. */
  schools: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      nameAr: z.string().nullable(),
      town: z.string().nullable(),
      all: z.int(),
      open: z.int(),
      /** Whether support may be capped for it by the programme's rules. */
      many: z.boolean(),
    }),
  ),
  /** One's own open requests, and how many of them claim a high priority. */
  own: z.object({ open: z.int(), high: z.int() }),
});
export type TicketFigures = z.infer<typeof ticketFiguresSchema>;
