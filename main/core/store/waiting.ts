import type { Stamp } from '../../../shared/kernel/clock.ts';
import type { Change } from '../../../shared/sync/change.ts';
import { mergeChange, type RowState } from '../../../shared/sync/merge.ts';
import type { News } from './news.ts';
import type { Outbox } from './outbox.ts';
import type { Rows } from './rows.ts';

export interface WaitingChange {
  readonly change: Change;
  readonly stamp: Stamp;
}

/** Changes that wait over the server's state of a row: own ones, and news of colleagues. */
export interface Waiting {
  of(entity: string, id: string): readonly WaitingChange[];
}

const none: readonly WaitingChange[] = [];

/** Gathers what waits, once, when the first row asks; good for one transaction. */
export function createWaiting(outbox: Outbox, news: News): Waiting {
  let index: Map<string, WaitingChange[]> | undefined;
  function build(): Map<string, WaitingChange[]> {
    const built = new Map<string, WaitingChange[]>();
    const add = (changes: readonly Change[], stamp: Stamp): void => {
      for (const change of changes) {
        const key = rowKey(change.entity, change.row);
        const list = built.get(key);
        if (list === undefined) built.set(key, [{ change, stamp }]);
        else list.push({ change, stamp });
      }
    };
    if (outbox.pendingCount() > 0) {
      for (const { changes, stamp } of outbox.pending()) add(changes, stamp);
    }
    if (news.any()) for (const { changes, stamp } of news.all()) add(changes, stamp);
    return built;
  }
  return {
    of: (entity, id) => (index ??= build()).get(rowKey(entity, id)) ?? none,
  };
}

/** Names a row in a map. */
export function rowKey(entity: string, id: string): string {
  return `${entity} ${id}`;
}

/**
 * Writes a row anew: the server's state with what waits merged over it. A row that neither the
 * server nor anything that waits knows of goes.
 */
export function rebuild(
  rows: Rows,
  entity: string,
  id: string,
  base: RowState | null,
  waiting: Waiting,
): void {
  const changes = waiting.of(entity, id);
  let row = base ?? undefined;
  for (const { change, stamp } of changes) row = mergeChange(row, change, stamp).row;
  if (row === undefined) rows.remove(entity, id);
  else if (changes.length === 0) rows.write(row);
  else rows.writeWithBase(row, base);
}
