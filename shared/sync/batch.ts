import { err, ok, type Result } from '../kernel/result.ts';
import type { JsonValue } from '../schema/entity.ts';
import { transactionSchema, type Transaction } from './change.ts';
import { plainTransaction } from './plainTransaction.ts';
import { batchHeaderSchema, type BatchHeader, type Refusal } from './protocol.ts';

/**
 * A signed batch: consecutive transactions of one device as a text of lines. It is signed when it
 * leaves, kept as these exact bytes until the server has decided on it, and carried by HTTP or by
 * a bundle alike. Compression happens outside.
 *
 *   header        {"protocol","device","from","to","prev"}: `prev` is the hash of the batch before
 *   salt          22 characters, or `-` once values have been erased
 *   transaction   {"n","stamp","changes":[{"entity","row","scope","set":[fields],"seen"}]}
 *   value         JSON, one line for each field that the transaction's changes set, in their order
 *   …
 *   signature     Ed25519 over `bascule-batch:` + hash, base64url
 *
 * The hash covers the header and transaction lines as they are, and of each value only its salted
 * hash: a value can be erased (for ever, since its salt goes with it) and the signature still
 * verifies. In a text without a salt, a value line is `SALT JSON`, or `~HASH` where it was erased.
 */

/** SHA-256 of UTF-8 text, base64url: 43 characters. Passed in: `shared` has no cryptography. */
export type Hash = (text: string) => string;

/** Prefix of what a device signs, so that a signature means nothing anywhere else. */
export const BATCH_SIGNATURE_PREFIX = 'bascule-batch:';

const HASH_PREFIX = 'bascule-batch 2\n';
const ERASED = '~';
const NO_SALT = '-';
const SALT_LENGTH = 22;
/** JSON nested deeper than this is nobody's work, and would exhaust the stack. */
const MAX_DEPTH = 40;

/** A transaction to be sealed. What is not of a transaction's form is sealed without changes. */
export type Sealable = Pick<Transaction, 'n' | 'stamp' | 'changes'>;

/**
 * Seals transactions into a batch.
 * @param transactions consecutive, in rising order of `n`
 * @param salt 22 random characters of base64url
 * @param sign signs UTF-8 text with the device's key; base64url
 * @returns the exact text to keep and to send, and the hash that the next batch names
 */
export function sealBatch(
  header: Omit<BatchHeader, 'from' | 'to'>,
  transactions: readonly Sealable[],
  salt: string,
  hash: Hash,
  sign: (text: string) => string,
): { readonly text: string; readonly hash: string } {
  const { protocol, device, prev } = header;
  const from = transactions[0]!.n;
  const to = transactions.at(-1)!.n;
  const first = JSON.stringify({ protocol, device, from, to, prev });
  const lines = [first, salt];
  // What the hash covers, as whoever opens the batch finds it out.
  const covered = [first];
  let index = 0;
  const push = (line: string): void => {
    lines.push(line);
    covered.push(line);
  };
  for (const { n, stamp, changes } of transactions) {
    push(
      JSON.stringify({
        n,
        stamp,
        changes: changes.map((change) => ({ ...change, set: Object.keys(change.set) })),
      }),
    );
    for (const { set } of changes) {
      for (const value of Object.values(set)) {
        const line = JSON.stringify(value);
        lines.push(line);
        covered.push(saltedHash(salt, index, line, hash));
        index += 1;
      }
    }
  }
  const digest = hash(HASH_PREFIX + covered.join('\n'));
  lines.push(sign(BATCH_SIGNATURE_PREFIX + digest));
  return { text: lines.join('\n'), hash: digest };
}

/** The hash of a value under its own salt, which is made from the batch's. */
function saltedHash(salt: string, index: number, line: string, hash: Hash): string {
  return hash(`${hash(`${salt} ${index}`)} ${line}`);
}

/** One transaction of an opened batch, or what is refused at once for its form. */
export type BatchLine =
  | { readonly n: number; readonly transaction: Transaction }
  | { readonly n: number; readonly malformed: Refusal; readonly content: unknown };

export interface OpenedBatch {
  readonly header: BatchHeader;
  readonly lines: readonly BatchLine[];
  readonly hash: string;
  /** Over `BATCH_SIGNATURE_PREFIX + hash`; still to be verified with the device's key. */
  readonly signature: string;
}

/** Where a text is not of a batch's form. */
export interface BatchUnreadable {
  readonly type: 'BatchUnreadable';
  readonly detail: string;
}

/**
 * Reads a batch. A text is taken whole or not at all: one that was cut answers `BatchUnreadable`.
 * A transaction that can be told apart but is not of the form is refused by itself.
 * @param describe says in a few words where a value is not of its form
 */
export function openBatch(
  text: string,
  hash: Hash,
  describe: (error: { readonly issues: readonly unknown[] }) => string,
): Result<OpenedBatch, BatchUnreadable> {
  const lines = text.split('\n');
  const signature = lines.pop()!;
  const header = batchHeaderSchema.safeParse(parseJson(lines[0] ?? ''));
  if (!header.success) return unreadable('header');
  if (!/^[A-Za-z0-9_-]{86}$/.test(signature)) return unreadable('signature');
  const read = readLines(lines, hash);
  if (read === null) return unreadable('lines');
  const opened: BatchLine[] = [];
  let expected = header.data.from;
  for (const head of read.heads) {
    if (head.n !== expected) return unreadable(`line ${head.at + 1}`);
    opened.push(readTransaction(lines, head, describe));
    expected += 1;
  }
  if (expected !== header.data.to + 1) return unreadable('end');
  return ok({ header: header.data, lines: opened, hash: read.hash, signature });
}

