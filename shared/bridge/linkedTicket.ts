import { z } from 'zod';
import { ticketStatuses } from '../assistance/ticketState.ts';
import { localDateSchema } from '../schema/values.ts';

/** A request as other pages name it: beside a blocker or an action of a kit. */
export const linkedTicketSchema = z.object({
  id: z.string(),
  number: z.string().nullable(),
  reference: z.string(),
  title: z.string(),
  school: z.string().nullable(),
  status: z.enum(ticketStatuses),
  createdOn: localDateSchema.nullable(),
});
export type LinkedTicket = z.infer<typeof linkedTicketSchema>;
