import { z } from 'zod';
import { defineEntity, field } from '../schema/entity.ts';
import { scopeKinds } from '../schema/scope.ts';
import { entityNameSchema, fieldNameSchema, jsonSchema, stampSchema } from './change.ts';
import { conflictStates } from './conflictState.ts';

/** A value that somebody wrote without having seen the other's. */
export const conflictVersionSchema = z.object({
  value: jsonSchema,
  /** Values of the fields that belong together with this one, as that person wrote them. */
  others: z.record(fieldNameSchema, jsonSchema),
  stamp: stampSchema,
  /** Row id and name of the person, and the device that it was written on. */
  person: z.string(),
  name: z.string(),
  device: z.string(),
  /** Milliseconds since 1970 by the author's clock, as far as it was right. */
  at: z.number(),
});
export type ConflictVersion = z.infer<typeof conflictVersionSchema>;

/**
 * Two or more values of one field that were written without having seen each other: the row shows
 * one, all are kept here for a person to choose. Only the server makes such a row, in the scope of
 * the row that it is about. Whoever may write the field may settle it: an ordinary change of the
 * field and of `state`, in one transaction, so that it can be undone like any other.
 */
export const conflict = defineEntity({
  name: 'conflict',
  scopes: scopeKinds,
  creators: [],
  fields: {
    entity: field(entityNameSchema, 'TEXT'),
    row: field(z.string(), 'TEXT', { indexed: true }),
    /** `deleted`: one removed the row, another changed it. */
    field: field(z.string(), 'TEXT'),
    /** Oldest first; at least two. */
    versions: field(z.array(conflictVersionSchema), 'JSON'),
    /** Written by whoever may write the field: see `forbiddenFields`. */
    state: field(z.enum(conflictStates), 'TEXT'),
  },
});
