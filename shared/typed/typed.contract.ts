import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema as error } from '../bridge/failure.ts';

const name = z.string().min(1).max(200);

/** Texts that are being typed: this computer's own, and this person's. They are never synced. */
export const typedContract = contract({
  /** What was typed last under a name; empty: nothing. */
  'typed.read': { input: z.object({ name }), output: z.object({ text: z.string() }), error },
  /**
   * Keeps what is being typed over a crash; empty: it has become what it was to be, or was given up.
   * What looks like a secret is not kept, and what was kept of it before is removed.
   */
  'typed.keep': {
    input: z.object({ name, text: z.string().max(60_000) }),
    output: z.object({ kept: z.boolean() }),
    error,
  },
});
