import { z } from 'zod';
import { contract } from '../bridge/contract.ts';
import { failureSchema } from '../bridge/failure.ts';

const authorSchema = z.object({
  person: z.string().nullable(),
  name: z.string().nullable(),
  me: z.boolean(),
});

/** Why the server did not take a file; it is not sent again by itself. */
export const uploadRefusals = ['notAllowed', 'tooLarge', 'damaged'] as const;
export type UploadRefusal = (typeof uploadRefusals)[number];

/** Where a file's content is, as far as this device knows. */
export const attachmentStateSchema = z.discriminatedUnion('type', [
  /** On this device and on the server. */
  z.object({ type: z.literal('here') }),
  /** On this device, to be sent; so much of it has arrived. */
  z.object({ type: z.literal('toSend'), percent: z.int() }),
  /** On this device; the server does not take it. */
  z.object({ type: z.literal('refused'), reason: z.enum(uploadRefusals) }),
  /** On the server, fetched when it is opened. */
  z.object({ type: z.literal('onServer') }),
  /** On its way here; so much of it is here. */
  z.object({ type: z.literal('fetching'), percent: z.int() }),
  /** Still on a colleague's device alone. */
  z.object({ type: z.literal('elsewhere') }),
]);
export type AttachmentState = z.infer<typeof attachmentStateSchema>;

export const attachmentViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  addedBy: authorSchema.nullable(),
  /** Milliseconds since 1970; null when it is not known. */
  addedAt: z.number().nullable(),
  state: attachmentStateSchema,
  /** Whether opening it hands it to a program; else it is shown in its folder. */
  opens: z.boolean(),
});
export type AttachmentView = z.infer<typeof attachmentViewSchema>;

export const attachmentListSchema = z.object({
  /** Oldest first. */
  attachments: z.array(attachmentViewSchema),
  /** Whether this device's person may attach and remove. */
  mayWrite: z.boolean(),
});
export type AttachmentList = z.infer<typeof attachmentListSchema>;

const idSchema = z.string().max(300);

/** What files belong to, with what else is asked: one of a step, a request and an article. */
function hosted<S extends z.core.$ZodShape>(more: S) {
  return z.union([
    z.strictObject({ step: idSchema, ...more }),
    z.strictObject({ ticket: idSchema, ...more }),
    z.strictObject({ article: idSchema, ...more }),
  ]);
}

/** What a file belongs to. */
export type FileHost =
  | { readonly step: string }
  | { readonly ticket: string }
  | { readonly article: string };

/** What the page may ask. It never sees a path. */
export const attachmentsContract = contract({
  'attachments.list': {
    input: hosted({}),
    output: attachmentListSchema,
    error: failureSchema,
  },
  /** Removes a file from where it is attached: an ordinary change, which can be undone. */
  'attachments.remove': {
    input: z.object({ id: idSchema }),
    output: z.null(),
    error: failureSchema,
  },
});

const MAX_PATH = 32_000;

/** What only the shell and the command line may ask: these speak of files of this computer. */
export const attachmentFilesContract = contract({
  /** Copies a file of this computer and attaches it. Answered once both are on disk. */
  'attachments.add': {
    input: hosted({ file: z.string().min(1).max(MAX_PATH) }),
    output: z.object({ id: z.string(), hash: z.string(), bytes: z.int(), name: z.string() }),
    error: failureSchema,
  },
  /**
   * Makes a copy that a program of this computer can open, with the file's own name; fetches the
   * content when it is not here.
   */
  'attachments.open': {
    input: z.object({ id: idSchema }),
    output: z.object({
      path: z.string(),
      /** False: it may only be shown in its folder. */
      opens: z.boolean(),
    }),
    error: failureSchema,
  },
});

/**
 * What the page asks the shell for. It names no file: the shell opens the system's dialog, or takes
 * what was dropped on the window.
 */
export const attachmentShellContract = contract({
  /** Asks which files, then attaches them. Null: the person closed the dialog. */
  'attachments.attach': {
    /** `dropped`: the files that were dropped on the window last, instead of asking. */
    input: hosted({
      dropped: z.boolean().optional(),
      /** What looks like a secret in their names was seen, and is none. */
      confirmed: z.boolean().optional(),
    }),
    /**
     * Names of the files that were attached; `asks`: names that look like secrets. Then nothing is
     * attached, and the same files wait as if they had been dropped.
     */
    output: z.object({ names: z.array(z.string()), asks: z.array(z.string()) }).nullable(),
    error: failureSchema,
  },
  /** Opens a file with the program that the system has for it, or shows it in its folder. */
  'attachments.show': {
    input: z.strictObject({ id: idSchema }),
    output: z.object({ opened: z.boolean() }),
    error: failureSchema,
  },
});
export type AttachmentShellContract = typeof attachmentShellContract;
