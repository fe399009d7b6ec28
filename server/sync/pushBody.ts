import { err, ok, type Result } from '../../shared/kernel/result.ts';
import { transactionSchema, type Transaction } from '../../shared/sync/change.ts';
import {
  pushHeaderSchema,
  type PushHeader,
  type Refusal,
  type WireError,
} from '../../shared/sync/protocol.ts';
import { describeIssues, parseMessage } from '../http/body.ts';

/** JSON nested deeper than this is nobody's work, and would exhaust the stack. */
const MAX_DEPTH = 40;

/** A line of a push: a transaction, or what is refused at once for its form. */
export type PushLine =
  | { readonly n: number; readonly transaction: Transaction }
  | { readonly n: number; readonly malformed: Refusal; readonly content: unknown };

export interface PushBody {
  readonly header: PushHeader;
  readonly lines: readonly PushLine[];
}

/**
 * Reads a push: a header line, then one transaction a line. A body is taken whole or not at all:
 * one that was cut inside a line answers `BadRequest`, so that half a transaction never counts
 * and nothing before it does either. A line that is JSON and says its `n`, but is not of a
 * transaction's form, is refused by itself.
 */
export function parsePush(text: string): Result<PushBody, WireError> {
  const [first = '', ...rest] = text.split('\n');
  const headerLine = parseJson(first);
  if (!headerLine.ok) return err({ type: 'BadRequest', detail: 'header' });
  const header = parseMessage(headerLine.value, pushHeaderSchema);
  const lines: PushLine[] = [];
  for (const [index, line] of rest.entries()) {
    if (line === '' && index === rest.length - 1) break;
    const parsed = parseLine(line);
    if (parsed === null) return err({ type: 'BadRequest', detail: `line ${index + 2}` });
    lines.push(parsed);
  }
  return ok({ header, lines });
}

function parseLine(line: string): PushLine | null {
  const content = parseJson(line);
  if (!content.ok) return null;
  const n = (content.value as { n?: unknown } | null)?.n;
  if (typeof n !== 'number' || !Number.isSafeInteger(n) || n < 1) return null;
  if (depthExceeds(content.value, MAX_DEPTH)) {
    // Kept as text: what is nested this deep cannot be written back as JSON safely.
    return { n, malformed: { type: 'Malformed', detail: 'nesting' }, content: line };
  }
  const parsed = transactionSchema.safeParse(content.value);
  return parsed.success
    ? { n, transaction: parsed.data }
    : {
        n,
        malformed: { type: 'Malformed', detail: describeIssues(parsed.error) },
        content: content.value,
      };
}

function parseJson(text: string): Result<unknown, { readonly type: 'NotJson' }> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return err({ type: 'NotJson' });
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
