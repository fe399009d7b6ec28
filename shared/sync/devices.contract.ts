import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';

/** A device of this person or of a colleague, as lists show it. */
export const deviceViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  person: z.string(),
  personName: z.string(),
  /** Of this device's person. */
  mine: z.boolean(),
  /** This very device. */
  current: z.boolean(),
  /** Milliseconds since 1970. */
  enrolledAt: z.number(),
  revokedAt: z.number().nullable(),
  /** Whether a bundle can be made for it. */
  reachable: z.boolean(),
});
export type DeviceView = z.infer<typeof deviceViewSchema>;

export const devicesContract = contract({
  /** Devices of the people of this person's places, asked anew when the server can be reached. */
  'devices.list': {
    input: z.object({}),
    output: z.array(deviceViewSchema),
    error: failureSchema,
  },
  'devices.rename': {
    input: z.object({ device: z.string().max(80), name: z.string().trim().min(1).max(120) }),
    output: z.null(),
    error: failureSchema,
  },
  /** A lost computer: it is refused from now on, and drops its data at its next contact. */
  'devices.revoke': {
    input: z.object({ device: z.string().max(80) }),
    output: z.null(),
    error: failureSchema,
  },
});

/** What became of an imported bundle. */
export const importReportSchema = z.object({
  /**
   * `reply`: the server's answer for this device; `news`: a colleague's work, shown until the
   * server confirms it; `carried`: for others: it is kept and brought to the server (or, a reply
   * that came back, to its device).
   */
  kind: z.enum(['reply', 'news', 'carried']),
  /** Transactions or rows that were new here. */
  applied: z.int(),
  /** What was here already. */
  known: z.int(),
  /** Own transactions that the server refused. */
  rejected: z.int(),
  /** Whose computer a `carried` file is to be brought to, in words; absent: it is for the server. */
  receiver: z.string().optional(),
});
export type ImportReport = z.infer<typeof importReportSchema>;

export const exportReportSchema = z.object({
  /** Transactions in the file. */
  transactions: z.int(),
  bytes: z.int(),
});
export type ExportReport = z.infer<typeof exportReportSchema>;

/**
 * Bundles are files that the shell or the terminal names: the page never gives a path, it asks the
 * shell, which opens a dialog.
 */
export const bundleContract = contract({
  'bundle.export': {
    input: z.object({
      file: z.string().max(4_096),
      /** `server`, or the id of a device; default: the server. */
      to: z.string().max(80).optional(),
    }),
    output: exportReportSchema,
    error: failureSchema,
  },
  'bundle.import': {
    input: z.object({ file: z.string().max(4_096) }),
    output: importReportSchema,
    error: failureSchema,
  },
});
