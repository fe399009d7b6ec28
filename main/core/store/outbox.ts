import type { Statement } from 'better-sqlite3';
import { STAMP_PATTERN, type Stamp } from '../../../shared/kernel/clock.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Sealable } from '../../../shared/sync/batch.ts';
import type { Change } from '../../../shared/sync/change.ts';
import type { Refusal } from '../../../shared/sync/protocol.ts';
import type { Reader } from './database.ts';
import type { DeviceStates } from './deviceState.ts';
import type { Before } from './record.ts';
import { isChange, isReadableChange } from './storedChange.ts';

interface StoredTransaction {
  readonly n: number;
  readonly stamp: string;
  readonly changes: string;
}

/** A transaction as it stands in the journal. */
export interface Entry {
  readonly n: number;
  readonly stamp: Stamp;
  /** Those that can be read, be it that the server refuses their ids; the others cannot be shown. */
  readonly changes: readonly Change[];
}

/** A transaction as it can be taken back. */
export interface Undoable {
  readonly n: number;
  readonly stamp: string;
  readonly before: readonly Before[];
  /** What it wrote. */
  readonly changes: readonly Change[];
}

interface StoredUndoable extends StoredTransaction {
  readonly before: string;
}

/** The transactions of this device and what became of them. */
export interface Outbox {
  pendingCount(): number;
  refusedCount(): number;
  /** So many more are pending. Counting thousands at every tick would cost more than the tick. */
  added(count?: number): void;
  /** Counts anew at the next question. */
  recount(): void;
  /**
   * Transactions from number `from` on as they are signed, oldest first, up to about `maxBytes`.
   * Numbers are without gaps: one that is missing or cannot be read stands there without changes,
   * for the server to refuse, so that nothing behind it waits for ever. So does one that was
   * refused before and is sent again to a server that has forgotten it.
   */
  sealable(from: number, maxBytes: number): Sealable[];
  /** Pending transactions that can be read; one that cannot is the server's to refuse. */
  pending(): Entry[];
  /** The transactions from one number to another that are there, whatever became of them. */
  range(from: number, to: number): Entry[];
  /** The server has decided on all transactions up to `n`. */
  decidedUpTo(n: number): void;
  /** Keeps why a transaction was refused; the first reason stands. True when this is the first. */
  refuse(n: number, refusal: Refusal): boolean;
  /** Takes a refused transaction off the open list; it stays in the journal. */
  dismiss(n: number, fate?: string): void;
  /** Open refusals, oldest first. */
  refused(): { n: number; stamp: Stamp; refusal: Refusal; changes: readonly Change[] }[];
  /**
   * The last action after number `after` that was neither undone nor refused: its transactions,
   * the last one first; null: there is none.
   */
  lastUndoable(after: number): Undoable[] | null;
  /** Whether a stamp is of a transaction that took back one written after transaction `n`. */
  isTakingBack(stamp: Stamp, n: number): boolean;
  /** Puts other stamps in the place of a pending transaction's. */
  replace(n: number, stamp: Stamp, changes: readonly Change[]): void;
  /** Writes a transaction again under a new number: same values, same undo, another stamp. */
  copy(n: number, to: number, stamp: Stamp, changes: readonly Change[]): void;
  /** Fields that were written after transaction `n` and not refused, as `entity row field`. */
  writtenAfter(n: number): ReadonlySet<string>;
  /** Removes decided transactions of a scope that may no longer be read, and their values. */
  forgetScope(scope: ScopeId): void;
}

