import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { changedState, type RowState } from '../../../shared/sync/merge.ts';
import type { Stamp } from '../../../shared/kernel/clock.ts';
import {
  packSnapshotRow,
  type ChangesFrame,
  type SnapshotFrame,
} from '../../../shared/sync/protocol.ts';
import { openStore, type Store } from './database.ts';
import { createParts, type Parts } from './parts.ts';
import type { Recorded } from './record.ts';

export const SCOPE: ScopeId = 'establishment:e1';

/** A store of its own for a test, with the parts that read and write it. */
export interface TestStore extends Parts {
  readonly store: Store;
  /** Milliseconds since 1970 from now on. */
  at(ms: number): void;
  /** One action on a step of {@link SCOPE}. */
  write(row: string, set: Readonly<Record<string, JsonValue>>): Recorded;
}

/** Opens a folder as the device `me`, which holds {@link SCOPE} at version 0. */
export function openTestStore(folder: string): TestStore {
  const opened = openStore({ dataDir: folder });
  if (!opened.ok) throw new Error(opened.error.type);
  let now = 1_000;
  const parts = createParts(opened.value.db, {
    now: () => now,
    hash: (text) => text,
    salt: () => 'x'.repeat(22),
  });
  parts.states.write({ device: 'me', person: 'p', epoch: 'first' });
  parts.cursors.set(SCOPE, 0);
  return {
    ...parts,
    store: opened.value,
    at(ms) {
      now = ms;
    },
    write(row, set) {
      parts.outbox.added();
      const work = (): Recorded =>
        parts.recorder.record([{ entity: 'kitStep', row, scope: SCOPE, set }]);
      return opened.value.db.transaction(work)();
    },
  };
}

/** A frame of changes of steps. */
export function changesFrame(
  from: number,
  to: number,
  changes: readonly { row: string; set: Record<string, JsonValue>; stamp: Stamp }[],
): ChangesFrame {
  return {
    type: 'changes',
    scope: SCOPE,
    from,
    to,
    changes: changes.map((change) => ({ entity: 'kitStep', ...change })),
  };
}

/** A whole snapshot of steps; parts of one are made from it. */
export function snapshotFrame(
  version: number,
  rows: readonly { row: string; set: Record<string, JsonValue>; stamp: Stamp }[],
  part: { first?: boolean; last?: boolean } = {},
): SnapshotFrame {
  const states: RowState[] = rows.map(({ row, set, stamp }) =>
    changedState({ entity: 'kitStep', row, scope: SCOPE, set }, stamp),
  );
  return {
    type: 'snapshot',
    scope: SCOPE,
    version,
    first: part.first ?? true,
    last: part.last ?? true,
    rows: states.map(({ entity, id, values, stamps }) => ({
      ...packSnapshotRow(entity, id, values, stamps),
      values: { ...values },
      stamps: { ...stamps },
    })),
  };
}
