import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';
import { languages } from '../kernel/language.ts';

/** What a printed kit holds. */
const printedSchema = z.object({
  /** Actions that are on it. */
  actions: z.int(),
  pages: z.int(),
  bytes: z.int(),
});
export type Printed = z.infer<typeof printedSchema>;

/** Papers, as the shell and the command line ask the core for them: these name a file. */
export const printFilesContract = contract({
  /**
   * Writes a school's kit as a PDF, over nothing but an older one of this program's
   * unless `over` says so.
   * Fails with BadInput where the role plays no part in the kit, FileExists, FileUnusable, DiskFull.
   */
  'print.kit': {
    input: z.object({
      file: z.string().min(1),
      /** The person has confirmed that whatever file is there is to be replaced. */
      over: z.boolean().optional(),
      establishment: z.string().max(100).optional(),
      /** Actor of the kit, or role of the people who play it; absent: all. */
      role: z.string().max(80).optional(),
      language: z.enum(languages),
    }),
    output: printedSchema,
    error: failureSchema,
  },
});

/** Papers, as the page asks the shell for them: it asks where to. */
export const printContract = contract({
  /** Null: the person closed the dialog. `file`: its name without the folder. */
  'print.saveKit': {
    input: z.strictObject({
      establishment: z.string().max(100).optional(),
      role: z.string().max(80).optional(),
      language: z.enum(languages),
      /** Opens it in the system's reader, to look at it and to print it. */
      open: z.boolean(),
    }),
    output: printedSchema.extend({ file: z.string() }).nullable(),
    error: failureSchema,
  },
});
export type PrintContract = typeof printContract;
