import { z } from 'zod';
import { STAMP_PATTERN, type Stamp } from '../kernel/clock.ts';
import { ROW_ID_PATTERN } from '../kernel/ids.ts';
import type { JsonValue } from '../schema/entity.ts';
import { SCOPE_PATTERN, type ScopeId } from '../schema/scope.ts';

/** A transaction holds at most this many changes: it is decided as a whole. */
export const MAX_CHANGES = 500;

export const stampSchema = z.custom<Stamp>(
  (value) => typeof value === 'string' && STAMP_PATTERN.test(value),
);
export const scopeSchema = z.custom<ScopeId>(
  (value) => typeof value === 'string' && SCOPE_PATTERN.test(value),
);
export const ENTITY_NAME_PATTERN = /^[a-z][A-Za-z]{0,39}$/;
export const FIELD_NAME_PATTERN = /^[a-z][A-Za-z0-9]{0,59}$/;
export const entityNameSchema = z.string().regex(ENTITY_NAME_PATTERN);
/** A name that every object has already (`constructor`, `toString`) would be found where it is not. */
export const fieldNameSchema = z
  .string()
  .regex(FIELD_NAME_PATTERN)
  .refine((name) => !(name in Object.prototype));
/** Any JSON value. */
export const jsonSchema: z.ZodType<JsonValue> = z.json();

/** Field of every row: true once the row is removed. It merges like any other field. */
export const DELETED_FIELD = 'deleted';

/** What one transaction does to one row. */
export const changeSchema = z.object({
  entity: entityNameSchema,
  row: z.string().regex(ROW_ID_PATTERN),
  scope: scopeSchema,
  /** New values by field. */
  set: z.record(fieldNameSchema, jsonSchema),
  /** Stamp of the value that the author saw, by field; absent where the author saw none. */
  seen: z.record(fieldNameSchema, stampSchema).optional(),
});
export type Change = z.infer<typeof changeSchema>;

/**
 * The changes of one user action: accepted or refused as a whole. `n` counts a device's
 * transactions up from 1 without gaps; all changes share one stamp.
 */
export const transactionSchema = z.object({
  n: z.int().positive(),
  stamp: stampSchema,
  changes: z.array(changeSchema).min(1).max(MAX_CHANGES),
});
export type Transaction = z.infer<typeof transactionSchema>;
