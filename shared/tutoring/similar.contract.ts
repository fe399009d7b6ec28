import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { blockerStates } from './blocker.entity.ts';

/** A blocker of the register that a text may be about. */
const similarBlockerSchema = z.object({
  id: z.string(),
  title: z.string(),
  theme: z.string().nullable(),
  state: z.enum(blockerStates),
  answer: z.string().nullable(),
  /** Schools that have met it, and of those the ones whose way it is still in. */
  schools: z.int(),
  waiting: z.int(),
  /** How near it is, up to 1. */
  score: z.number(),
});

export const similarContract = contract({
  /**
   * Blockers of a wave that a text may be about, the nearest first: asked while somebody types.
   * Fails with WaveUnknown, NotEnrolled.
   */
  'blockers.similar': {
    input: z.object({ wave: z.string().max(100), text: z.string().max(4_000) }),
    output: z.array(similarBlockerSchema),
    error: failureSchema,
  },
});
