import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { languages } from '../kernel/language.ts';
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

/** What only the shell and the command line may ask. */
export const codeFilesContract = contract({
  /** Writes the codes that were made since the program was started, as a table. */
  'people.writeCodes': {
    input: z.object({ file: z.string().min(1).max(32_000), language: z.enum(languages) }),
    output: z.object({ codes: z.int() }),
    error: failureSchema,
  },
});

/** What the page asks the shell for, which opens the system's dialog. */
export const codesShellContract = contract({
  /** Null: the person closed the dialog. `file`: its name without the folder. */
  'people.saveCodes': {
    input: z.strictObject({}),
    output: z.object({ file: z.string(), codes: z.int() }).nullable(),
    error: failureSchema,
  },
});
export type CodesShellContract = typeof codesShellContract;
