import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { issuedCodeSchema } from '../sync/protocol.ts';

/** Enrolment codes that pilots hand out. */
export const codesContract = contract({
  /**
   * One-time codes for people, by person, or for all people of a wave and its schools. Only for
   * people all of whose roles this person steers: others are left out. A code is shown this once;
   * an older one that was not used ends. Fails with NeedsServer, NotAllowed.
   */
  'people.codes': {
    input: z.object({
      people: z.array(z.string().max(80)).max(20_000),
      wave: z.string().max(80).optional(),
    }),
    output: z.array(issuedCodeSchema),
    error: failureSchema,
  },
});
