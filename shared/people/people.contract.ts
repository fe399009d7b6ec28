import { z } from 'zod';
import { roles } from '../access/roles.ts';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';

const heldSchema = z.object({
  role: z.enum(roles),
  /** Where it is held, as a scope: `establishment:…`, `wave:…`, `programme:…`. */
  place: z.string(),
  /** The place's name; the school's code comes with it. */
  name: z.string(),
  /** A school's name in Arabic, where it has one. */
  nameAr: z.string().optional(),
  code: z.string().nullable(),
  /** The programme that the place is in, whose words name the role; null: not known. */
  programme: z.string().nullable(),
  /** Ids of the actors that the person plays there; null: all that the role plays. */
  actors: z.array(z.string()).nullable(),
});

export const listedPersonSchema = z.object({
  person: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  /** Every role in places that this device holds, each once. */
  roles: z.array(heldSchema),
  /** Schools in which the person has a role themselves. */
  schools: z.int(),
});
export type ListedPerson = z.infer<typeof listedPersonSchema>;

export const peopleContract = contract({
  /** Who acts in the places that the person may read, by name. */
  'people.list': {
    input: z.object({
      /** Words of a name, an address, a role's place or its code; accents do not count. */
      search: z.string().max(200).optional(),
      wave: z.string().max(80).optional(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    output: z.object({
      total: z.int(),
      /** Without the search. */
      all: z.int(),
      /** Whether the person steers a place, and so may give codes. */
      maySteer: z.boolean(),
      rows: z.array(listedPersonSchema),
    }),
    error: failureSchema,
  },
});