export function createOutbox(db: Reader, states: DeviceStates): Outbox {
  const laterAccepted: Statement<[number], StoredTransaction> = db.prepare(
    'SELECT n, stamp, changes FROM outbox WHERE n > ? AND refusal IS NULL ORDER BY n',
  );
  const countPending = db.prepare('SELECT count(*) FROM outbox WHERE n > ?').pluck();
  const countRefused = db
    .prepare('SELECT count(*) FROM outbox WHERE refusal IS NOT NULL AND dismissed IS NULL')
    .pluck();
  const from: Statement<[number], StoredTransaction & { refusal: string | null }> = db.prepare(
    'SELECT n, stamp, changes, refusal FROM outbox WHERE n >= ? ORDER BY n',
  );
  const between: Statement<[number, number], StoredTransaction> = db.prepare(
    'SELECT n, stamp, changes FROM outbox WHERE n BETWEEN ? AND ? ORDER BY n',
  );
  const refuse = db.prepare('UPDATE outbox SET refusal = ? WHERE n = ? AND refusal IS NULL');
  const dismiss = db.prepare(
    'UPDATE outbox SET dismissed = 1, fate = ? WHERE n = ? AND refusal IS NOT NULL',
  );
  const refused: Statement<[], StoredTransaction & { refusal: string }> = db.prepare(
    `SELECT n, stamp, changes, refusal FROM outbox
     WHERE refusal IS NOT NULL AND dismissed IS NULL ORDER BY n`,
  );
  const mayUndo = `refusal IS NULL AND undoes IS NULL AND before IS NOT NULL
       AND n NOT IN (SELECT undoes FROM outbox WHERE undoes IS NOT NULL AND refusal IS NULL)`;
  const undoable: Statement<[number], StoredUndoable & { action: number | null }> = db.prepare(
    `SELECT n, stamp, changes, before, action FROM outbox
     WHERE n > ? AND ${mayUndo} ORDER BY n DESC LIMIT 1`,
  );
  const undoableWith: Statement<[number, number], StoredUndoable> = db.prepare(
    `SELECT n, stamp, changes, before FROM outbox
     WHERE n >= ? AND action = ? AND ${mayUndo} ORDER BY n DESC`,
  );
  const takingBack = db.prepare<[string, number]>(
    'SELECT 1 FROM outbox WHERE stamp = ? AND undoes > ? AND refusal IS NULL',
  );
  const replace = db.prepare('UPDATE outbox SET stamp = ?, changes = ? WHERE n = ?');
  const copy = db.prepare(
    `INSERT INTO outbox (n, stamp, changes, before, undoes, action)
     SELECT ?, ?, ?, before, undoes, action FROM outbox WHERE n = ?`,
  );
  const settled: Statement<[number, string], StoredTransaction> = db.prepare(
    `SELECT n, stamp, changes FROM outbox
     WHERE n <= ? AND (refusal IS NULL OR dismissed IS NOT NULL) AND instr(changes, ?) > 0`,
  );
  const remove = db.prepare('DELETE FROM outbox WHERE n = ?');
  const forgetBefore = db.prepare(
    'UPDATE outbox SET before = NULL WHERE before IS NOT NULL AND instr(before, ?) > 0',
  );
  const strip = db.prepare('UPDATE outbox SET changes = ?, before = NULL WHERE n = ?');
  let pendingKnown: number | null = null;
  return {
    pendingCount: () => (pendingKnown ??= countPending.get(states.read().decidedN) as number),
    refusedCount: () => countRefused.get() as number,
    added(count = 1) {
      if (pendingKnown !== null) pendingKnown += count;
    },
    recount() {
      pendingKnown = null;
    },
    sealable(first, maxBytes) {
      const transactions: Sealable[] = [];
      let bytes = 0;
      let expected = first;
      for (const stored of from.iterate(first)) {
        const stamp = stored.stamp as Stamp;
        for (; expected < stored.n; expected += 1) {
          transactions.push({ n: expected, stamp, changes: [] });
        }
        bytes += stored.changes.length + stamp.length;
        if (transactions.length > 0 && bytes > maxBytes) break;
        const changes = stored.refusal === null ? (wholeChanges(stored) ?? []) : [];
        transactions.push({ n: stored.n, stamp, changes });
        expected = stored.n + 1;
      }
      return transactions;
    },
    pending() {
      const entries: Entry[] = [];
      for (const stored of from.iterate(states.read().decidedN + 1)) {
        if (stored.refusal === null && STAMP_PATTERN.test(stored.stamp))
          entries.push(entryOf(stored));
      }
      return entries;
    },
    range: (first, last) => between.all(first, last).map(entryOf),
    decidedUpTo(n) {
      pendingKnown = null;
      states.write({ decidedN: Math.max(n, states.read().decidedN) });
    },
    refuse: (n, refusal) => refuse.run(JSON.stringify(refusal), n).changes > 0,
    dismiss(n, fate) {
      dismiss.run(fate ?? null, n);
    },
    refused: () =>
      refused.all().map((stored) => ({
        ...entryOf(stored),
        refusal: JSON.parse(stored.refusal) as Refusal,
      })),
    lastUndoable(after) {
      const last = undoable.get(after);
      if (last === undefined) return null;
      const { action } = last;
      const all = action === null ? [last] : undoableWith.all(action, action);
      return all.map((stored) => ({
        ...entryOf(stored),
        before: JSON.parse(stored.before) as Before[],
      }));
    },
    isTakingBack: (stamp, n) => takingBack.get(stamp, n) !== undefined,
    replace: (n, stamp, changes) => void replace.run(stamp, JSON.stringify(changes), n),
    copy(n, to, stamp, changes) {
      copy.run(to, stamp, JSON.stringify(changes), n);
      if (pendingKnown !== null) pendingKnown += 1;
    },
    writtenAfter(n) {
      const written = new Set<string>();
      for (const stored of laterAccepted.all(n)) {
        for (const { entity, row, set } of entryOf(stored).changes) {
          for (const field of Object.keys(set)) written.add(`${entity} ${row} ${field}`);
        }
      }
      return written;
    },
    forgetScope(scope) {
      // What others had written there; of what waits or was refused only one's own stays.
      forgetBefore.run(JSON.stringify(scope));
      for (const stored of settled.all(states.read().decidedN, JSON.stringify(scope))) {
        const others = entryOf(stored).changes.filter((change) => change.scope !== scope);
        if (others.length === 0) remove.run(stored.n);
        else strip.run(JSON.stringify(others), stored.n);
      }
    },
  };
}

function entryOf(stored: StoredTransaction): Entry {
  const changes = parseJson(stored.changes);
  return {
    n: stored.n,
    stamp: stored.stamp as Stamp,
    changes: Array.isArray(changes) ? changes.filter(isReadableChange) : [],
  };
}

/** The changes of a transaction that is of the form throughout, else null. */
function wholeChanges(stored: StoredTransaction): Change[] | null {
  const changes = parseJson(stored.changes);
  return STAMP_PATTERN.test(stored.stamp) && Array.isArray(changes) && changes.every(isChange)
    ? changes
    : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
