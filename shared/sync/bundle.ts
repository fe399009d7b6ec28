import { z } from 'zod';
import { err, ok, type Result } from '../kernel/result.ts';
import { scopeSchema } from './change.ts';
import { frameSchema, pushAnswerSchema } from './protocol.ts';

/**
 * A bundle: a file by which devices and the server meet without a network. It travels on a key or
 * through a colleague's laptop, whoever carries it can neither read nor change it.
 *
 *   envelope   one line of JSON, in the clear: for whom, from whom, of which server
 *   payload    lines, compressed, then encrypted to the receiver (age)
 *   digest     SHA-256 of everything before, 32 bytes: a cut or changed file is noticed first
 *
 * The payload's lines are a header, parts, and the sender's signature over all lines before it.
 */
export const BUNDLE_VERSION = 1;
/** Ending of a bundle's file name. */
export const BUNDLE_EXTENSION = 'bascule';
/** A bundle's file is smaller; more is not read into memory. */
export const MAX_BUNDLE_BYTES = 128 * 1_048_576;
export const BUNDLE_SIGNATURE_PREFIX = 'bascule-bundle:';
/** Name of the server in `from` and `to`. */
export const SERVER = 'server';

const DIGEST_BYTES = 32;
const MAX_ENVELOPE_BYTES = 2_000;
const NEWLINE = 10;

/** Said in the clear, for whoever carries the file. */
export const envelopeSchema = z.object({
  bascule: z.literal('bundle'),
  version: z.int(),
  /** `server` or a device's id. */
  to: z.string().max(80),
  from: z.string().max(80),
  /** Id of the server that both belong to. */
  server: z.string().max(80),
});
export type Envelope = z.infer<typeof envelopeSchema>;

export const bundleHeaderSchema = z.object({
  bundle: z.int(),
  from: z.string().max(80),
  to: z.string().max(80),
  server: z.string().max(80),
  epoch: z.string(),
  /** Milliseconds since 1970 by the sender's clock. */
  at: z.number(),
  /** To the server: the versions that the device holds, to be answered with what is newer. */
  cursors: z.record(scopeSchema, z.int().nonnegative()).optional(),
  /** To the server: what replies are to be encrypted to. */
  recipient: z.string().optional(),
});
export type BundleHeader = z.infer<typeof bundleHeaderSchema>;

export const bundlePartSchema = z.union([
  /** A signed batch, exactly as its device sealed it: to the server, or to a colleague. */
  z.object({ batch: z.string() }),
  /** From the server: what became of the batches that it received. */
  z.object({ answer: pushAnswerSchema }),
  /** From the server: a frame of a pull. */
  z.object({ frame: frameSchema }),
]);
export type BundlePart = z.infer<typeof bundlePartSchema>;

/** Cryptography, compression and UTF-8, passed in: `shared` has none. */
export interface BundleTools {
  encode(text: string): Uint8Array;
  /** Null when the bytes are not UTF-8. */
  decode(bytes: Uint8Array): string | null;
  sha256(bytes: Uint8Array): Uint8Array;
  compress(bytes: Uint8Array): Promise<Uint8Array>;
  /** @throws when the bytes are not compressed ones, or would become more than is reasonable */
  decompress(bytes: Uint8Array): Promise<Uint8Array>;
  encrypt(bytes: Uint8Array, recipient: string): Promise<Uint8Array>;
  /** Null when the identity cannot open it. */
  decrypt(bytes: Uint8Array): Promise<Uint8Array | null>;
}

/** Why a file is not taken. A message exists for each in the catalogue. */
export interface BundleFailure {
  readonly type:
    /** Not a bundle at all. */
    | 'NotABundle'
    /** Cut, or changed on its way. */
    | 'BundleDamaged'
    /** For another device, or of another server. */
    | 'BundleForOthers'
    /** Whole, but not signed by whom it says it is from. */
    | 'BundleForged'
    /** Written by a newer version. */
    | 'BundleNewer';
}

