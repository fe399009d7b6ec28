import { z } from 'zod';
import { ROW_ID_PATTERN } from '../kernel/ids.ts';
import { entityNameSchema, jsonSchema, scopeSchema, stampSchema } from './change.ts';

/**
 * `POST /sync/history`: all that was ever accepted for one row of a scope that the person may
 * read, oldest first, a page at a time. A server that is older answers that it knows no such route.
 */

/** Changes in one page. */
export const HISTORY_PAGE = 200;

export const historyRequestSchema = z.object({
  protocol: z.int(),
  device: z.string().max(80),
  scope: scopeSchema,
  entity: entityNameSchema,
  row: z.string().regex(ROW_ID_PATTERN),
  /** Version of the scope up to which the changes are known; 0: from the first. */
  after: z.int().nonnegative(),
});
export type HistoryRequest = z.infer<typeof historyRequestSchema>;

/** One change of the row, and what stood there before it. */
export const historyChangeSchema = z.object({
  version: z.int().positive(),
  stamp: stampSchema,
  set: z.record(z.string(), jsonSchema),
  /** Values that stood in the fields of `set`; absent where there was none. */
  before: z.record(z.string(), jsonSchema),
  /** Fields of `set` that did not take: a value with a higher stamp stood there. */
  lost: z.array(z.string()),
});
export type HistoryChange = z.infer<typeof historyChangeSchema>;

export const historyAnswerSchema = z.object({
  changes: z.array(historyChangeSchema),
  /** Who is behind the devices of the stamps. */
  authors: z.record(z.string(), z.object({ person: z.string(), name: z.string() })),
  /** What to ask for next as `after`; null: that was all. */
  next: z.int().positive().nullable(),
});
export type HistoryAnswer = z.infer<typeof historyAnswerSchema>;
