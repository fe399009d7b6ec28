import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { languages } from '../kernel/language.ts';

/** How the device's key is kept: by the system's protected storage, or by file rights alone. */
export const keyProtections = ['system', 'file'] as const;

export const sessionViewSchema = z.object({
  device: z.string(),
  deviceName: z.string(),
  server: z.string(),
  person: z.object({
    id: z.string(),
    login: z.string(),
    name: z.string(),
    /** What they want to be spoken to in, where that is known. */
    language: z.enum(languages).optional(),
  }),
  roles: z.array(z.object({ role: z.string(), place: z.string() })),
  keyProtection: z.enum(keyProtections),
  folder: z.string(),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

export const sessionContract = contract({
  /** Who this device is enrolled for; null before enrolment. */
  'session.current': {
    input: z.object({}),
    output: sessionViewSchema.nullable(),
    error: failureSchema,
  },
  /** Enrols this device with a one-time code and fetches what its person may read. */
  'session.enrol': {
    input: z.object({ server: z.string().max(500), code: z.string().max(200) }),
    output: z.object({ device: z.string(), person: z.string(), scopes: z.array(z.string()) }),
    error: failureSchema,
  },
});
