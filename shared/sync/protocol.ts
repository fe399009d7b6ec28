import { z } from 'zod';
import type { Stamp } from '../kernel/clock.ts';
import type { JsonValue } from '../schema/entity.ts';
import type { ScopeId } from '../schema/scope.ts';
import { changeSchema, entityNameSchema, jsonSchema, scopeSchema, stampSchema } from './change.ts';

/**
 * The wire between a device and the central server, version 2.
 *
 *   POST /enrol               JSON in and out: a one-time code becomes a device
 *   POST /session             JSON in and out: a signed challenge becomes a bearer token
 *   POST /sync/push           one signed batch in (see batch.ts), JSON out
 *   POST /sync/pull           JSON in, NDJSON out (frames)
 *   GET  /sync/events         server-sent events whenever a readable scope moved (`ScopeEvent`)
 *   POST /sync/history        JSON in and out: what happened to one row (see history.protocol.ts)
 *   POST /sync/relay          a bundle's bytes in, the reply's bundle out (see bundle.ts)
 *   POST /devices/list        JSON in and out: devices of the people of readable places
 *   POST /devices/rename      JSON in and out: a device of one's own
 *   POST /devices/revoke      JSON in and out: a device of one's own
 *   POST /devices/split       JSON in and out: a copied profile becomes a device of its own
 *   /attachments/upload       the tus protocol: the content of a file that a row names
 *   GET  /attachments/HASH    the content, with ranges
 *
 * Bodies may be compressed in both directions (gzip; brotli where both have it). Changing what is
 * written here without a new PROTOCOL_VERSION fails a test.
 */
export const PROTOCOL_VERSION = 2;
/** The oldest version that is still spoken. Version 1 (unsigned pushes) never left the workshop. */
export const OLDEST_PROTOCOL = 2;

/** A push is cut into batches of at most about this many bytes before compression. */
export const MAX_PUSH_BYTES = 1_000_000;
/** A pull frame holds at most about this many rows or changes. */
export const FRAME_ROWS = 1_000;
/** A stamp further ahead of the server than this is refused, in milliseconds. */
export const MAX_CLOCK_AHEAD_MS = 24 * 3_600_000;

/** Ed25519 public key: JWK `x`, base64url. */
export const publicKeySchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** An age recipient: what files are encrypted to. */
export const recipientSchema = z.string().regex(/^age1[a-z0-9]{50,120}$/);

/** Who the server is: kept by devices, so that receipts and files from it can be verified. */
export const serverCardSchema = z.object({
  id: z.string().max(80),
  publicKey: publicKeySchema,
  recipient: recipientSchema,
});
export type ServerCard = z.infer<typeof serverCardSchema>;

export const enrolRequestSchema = z.object({
  protocol: z.int(),
  code: z.string().min(4).max(200),
  /** Ed25519 public key of the device: JWK `x`, base64url. */
  publicKey: publicKeySchema,
  /** Name of the computer, for the person to recognise it in a list. */
  deviceName: z.string().max(120),
  /** Public key that bundles for the device are encrypted to (age). */
  recipient: recipientSchema,
});
export type EnrolRequest = z.infer<typeof enrolRequestSchema>;

export const enrolAnswerSchema = z.object({
  device: z.string(),
  person: z.object({ id: z.string(), login: z.string(), name: z.string() }),
  scopes: z.array(scopeSchema),
  serverTime: z.number(),
  epoch: z.string(),
  server: serverCardSchema,
});
export type EnrolAnswer = z.infer<typeof enrolAnswerSchema>;

/**
 * A session is opened in two steps: `{device}` is answered with a challenge; the challenge signed
 * by the device's key (Ed25519 over the UTF-8 bytes of `bascule-session:` + challenge, base64url)
 * is answered with a bearer token. No step depends on the device's clock.
 */
