import { z } from 'zod';
import { roles } from '../access/roles.ts';
import { defineEntity, field } from '../schema/entity.ts';
import { labelSchema, localDateSchema } from '../schema/values.ts';

/** A phase of a switchover kit, in order. */
export const phaseSchema = z.object({ id: z.string().max(80), label: labelSchema });
export type Phase = z.infer<typeof phaseSchema>;

/** Somebody who does actions of a kit, and the roles of the people who play this part. */
export const actorSchema = z.object({
  id: z.string().max(80),
  label: labelSchema,
  /** A word or two for a narrow column. */
  short: labelSchema.optional(),
  roles: z.array(z.enum(roles)),
});
export type Actor = z.infer<typeof actorSchema>;

/** A programme: the roll-out of one information system, with its own vocabulary and kit. */
export const programme = defineEntity({
  name: 'programme',
  scopes: ['programme'],
  creators: ['pilot'],
  fields: {
    name: field(z.string().min(1).max(120), 'TEXT', { writers: ['pilot'] }),
    /** Version of the kit template. */
    templateVersion: field(z.string().max(40), 'TEXT', { writers: ['pilot'] }),
    kitName: field(labelSchema, 'JSON', { writers: ['pilot'] }),
    phases: field(z.array(phaseSchema).max(100), 'JSON', { writers: ['pilot'] }),
    actors: field(z.array(actorSchema).max(100), 'JSON', { writers: ['pilot'] }),
    /** Set on practice data only: the day that it pretends to be. */
    practiceDate: field(localDateSchema, 'TEXT'),
  },
});
