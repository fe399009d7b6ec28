import type { Statement } from 'better-sqlite3';
import {
  changeSchema,
  transactionSchema,
  type Change,
  type Transaction,
} from '../../../shared/sync/change.ts';
import type { Refusal } from '../../../shared/sync/protocol.ts';
import type { Reader } from './database.ts';
import type { DeviceStates } from './deviceState.ts';
import type { Before } from './record.ts';

interface StoredTransaction {
  readonly n: number;
  readonly stamp: string;
  readonly changes: string;
}

/** A pending transaction as one line of a push. */
export interface PendingLine {
  readonly n: number;
  readonly line: string;
}

/** The transactions of this device and what became of them. */
export interface Outbox {
  pendingCount(): number;
  refusedCount(): number;
  /** One more is pending. Counting thousands at every tick would cost more than the tick. */
  added(): void;
  /** Counts anew at the next question. */
  recount(): void;
  /**
   * Pending transactions from number `from` on, oldest first, up to about `maxBytes` of lines.
   * Numbers are without gaps: one that is missing in between is sent as an empty transaction, for
   * the server to refuse, so that nothing behind it waits for ever.
   */
  pendingLines(from: number, maxBytes: number): PendingLine[];
  /** Pending transactions that can be read; one that cannot is the server's to refuse. */
  pending(): Transaction[];
  /** One transaction's changes, whatever became of it; null when it cannot be read. */
  read(n: number): { readonly changes: readonly Change[]; readonly stamp: string } | null;
  /** The server has decided on all transactions up to `n`. */
  decidedUpTo(n: number): void;
  refuse(n: number, refusal: Refusal): void;
  /** Takes a refused transaction off the open list; it stays in the journal. */
  dismiss(n: number): void;
  /** Open refusals, oldest first. */
  refused(): { n: number; stamp: string; refusal: Refusal; changes: Change[] }[];
  /** The last action after number `after` that was neither undone nor refused. */
  lastUndoable(after: number): { n: number; stamp: string; before: Before[] } | null;
}

export function createOutbox(db: Reader, states: DeviceStates): Outbox {
  const countPending = db.prepare('SELECT count(*) FROM outbox WHERE n > ?').pluck();
  const countRefused = db
    .prepare('SELECT count(*) FROM outbox WHERE refusal IS NOT NULL AND dismissed IS NULL')
    .pluck();
  const from: Statement<[number], StoredTransaction> = db.prepare(
    'SELECT n, stamp, changes FROM outbox WHERE n >= ? ORDER BY n',
  );
  const one: Statement<[number], StoredTransaction> = db.prepare(
    'SELECT n, stamp, changes FROM outbox WHERE n = ?',
  );
  const refuse = db.prepare('UPDATE outbox SET refusal = ? WHERE n = ?');
  const dismiss = db.prepare('UPDATE outbox SET dismissed = 1 WHERE n = ? AND refusal IS NOT NULL');
  const refused: Statement<[], StoredTransaction & { refusal: string }> = db.prepare(
    `SELECT n, stamp, changes, refusal FROM outbox
     WHERE refusal IS NOT NULL AND dismissed IS NULL ORDER BY n`,
  );
  const undoable: Statement<[number], { n: number; stamp: string; before: string }> = db.prepare(
    `SELECT n, stamp, before FROM outbox
     WHERE n > ? AND refusal IS NULL AND undoes IS NULL AND before IS NOT NULL
       AND n NOT IN (SELECT undoes FROM outbox WHERE undoes IS NOT NULL AND refusal IS NULL)
     ORDER BY n DESC LIMIT 1`,
  );
  let pendingKnown: number | null = null;
  const firstPending = (): number => states.read().decidedN + 1;
  return {
    pendingCount: () => (pendingKnown ??= countPending.get(states.read().decidedN) as number),
    refusedCount: () => countRefused.get() as number,
    added() {
      if (pendingKnown !== null) pendingKnown += 1;
    },
    recount() {
      pendingKnown = null;
    },
    pendingLines(first, maxBytes) {
      const lines: PendingLine[] = [];
      let bytes = 0;
      for (const stored of from.iterate(Math.max(first, firstPending()))) {
        const expected = (lines.at(-1)?.n ?? stored.n - 1) + 1;
        for (let n = expected; n < stored.n; n += 1)
          lines.push({ n, line: emptyLine(n, stored.stamp) });
        const line = toLine(stored);
        bytes += Buffer.byteLength(line) + 1;
        if (lines.length > 0 && bytes > maxBytes) break;
        lines.push({ n: stored.n, line });
      }
      return lines;
    },
    pending() {
      const transactions: Transaction[] = [];
      for (const stored of from.iterate(firstPending())) {
        const parsed = transactionSchema.safeParse({
          ...stored,
          changes: parseJson(stored.changes),
        });
        if (parsed.success) transactions.push(parsed.data);
      }
      return transactions;
    },
    read(n) {
      const stored = one.get(n);
      return stored === undefined ? null : { changes: readChanges(stored), stamp: stored.stamp };
    },
    decidedUpTo(n) {
      pendingKnown = null;
      states.write({ decidedN: Math.max(n, states.read().decidedN) });
    },
    refuse: (n, refusal) => void refuse.run(JSON.stringify(refusal), n),
    dismiss(n) {
      dismiss.run(n);
    },
    refused: () =>
      refused.all().map((stored) => ({
        n: stored.n,
        stamp: stored.stamp,
        refusal: JSON.parse(stored.refusal) as Refusal,
        changes: readChanges(stored),
      })),
    lastUndoable(after) {
      const stored = undoable.get(after);
      return stored === undefined
        ? null
        : { n: stored.n, stamp: stored.stamp, before: JSON.parse(stored.before) as Before[] };
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return [];
  }
}

/** Changes that have the form of one; the others cannot be shown nor applied. */
function readChanges(stored: StoredTransaction): Change[] {
  const changes = parseJson(stored.changes);
  if (!Array.isArray(changes)) return [];
  return changes.flatMap((change) => {
    const parsed = changeSchema.safeParse(change);
    return parsed.success ? [parsed.data] : [];
  });
}

/** A line without any change: the server refuses it by its number. */
export function emptyLine(n: number, stamp: string): string {
  return JSON.stringify({ n, stamp, changes: [] });
}

/** A push line. What is not JSON is sent as no change at all, for the server to refuse by number. */
function toLine(stored: StoredTransaction): string {
  return JSON.stringify({
    n: stored.n,
    stamp: stored.stamp,
    changes: parseJson(stored.changes),
  });
}