export const sessionRequestSchema = z.object({
  protocol: z.int(),
  device: z.string().max(80),
  challenge: z.string().max(2_000).optional(),
  signature: z.string().max(200).optional(),
});
export type SessionRequest = z.infer<typeof sessionRequestSchema>;
export const sessionAnswerSchema = z.union([
  z.object({ challenge: z.string(), serverTime: z.number() }),
  z.object({ token: z.string(), expiresAt: z.number(), serverTime: z.number() }),
]);
export type SessionAnswer = z.infer<typeof sessionAnswerSchema>;

/** Hash of a batch: SHA-256, base64url. Empty where there is none before. */
const chainSchema = z.string().regex(/^([A-Za-z0-9_-]{43})?$/);

/** First line of a batch. `prev` is the hash of the device's batch before, empty for its first. */
export const batchHeaderSchema = z.object({
  protocol: z.int(),
  device: z.string().max(80),
  from: z.int().positive(),
  to: z.int().positive(),
  prev: chainSchema,
});
export type BatchHeader = z.infer<typeof batchHeaderSchema>;

/** A device as its colleagues know it. */
export const deviceCardSchema = z.object({
  id: z.string(),
  /** Row id and name of its person. */
  person: z.string(),
  personName: z.string(),
  name: z.string(),
  publicKey: publicKeySchema,
  recipient: recipientSchema.nullable(),
  enrolledAt: z.number(),
  revokedAt: z.number().nullable(),
});
export type DeviceCard = z.infer<typeof deviceCardSchema>;

const deviceRequest = { protocol: z.int(), device: z.string().max(80) };
/** `recipient`: the device's own, where the server does not know it yet. */
export const devicesRequestSchema = z.object({
  ...deviceRequest,
  recipient: recipientSchema.optional(),
});
export const devicesAnswerSchema = z.object({ devices: z.array(deviceCardSchema) });
export const renameRequestSchema = z.object({
  ...deviceRequest,
  target: z.string().max(80),
  name: z.string().trim().min(1).max(120),
});
/** At most so many people get enrolment codes at once. */
export const MAX_CODES = 500;
/** A pilot asks for one-time codes for people of their places: those who may have none are left out. */
export const codesRequestSchema = z.object({
  ...deviceRequest,
  people: z.array(z.string().max(80)).min(1).max(MAX_CODES),
});
export const issuedCodeSchema = z.object({
  person: z.string(),
  login: z.string(),
  name: z.string(),
  code: z.string(),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
});
export type IssuedCode = z.infer<typeof issuedCodeSchema>;
export const codesAnswerSchema = z.object({ codes: z.array(issuedCodeSchema) });
export const revokeRequestSchema = z.object({ ...deviceRequest, target: z.string().max(80) });

/**
 * A profile that exists twice asks, in a session of the old identity, to become a device of its
 * own: the server knows more transactions of `device` than this copy does, or other ones.
 * `decided` is the last `n` that this copy and the server have in common: the new device counts on
 * from there. `signature`: the old key over `bascule-split:` + new public key.
 */
export const splitRequestSchema = z.object({
  ...deviceRequest,
  publicKey: publicKeySchema,
  recipient: recipientSchema,
  deviceName: z.string().max(120),
  decided: z.int().nonnegative(),
  signature: z.string().max(200),
});
export type SplitRequest = z.infer<typeof splitRequestSchema>;
export const splitAnswerSchema = z.object({ device: z.string() });

/** Why the server refused one transaction. A message exists for each type in the catalogue. */
export const refusalSchema = z.discriminatedUnion('type', [
  /** Not the form of a transaction; `detail` says where. */
  z.object({ type: z.literal('Malformed'), detail: z.string() }),
  /** The author may not write these fields there. */
  z.object({
    type: z.literal('NotAllowed'),
    entity: z.string(),
    row: z.string(),
    fields: z.array(z.string()),
  }),
  /** The row names another scope than the one it lives in. */
  z.object({ type: z.literal('WrongScope'), entity: z.string(), row: z.string() }),
  /** A value is not what its field holds. */
  z.object({
    type: z.literal('InvalidValue'),
    entity: z.string(),
    row: z.string(),
    field: z.string(),
    detail: z.string(),
  }),
  /** A rule between the fields of a row is broken. */
  z.object({
    type: z.literal('RuleBroken'),
    entity: z.string(),
    row: z.string(),
    rule: z.string(),
  }),
  /** The stamp is more than a day ahead of the server's clock. */
  z.object({ type: z.literal('ClockAhead'), aheadMs: z.number() }),
  /** The device had been revoked when this arrived: it waits for a person to review it. */
  z.object({ type: z.literal('DeviceRevoked') }),
]);
export type Refusal = z.infer<typeof refusalSchema>;

