import { z } from 'zod';
import { secretKinds } from '../kernel/secrets.ts';
import { ticketFields } from './ticketRules.ts';

/** What can be wrong with a draft; the catalogue `tickets` has a sentence for each. */
const ticketProblems = [
  'missing',
  'notForKind',
  'kindMissing',
  'kindUnknown',
  'choiceUnknown',
  'urlNotHttps',
  'urlNotOne',
  'levelUnknown',
  'kindNone',
  'priorityNone',
  'dayAhead',
  'titleLines',
  'hiddenMarks',
  'prefixMissing',
  'prefixOtherLevel',
  'prefixTwice',
  'titleVague',
  'titleShort',
  'versionOld',
  'versionUnknown',
  'saysNothing',
  'tooLong',
  'actionUnknown',
  'advised',
  'schoolUnknown',
  'secret',
] as const;
export type TicketProblemType = (typeof ticketProblems)[number];

export const ticketProblemSchema = z.object({
  field: z.enum([...ticketFields, 'kind', 'level', 'action', 'text']),
  type: z.enum(ticketProblems),
  /** An error keeps the request from being sent; a secret has to be confirmed or removed. */
  level: z.enum(['error', 'warning']),
  /** What the sentence names. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Of `secret`: what it looks like, and where it stands in the field. */
  secret: z.enum(secretKinds).optional(),
  from: z.int().optional(),
  to: z.int().optional(),
});
export type TicketProblem = z.infer<typeof ticketProblemSchema>;
