import { isDeepStrictEqual } from 'node:util';
import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { stampDevice } from '../../../shared/kernel/clock.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Outbox, Undoable } from './outbox.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import type { RowState } from '../../../shared/sync/merge.ts';
import type { Before, Recorder, Write } from './record.ts';
import type { Rows } from './rows.ts';

export interface UndoParts {
  readonly outbox: Outbox;
  readonly rows: Rows;
  readonly recorder: Recorder;
  /** Actions up to this number are out of reach: they are of an earlier run of the program. */
  readonly after: number;
}

/** What was taken back. */
export interface Undone {
  /** Number of transactions that were written for it. */
  readonly transactions: number;
  readonly scopes: readonly ScopeId[];
  readonly entities: readonly string[];
  /** Its first row, and how many rows it wrote. */
  readonly row: {
    readonly entity: string;
    readonly row: string;
    readonly scope: string;
    readonly rows: number;
  };
}

/**
 * Takes back the last own action by writing the values that it replaced, as ordinary changes: one
 * transaction for each that it had, the last one first. Fails with NothingToUndo, or with
 * ChangedSince when somebody has written in any of its rows since: undoing would then throw away
 * their work. Call inside a transaction, which is to be rolled back when it fails.
 */
export function undoLast(parts: UndoParts): Result<Undone, CoreFailure> {
  const action = parts.outbox.lastUndoable(parts.after);
  if (action === null) return err({ type: 'NothingToUndo' });
  const by = changedBy(action, parts);
  if (by !== null) return err({ type: 'ChangedSince', by });
  const scopes = new Set<ScopeId>();
  const entities = new Set<string>();
  for (const { n, stamp, before } of action) {
    const writes = before.map(({ entity, row, scope, values }): Write => {
      const made = wasMade(values, parts.rows.read(entity, row), stamp);
      return { entity, row, scope, set: made ? { [DELETED_FIELD]: true } : values };
    });
    const recorded = parts.recorder.record(writes, { undoes: n });
    for (const scope of recorded.scopes) scopes.add(scope);
    for (const entity of recorded.entities) entities.add(entity);
  }
  const { entity, row, scope } = action.at(-1)!.before[0]!;
  return ok({
    transactions: action.length,
    scopes: [...scopes],
    entities: [...entities],
    row: { entity, row, scope, rows: rowCount(action) },
  });
}

function rowCount(action: readonly Undoable[]): number {
  const rows = action.flatMap(({ before }) => before.map(({ entity, row }) => `${entity} ${row}`));
  return new Set(rows).size;
}

/** The device that has written a field of an action since, or empty text where it is gone; null: none. */
function changedBy(action: readonly Undoable[], { rows, outbox }: UndoParts): string | null {
  /** The stamps that the fields of the action have, its own last ones. */
  const met = new Set<string>();
  for (const { n, stamp, before, changes } of action) {
    for (const { entity, row, values } of before) {
      const current = rows.read(entity, row);
      const written = changes.find((change) => change.entity === entity && change.row === row);
      for (const field of Object.keys(values)) {
        const key = `${entity} ${row} ${field}`;
        // The action itself has written it again later: that one was looked at.
        if (met.has(key)) continue;
        met.add(key);
        const now = current?.stamps[field];
        if (now === stamp) continue;
        // Written again since, and that was taken back: the value is the action's own once more.
        const isBack =
          now !== undefined &&
          outbox.isTakingBack(now, n) &&
          isDeepStrictEqual(current?.values[field], written?.set[field]);
        if (!isBack) return now === undefined ? '' : stampDevice(now);
      }
    }
  }
  return null;
}

/**
 * Whether the action made the row: taking it back removes it, and no field of it is emptied. A row
 * that was there before has a field of that time (what it belongs to never changes).
 */
function wasMade(before: Before['values'], row: RowState | undefined, stamp: string): boolean {
  const stamps = Object.values(row?.stamps ?? {});
  return (
    stamps.every((other) => other >= stamp) &&
    Object.values(before).every((value) => value === null) &&
    !(DELETED_FIELD in before)
  );
}
