import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { jsonSchema } from './change.ts';
import { refusalSchema } from './protocol.ts';

export const syncPhases = ['idle', 'syncing'] as const;

/** The sync in figures, all times in milliseconds since 1970. */
export const syncStatusSchema = z.object({
  /** Transactions on this device that the server has not decided on. */
  pending: z.int(),
  /** Refused transactions that nobody has dealt with. */
  rejected: z.int(),
  conflicts: z.int(),
  /** When the last complete sync ended; null: never. */
  lastSyncAt: z.number().nullable(),
  /** Whether the server answered at the last try; null before the first. */
  reachable: z.boolean().nullable(),
  /** Since when the server has not answered; null while it does. */
  unreachableSince: z.number().nullable(),
  phase: z.enum(syncPhases),
  /** Computer clock minus server clock at the last contact. */
  clockOffsetMs: z.number(),
});
export type SyncStatus = z.infer<typeof syncStatusSchema>;

export const syncReportSchema = z.object({
  pushed: z.int(),
  pulled: z.int(),
  rejected: z.int(),
  conflicts: z.int(),
  bytesUp: z.int(),
  bytesDown: z.int(),
  ms: z.number(),
});
export type SyncReport = z.infer<typeof syncReportSchema>;

/** A refused transaction, as it is shown to its author. */
export const rejectedViewSchema = z.object({
  n: z.int(),
  at: z.number(),
  refusal: refusalSchema,
  changes: z.array(
    z.object({
      entity: z.string(),
      row: z.string(),
      scope: z.string(),
      set: z.record(z.string(), jsonSchema),
    }),
  ),
});
export type RejectedView = z.infer<typeof rejectedViewSchema>;

export const syncContract = contract({
  'sync.status': { input: z.object({}), output: syncStatusSchema, error: failureSchema },
  /** Asks the server for a sign of life; null before enrolment. */
  'sync.probe': { input: z.object({}), output: z.boolean().nullable(), error: failureSchema },
  /** Sends and fetches now; joins a sync that is already running. */
  'sync.now': { input: z.object({}), output: syncReportSchema, error: failureSchema },
  'sync.rejected': {
    input: z.object({}),
    output: z.array(rejectedViewSchema),
    error: failureSchema,
  },
  /** Removes a refused transaction from the journal's open list: the person has dealt with it. */
  'sync.dismiss': { input: z.object({ n: z.int() }), output: z.null(), error: failureSchema },
  /** Takes back the last action of this device's person, as an ordinary change. */
  'sync.undo': {
    input: z.object({}),
    output: z.object({ entity: z.string(), row: z.string(), scope: z.string() }),
    error: failureSchema,
  },
});
