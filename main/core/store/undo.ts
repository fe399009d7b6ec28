import type { CoreFailure } from '../../../shared/bridge/failure.ts';
import { stampDevice } from '../../../shared/kernel/clock.ts';
import { err, ok, type Result } from '../../../shared/kernel/result.ts';
import type { Outbox } from './outbox.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import type { RowState } from '../../../shared/sync/merge.ts';
import type { Before, Recorded, Recorder, Write } from './record.ts';
import type { Rows } from './rows.ts';

interface UndoParts {
  readonly outbox: Outbox;
  readonly rows: Rows;
  readonly recorder: Recorder;
  /** Actions up to this number are out of reach: they are of an earlier run of the program. */
  readonly after: number;
}

/**
 * Takes back the last own action by writing the values that it replaced, as an ordinary change.
 * Fails with NothingToUndo, or with ChangedSince when somebody has written there since: undoing
 * would then throw away their work. Call inside a transaction.
 */
export function undoLast(
  parts: UndoParts,
): Result<
  { recorded: Recorded; row: { entity: string; row: string; scope: string } },
  CoreFailure
> {
  const action = parts.outbox.lastUndoable(parts.after);
  if (action === null) return err({ type: 'NothingToUndo' });
  const writes: Write[] = [];
  for (const { entity, row, scope, values } of action.before) {
    const current = parts.rows.read(entity, row);
    for (const field of Object.keys(values)) {
      const stamp = current?.stamps[field];
      if (stamp !== action.stamp) {
        const by = stamp === undefined ? '' : stampDevice(stamp);
        return err({ type: 'ChangedSince', by });
      }
    }
    const made = wasMade(values, current, action.stamp);
    writes.push({ entity, row, scope, set: made ? { [DELETED_FIELD]: true } : values });
  }
  const first = writes[0]!;
  const recorded = parts.recorder.record(writes, action.n);
  return ok({ recorded, row: { entity: first.entity, row: first.row, scope: first.scope } });
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