export const pushAnswerSchema = z.object({
  /** The highest `n` of this device that the server has decided on. */
  decided: z.int().nonnegative(),
  /** Hash of the last batch decided: the next one names it as `prev`. */
  chain: chainSchema,
  /** Decisions among the pushed ones that went against the author; all others were accepted. */
  refused: z.array(z.object({ n: z.int(), refusal: refusalSchema })),
  /** Number of fields that were concurrently written by somebody else. */
  conflicts: z.int().nonnegative(),
  serverTime: z.number(),
  epoch: z.string(),
});
export type PushAnswer = z.infer<typeof pushAnswerSchema>;

export const pullRequestSchema = z.object({
  protocol: z.int(),
  device: z.string().max(80),
  /** Version held, by scope; a scope that is absent is answered with a snapshot. */
  cursors: z.record(scopeSchema, z.int().nonnegative()),
});
export type PullRequest = z.infer<typeof pullRequestSchema>;

/** A row of a snapshot: `stamp` is that of every field that `stamps` does not name. */
export const snapshotRowSchema = z.object({
  entity: entityNameSchema,
  row: z.string(),
  values: z.record(z.string(), jsonSchema),
  stamp: stampSchema,
  stamps: z.record(z.string(), stampSchema).optional(),
});
export interface SnapshotRow {
  readonly entity: string;
  readonly row: string;
  readonly values: Readonly<Record<string, JsonValue>>;
  readonly stamp: Stamp;
  readonly stamps?: Readonly<Record<string, Stamp>> | undefined;
}

/** Frames of a pull, one JSON object a line. A stream that does not close with `end` was cut. */
export const frameSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    protocol: z.int(),
    epoch: z.string(),
    serverTime: z.number(),
    scopes: z.array(scopeSchema),
    /** What the server knows of the device that asks: a copied or restored profile shows here. */
    decided: z.int().nonnegative(),
    chain: chainSchema,
    server: serverCardSchema,
  }),
  /** Who is behind the devices whose stamps follow. */
  z.object({
    type: z.literal('authors'),
    authors: z.record(z.string(), z.object({ person: z.string(), name: z.string() })),
  }),
  /** Part of a scope's rows at `version`; the cursor moves with the part that is `last`. */
  z.object({
    type: z.literal('snapshot'),
    scope: scopeSchema,
    version: z.int().nonnegative(),
    first: z.boolean(),
    last: z.boolean(),
    rows: z.array(snapshotRowSchema),
  }),
  /** All changes of a scope after version `from`, up to `to`. */
  z.object({
    type: z.literal('changes'),
    scope: scopeSchema,
    from: z.int().nonnegative(),
    to: z.int().nonnegative(),
    changes: z.array(changeSchema.omit({ scope: true, seen: true }).extend({ stamp: stampSchema })),
  }),
  /** The person may no longer read this scope: its rows leave the device. */
  z.object({ type: z.literal('revoked'), scope: scopeSchema }),
  z.object({ type: z.literal('end') }),
]);
export type Frame = z.infer<typeof frameSchema>;
export type SnapshotFrame = Extract<Frame, { type: 'snapshot' }>;
export type ChangesFrame = Extract<Frame, { type: 'changes' }>;

