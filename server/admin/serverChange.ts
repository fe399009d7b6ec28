import { maxStamp, nextStamp, type Stamp } from '../../shared/kernel/clock.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import { SERVER } from '../../shared/sync/bundle.ts';
import type { Change } from '../../shared/sync/change.ts';
import { mergeChange, type RowState } from '../../shared/sync/merge.ts';
import type { Writing } from '../db/storage.ts';
import { rowKey } from '../sync/decide.ts';
import { effects } from '../sync/effects.ts';
import { noteStamp } from '../sync/latest.ts';

/**
 * Writes changes as the server itself, in one transaction of theirs: stamped after all that the
 * rows hold, logged and versioned, so that devices get them by their next pull.
 * @param changes each of another row
 * @param now milliseconds since 1970
 */
export async function writeAsServer(
  write: Writing,
  changes: readonly Change[],
  now: number,
): Promise<void> {
  const scopes = [...new Set(changes.map(({ scope }) => scope))] as ScopeId[];
  const versions = await write.lockScopes(scopes);
  const before = new Map<string, RowState>();
  const keys = changes.map(({ entity, row }) => ({ entity, id: row }));
  let highest: Stamp | null = null;
  for (const row of await write.rows(keys)) {
    before.set(rowKey(row.entity, row.id), row);
    for (const stamp of Object.values(row.stamps)) highest = maxStamp(highest, stamp);
  }
  const stamp = nextStamp(highest, now, SERVER);
  const rows = new Map<string, RowState>();
  for (const change of changes) {
    const key = rowKey(change.entity, change.row);
    rows.set(key, mergeChange(before.get(key), change, stamp).row);
  }
  const accepted = [{ n: null, stamp, changes }];
  await write.writeRows(effects({ accepted, rows }, before, versions, now));
  await noteStamp(write, stamp);
}