/** Writes a bundle. `sign` signs UTF-8 text with the sender's key, base64url. */
export async function writeBundle(
  header: BundleHeader,
  parts: Iterable<BundlePart>,
  recipient: string,
  tools: BundleTools,
  sign: (text: string) => string,
): Promise<Uint8Array> {
  const lines = [JSON.stringify(header)];
  for (const part of parts) lines.push(JSON.stringify(part));
  const text = lines.join('\n');
  const signed = `${text}\n${sign(toSign(text, tools))}`;
  const payload = await tools.encrypt(await tools.compress(tools.encode(signed)), recipient);
  const { from, to, server } = header;
  const envelope: Envelope = { bascule: 'bundle', version: BUNDLE_VERSION, to, from, server };
  const body = join([tools.encode(`${JSON.stringify(envelope)}\n`), payload]);
  return join([body, tools.sha256(body)]);
}

/** Reads a bundle's envelope and checks that the file is whole. */
export function readEnvelope(
  file: Uint8Array,
  tools: BundleTools,
): Result<{ readonly envelope: Envelope; readonly payload: Uint8Array }, BundleFailure> {
  const end = file.subarray(0, MAX_ENVELOPE_BYTES).indexOf(NEWLINE);
  const text = tools.decode(file.subarray(0, Math.max(0, end)));
  const first = text === null ? undefined : (parseJson(text) as { bascule?: unknown } | undefined);
  if (end < 0 || first?.bascule !== 'bundle') return err({ type: 'NotABundle' });
  const body = file.subarray(0, file.length - DIGEST_BYTES);
  if (body.length <= end || !sameBytes(tools.sha256(body), file.subarray(body.length))) {
    return err({ type: 'BundleDamaged' });
  }
  const envelope = envelopeSchema.safeParse(first);
  if (!envelope.success) return err({ type: 'NotABundle' });
  if (envelope.data.version > BUNDLE_VERSION) return err({ type: 'BundleNewer' });
  return ok({ envelope: envelope.data, payload: body.subarray(end + 1) });
}

/** An opened bundle; its signature is verified by `verify`. */
export interface OpenedBundle {
  readonly header: BundleHeader;
  readonly parts: readonly BundlePart[];
}

/**
 * Opens the payload of a whole file.
 * @param verify whether `signature` over `text` is the sender's; false for an unknown sender
 */
export async function openBundle(
  envelope: Envelope,
  payload: Uint8Array,
  tools: BundleTools,
  verify: (from: string, text: string, signature: string) => boolean | Promise<boolean>,
): Promise<Result<OpenedBundle, BundleFailure>> {
  const compressed = await tools.decrypt(payload);
  if (compressed === null) return err({ type: 'BundleForOthers' });
  const lines = tools.decode(await tools.decompress(compressed))?.split('\n');
  const signature = lines?.pop();
  const header = bundleHeaderSchema.safeParse(parseJson(lines?.[0] ?? ''));
  if (lines === undefined || signature === undefined || !header.success) {
    return err({ type: 'NotABundle' });
  }
  const { from, to, server } = header.data;
  const isEnvelopes = from === envelope.from && to === envelope.to && server === envelope.server;
  if (!isEnvelopes || !(await verify(from, toSign(lines.join('\n'), tools), signature))) {
    return err({ type: 'BundleForged' });
  }
  const parts: BundlePart[] = [];
  for (const line of lines.slice(1)) {
    const part = bundlePartSchema.safeParse(parseJson(line));
    if (!part.success) return err({ type: 'BundleNewer' });
    parts.push(part.data);
  }
  return ok({ header: header.data, parts });
}

/** What the sender of a payload signs. */
function toSign(text: string, tools: BundleTools): string {
  let digest = '';
  for (const byte of tools.sha256(tools.encode(text))) digest += byte.toString(16).padStart(2, '0');
  return BUNDLE_SIGNATURE_PREFIX + digest;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