/** Errors of the routes: HTTP status and `{error:{type,…}}`. */
export const wireErrorSchema = z.object({
  error: z.discriminatedUnion('type', [
    /** 400: not the form that the route takes. */
    z.object({ type: z.literal('BadRequest'), detail: z.string() }),
    /** 401: no token, or one that has expired: open a session again. */
    z.object({ type: z.literal('NoSession') }),
    /** 403: the device is not known here or was revoked. */
    z.object({ type: z.literal('DeviceRefused') }),
    /**
     * 403: the device was revoked at `at`. `signature`: the server's key over
     * `bascule-revoked:DEVICE:AT`, so that nobody else can make a device drop its data.
     */
    z.object({
      type: z.literal('DeviceRevoked'),
      device: z.string(),
      at: z.number(),
      signature: z.string(),
    }),
    /** 403: not a device of one's own, or one may not have this file. */
    z.object({ type: z.literal('Forbidden') }),
    /** 404: no such file here (yet). */
    z.object({ type: z.literal('NotFound') }),
    /** 403: enrolment code unknown, used or expired (never said which for unknown ones). */
    z.object({ type: z.literal('CodeUnknown') }),
    z.object({ type: z.literal('CodeUsed') }),
    z.object({ type: z.literal('CodeExpired') }),
    /** 409: transactions before `expected` have not arrived. */
    z.object({ type: z.literal('Gap'), expected: z.int(), chain: chainSchema }),
    /**
     * 409: another batch with this number was decided already: the profile exists twice.
     * `decided` and `chain` are what the server has.
     */
    z.object({ type: z.literal('Forked'), decided: z.int(), chain: chainSchema }),
    /** 400: the batch is not what its device signed. */
    z.object({ type: z.literal('BadSignature') }),
    /** 413: over the size that the route takes. */
    z.object({ type: z.literal('TooLarge') }),
    /** 426: the server speaks other protocols. */
    z.object({ type: z.literal('ProtocolUnsupported'), oldest: z.int(), newest: z.int() }),
    /** 429: too many requests; `retryAfterMs` says when. */
    z.object({ type: z.literal('TooMany'), retryAfterMs: z.number() }),
    /** 503: too much is waiting; `retryAfterMs` says when to come back. */
    z.object({ type: z.literal('Busy'), retryAfterMs: z.number() }),
    /** 500 */
    z.object({ type: z.literal('ServerFault') }),
  ]),
});
export type WireError = z.infer<typeof wireErrorSchema>['error'];

/** Packs a row's values and stamps for a snapshot: the most common stamp is said once. */
export function packSnapshotRow(
  entity: string,
  row: string,
  values: Readonly<Record<string, JsonValue>>,
  stamps: Readonly<Record<string, Stamp>>,
): SnapshotRow {
  const counts = new Map<Stamp, number>();
  for (const stamp of Object.values(stamps)) counts.set(stamp, (counts.get(stamp) ?? 0) + 1);
  let common: Stamp | undefined;
  for (const [stamp, count] of counts) {
    if (common === undefined || count > counts.get(common)!) common = stamp;
  }
  if (common === undefined) throw new Error(`Row without a stamp: ${entity} ${row}`);
  const others: Record<string, Stamp> = {};
  for (const [field, stamp] of Object.entries(stamps)) if (stamp !== common) others[field] = stamp;
  return Object.keys(others).length === 0
    ? { entity, row, values, stamp: common }
    : { entity, row, values, stamp: common, stamps: others };
}

/** Reverse of {@link packSnapshotRow}: the stamp of every field. */
export function unpackStamps(packed: SnapshotRow): Record<string, Stamp> {
  const stamps: Record<string, Stamp> = {};
  for (const field of Object.keys(packed.values)) {
    stamps[field] = packed.stamps?.[field] ?? packed.stamp;
  }
  return stamps;
}

/** Scope versions that a device may compare, as an event says them. */
export interface ScopeMoved {
  readonly scope: ScopeId;
  readonly version: number;
}

/** A scope that moved, with what moved it where that is little. */
export interface ScopeNews extends ScopeMoved {
  readonly changes?: ChangesFrame | undefined;
}

/**
 * The data of an event. A device that holds `changes.from` of this epoch may take the changes as
 * they are; any other pulls.
 */
export interface ScopeEvent extends ScopeNews {
  readonly epoch: string;
}

/** More changes than this are pulled. */
export const MAX_EVENT_CHANGES = 20;
