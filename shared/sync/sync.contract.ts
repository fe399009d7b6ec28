import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { labelSchema, localDateSchema } from '../schema/values.ts';
import { halves } from '../training/trainingValues.ts';
import { jsonSchema } from './change.ts';
import { refusalSchema } from './protocol.ts';

export const syncPhases = ['idle', 'syncing'] as const;

/** The sync in figures, all times in milliseconds since 1970. */
export const syncStatusSchema = z.object({
  /** Transactions on this device that the server has not decided on. */
  pending: z.int(),
  /** Refused transactions that nobody has dealt with. */
  rejected: z.int(),
  /** Open conflicts that this device's person may settle. */
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
  /** What the person should know of this device; null: nothing out of the ordinary. */
  notice: z
    .discriminatedUnion('type', [
      /** The server was restored from a backup: everything was fetched again, nothing of ours lost. */
      z.object({ type: z.literal('serverRestored'), at: z.number() }),
      /** This profile existed twice: it is now a device of its own. */
      z.object({ type: z.literal('profileSplit'), at: z.number() }),
      /**
       * The server no longer lists some of what is here, and that came as a surprise (another
       * epoch): nothing is removed until the person says so.
       */
      z.object({ type: z.literal('placesMissing'), at: z.number(), scopes: z.array(z.string()) }),
      /** The device was revoked: its data are gone; `unsent` names the file with what was not sent. */
      z.object({ type: z.literal('revoked'), at: z.number(), unsent: z.string().nullable() }),
      /** The server speaks another protocol; `newer`: the program has to be updated. */
      z.object({ type: z.literal('protocol'), newer: z.boolean() }),
    ])
    .nullable(),
  /** Bundles of others on this device that wait to be brought to the server. */
  carrying: z.int(),
});
export type SyncStatus = z.infer<typeof syncStatusSchema>;

export const syncReportSchema = z.object({
  pushed: z.int(),
  pulled: z.int(),
  rejected: z.int(),
  /** For this device's person to settle, after a complete sync; after a push alone, those that it made. */
  conflicts: z.int(),
  bytesUp: z.int(),
  bytesDown: z.int(),
  ms: z.number(),
  /** Contents of files that were sent, and that wait to be. */
  files: z.object({ sent: z.int(), waiting: z.int() }).optional(),
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

const authorSchema = z.object({
  person: z.string().nullable(),
  name: z.string().nullable(),
  me: z.boolean(),
});

/** An open conflict, as it is shown to whoever may settle it. */
export const conflictViewSchema = z.object({
  id: z.string(),
  entity: z.string(),
  row: z.string(),
  scope: z.string(),
  field: z.string(),
  /** Whom and what a mark of attendance is of; null: the row is no such mark, or is not here. */
  about: z
    .object({
      person: z.string(),
      session: z.string(),
      title: z.string(),
      day: localDateSchema.nullable(),
      half: z.enum(halves).nullable(),
    })
    .nullable(),
  /** What the row itself is called; null: by what it is part of. */
  title: labelSchema.nullable(),
  /** What ids are called that the versions name, by id. */
  names: z.record(z.string(), labelSchema),
  versions: z.array(
    z.object({
      value: jsonSchema,
      others: z.record(z.string(), jsonSchema),
      /** What a version of a kit holds that is named by its number; null: it is none, or not here. */
      content: jsonSchema.nullable(),
      by: authorSchema,
      /** Milliseconds since 1970. */
      at: z.number(),
      /** Whether the row shows this one now. */
      shown: z.boolean(),
    }),
  ),
  /** Whether this device's person may settle it. */
  mayResolve: z.boolean(),
});
export type ConflictView = z.infer<typeof conflictViewSchema>;

export const resolveInputSchema = z.object({
  /** Conflicts that are settled together, in one action. */
  ids: z.array(z.string().max(300)).min(1).max(50),
  /** Index of the version to keep; or `value`, a third one, for text. */
  keep: z.int().nonnegative().optional(),
  value: jsonSchema.optional(),
});

export const syncContract = contract({
  'sync.conflicts': {
    input: z.object({}),
    output: z.array(conflictViewSchema),
    error: failureSchema,
  },
  /** Settles conflicts by an ordinary change, which can be undone. */
  'sync.resolve': { input: resolveInputSchema, output: z.null(), error: failureSchema },
  /**
   * Writes the changes of a refused transaction again, with other values where `amend` names
   * them, as a new action, and takes the refused one off the open list.
   */
  'sync.resend': {
    input: z.object({
      n: z.int(),
      amend: z
        .array(z.object({ row: z.string().max(300), set: z.record(z.string(), jsonSchema) }))
        .max(500)
        .optional(),
    }),
    output: z.null(),
    error: failureSchema,
  },
  /** The person has read the notice; for `placesMissing`, lets the rows go. */
  'sync.acknowledge': { input: z.object({}), output: z.null(), error: failureSchema },
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
    /** Its first row, and how many there were. */
    output: z.object({
      entity: z.string(),
      row: z.string(),
      scope: z.string(),
      rows: z.int(),
    }),
    error: failureSchema,
  },
});