/**
 * Erases values from a batch: its hash and signature stay as they were.
 * @param erase says which values go
 * @returns the new text, or null when the text is no batch
 */
export function eraseFromBatch(
  text: string,
  hash: Hash,
  erase: (change: { entity: string; row: string; field: string }) => boolean,
): string | null {
  const lines = text.split('\n');
  const signature = lines.pop()!;
  const salt = lines[1]!;
  const kept = [lines[0]!, NO_SALT];
  let index = 0;
  for (let at = 2; at < lines.length;) {
    const head = transactionHead(lines, at);
    if (head === null) return null;
    kept.push(lines[at]!);
    at += 1;
    for (const change of head.sets) {
      for (const field of change.fields) {
        const line = lines[at];
        if (line === undefined) return null;
        const salted = saltedValue(salt, index, line, hash);
        if (salted === null) return null;
        const goes = erase({ entity: change.entity, row: change.row, field });
        kept.push(goes ? ERASED + salted.hash : (salted.line ?? ERASED + salted.hash));
        index += 1;
        at += 1;
      }
    }
  }
  kept.push(signature);
  return kept.join('\n');
}

/** The hash of a batch's lines without its signature, and its transactions; null: not of the form. */
function readLines(
  lines: readonly string[],
  hash: Hash,
): { readonly hash: string; readonly heads: readonly TransactionHead[] } | null {
  const salt = lines[1];
  if (salt === undefined || (salt !== NO_SALT && salt.length !== SALT_LENGTH)) return null;
  const heads: TransactionHead[] = [];
  let covered = HASH_PREFIX + lines[0]!;
  let index = 0;
  for (let at = 2; at < lines.length;) {
    const head = transactionHead(lines, at);
    if (head === null) return null;
    heads.push(head);
    covered += `\n${lines[at]!}`;
    at += 1;
    for (let count = head.values; count > 0; count -= 1, at += 1, index += 1) {
      const line = lines[at];
      const salted = line === undefined ? null : saltedValue(salt, index, line, hash);
      if (salted === null) return null;
      covered += `\n${salted.hash}`;
    }
  }
  return { hash: hash(covered), heads };
}

/** A value's salted hash, and its line in a text without a common salt (null: it was erased). */
function saltedValue(
  salt: string,
  index: number,
  line: string,
  hash: Hash,
): { readonly hash: string; readonly line: string | null } | null {
  if (salt !== NO_SALT) {
    const own = hash(`${salt} ${index}`);
    return { hash: hash(`${own} ${line}`), line: `${own} ${line}` };
  }
  if (line.startsWith(ERASED)) return { hash: line.slice(1), line: null };
  return line.includes(' ') ? { hash: hash(line), line } : null;
}

interface TransactionHead {
  /** Index of its line. */
  readonly at: number;
  readonly n: number;
  readonly content: Record<string, unknown>;
  readonly sets: readonly { entity: string; row: string; fields: readonly string[] }[];
  /** Number of value lines that follow. */
  readonly values: number;
}

/** As much of a transaction line as tells how many value lines follow; null when it does not. */
function transactionHead(lines: readonly string[], at: number): TransactionHead | null {
  const content = parseJson(lines[at]!) as Record<string, unknown> | undefined;
  if (content === undefined || content === null || typeof content !== 'object') return null;
  const { n, changes } = content;
  if (typeof n !== 'number' || !Number.isSafeInteger(n) || n < 1) return null;
  const sets: { entity: string; row: string; fields: readonly string[] }[] = [];
  let values = 0;
  for (const change of Array.isArray(changes) ? (changes as unknown[]) : []) {
    if (typeof change !== 'object' || change === null) continue;
    const { entity, row, set } = change as Record<string, unknown>;
    if (!Array.isArray(set) || !set.every((field) => typeof field === 'string')) continue;
    sets.push({ entity: String(entity), row: String(row), fields: set });
    values += set.length;
  }
  return { at, n, content, sets, values };
}

function readTransaction(
  lines: readonly string[],
  { at, n, content, values }: TransactionHead,
  describe: (error: { readonly issues: readonly unknown[] }) => string,
): BatchLine {
  let next = at + 1;
  const plain = plainTransaction(content, () => parseJson(lines[next++]!));
  if (plain !== null) return { n, transaction: plain };
  next = at + 1;
  const changes = (Array.isArray(content['changes']) ? content['changes'] : []).map(
    (change: unknown) => {
      const fields = (change as { set?: unknown } | null)?.set;
      if (!Array.isArray(fields)) return change;
      const set: Record<string, JsonValue> = {};
      for (const field of fields as string[]) {
        const value = parseJson(lines[next]!) as JsonValue;
        next += 1;
        // What is no field's name must be seen and refused, not become the prototype.
        set[field === '__proto__' ? `(${field})` : field] = value;
      }
      return { ...(change as object), set };
    },
  );
  const whole = { ...content, changes };
  if (depthExceeds(whole, MAX_DEPTH)) {
    // Kept as text: what is nested this deep cannot be written back as JSON safely.
    const text = lines.slice(at, at + 1 + values).join('\n');
    return { n, malformed: { type: 'Malformed', detail: 'nesting' }, content: text };
  }
  const parsed = transactionSchema.safeParse(whole);
  return parsed.success
    ? { n, transaction: parsed.data }
    : { n, malformed: { type: 'Malformed', detail: describe(parsed.error) }, content: whole };
}

/** The value of JSON text, or undefined. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether arrays and objects are nested deeper than `limit`; needs no stack itself. */
function depthExceeds(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((item) =>
      typeof item === 'object' && item !== null ? Object.values(item) : [],
    );
  }
  return false;
}

function unreadable(detail: string): Result<never, BatchUnreadable> {
  return err({ type: 'BatchUnreadable', detail });
}
