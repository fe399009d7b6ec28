import { z } from 'zod';
import { stepStatuses } from '../kit/kitStep.entity.ts';
import { wireErrorSchema } from '../sync/protocol.ts';

/**
 * Expected failures of the core, as values. The catalogue `errors` has a sentence for each type:
 * what happened, what is safe, what to do.
 */
export const failureSchema = z.discriminatedUnion('type', [
  /** Input that is not of the form; `detail` names the place. */
  z.object({ type: z.literal('BadInput'), detail: z.string() }),
  z.object({ type: z.literal('StepUnknown'), step: z.string() }),
  z.object({ type: z.literal('EstablishmentUnknown'), establishment: z.string() }),
  z.object({ type: z.literal('NoEstablishment') }),
  z.object({ type: z.literal('StatusUnknown'), status: z.string() }),
  z.object({ type: z.literal('NoteTooLong'), length: z.int(), limit: z.int() }),
  z.object({ type: z.literal('ReasonMissing'), status: z.enum(stepStatuses) }),
  z.object({ type: z.literal('NotAllowed') }),
  /** Nothing of one's own to undo, or somebody has changed it since. */
  z.object({ type: z.literal('NothingToUndo') }),
  z.object({ type: z.literal('ChangedSince'), by: z.string() }),
  z.object({ type: z.literal('NotEnrolled') }),
  z.object({ type: z.literal('AlreadyEnrolled'), login: z.string() }),
  /** The server cannot be reached; all work is kept. */
  z.object({ type: z.literal('ServerUnreachable'), server: z.string() }),
  z.object({ type: z.literal('ServerAddressInvalid'), server: z.string() }),
  /** The server answered with an error of the wire. */
  z.object({ type: z.literal('ServerRefused'), error: wireErrorSchema.shape.error }),
  z.object({ type: z.literal('DiskFull') }),
  /** The disk refused to read or write for another reason; `code` is SQLite's. */
  z.object({ type: z.literal('DiskFault'), code: z.string() }),
  z.object({ type: z.literal('FolderReadOnly'), folder: z.string() }),
  z.object({ type: z.literal('FolderInUse'), folder: z.string() }),
  z.object({ type: z.literal('NotADatabase'), file: z.string() }),
  z.object({ type: z.literal('DatabaseNewer'), file: z.string() }),
  z.object({ type: z.literal('DeviceKeyUnreadable'), file: z.string() }),
]);
export type CoreFailure = z.infer<typeof failureSchema>;
