import { z } from 'zod';
import { exportReportSchema, importReportSchema } from '../sync/devices.contract.ts';
import { contract } from './contract.ts';
import { failureSchema } from './failure.ts';

/**
 * Exchange files, as the page asks the shell for them. The page never names a file: the shell opens
 * the system's dialog, or takes the file that was dropped on the window, and hands it to the core.
 */
export const exchangeContract = contract({
  /** Asks where to, then writes. Null: the person closed the dialog. */
  'exchange.export': {
    /** `to`: a device's id; absent: the server. */
    input: z.strictObject({ to: z.string().max(80).optional() }),
    /** `file`: its name without the folder. */
    output: exportReportSchema.extend({ file: z.string() }).nullable(),
    error: failureSchema,
  },
  /** Asks which, then takes it in. Null: the person closed the dialog, or nothing was dropped. */
  'exchange.import': {
    /** `dropped`: the next of the files that were dropped on the window, instead of asking. */
    input: z.strictObject({ dropped: z.boolean().optional() }),
    output: importReportSchema.nullable(),
    error: failureSchema,
  },
});
export type ExchangeContract = typeof exchangeContract;
