import { maxStamp, nextStamp, type Stamp } from '../../shared/kernel/clock.ts';
import { SERVER } from '../../shared/sync/bundle.ts';
import type { Change } from '../../shared/sync/change.ts';
import { mergeChange, type RowState } from '../../shared/sync/merge.ts';
import type { ScopeMoved } from '../../shared/sync/protocol.ts';
import type { Writing } from '../db/storage.ts';
import { rowKey } from './decide.ts';
import { effects } from './effects.ts';
import { noteStamp } from './latest.ts';

/**
 * Writes changes as the server itself, in one transaction of theirs: stamped after all that the
 * rows hold, logged and versioned, so that devices get them by their next pull.
 * @param changes each of another row
 * @param now milliseconds since 1970
 * @returns the scopes that moved, for whoever publishes it
 */
export async function writeAsServer(
  write: Writing,
  changes: readonly Change[],
  now: number,
): Promise<ScopeMoved[]> {
  if (changes.length === 0) return [];
  const versions = await write.lockScopes([...new Set(changes.map(({ scope }) => scope))]);
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
  const written = effects({ accepted, rows }, before, versions, now);
  await write.writeRows(written);
  await noteStamp(write, stamp);
  return [...written.scopes].map(([scope, version]) => ({ scope, version }));
}
