import type { ScopeId } from '../../shared/schema/scope.ts';
import type { LogEntry, RowWrite, RowWrites } from '../db/storage.ts';
import { rowKey, type Decided } from './decide.ts';

/** Current version of each scope that a push touches; raised as transactions are accepted. */
export type Versions = Map<ScopeId, number>;

/**
 * What accepted transactions write. Each raises every scope that it touches by one, so that a
 * transaction is never cut between two versions. Raises `versions` in place.
 */
export function effects(
  decided: Decided,
  device: string,
  versions: Versions,
  now: number,
): RowWrites {
  const log: LogEntry[] = [];
  const scopes: Versions = new Map();
  const rowVersions = new Map<string, number>();
  for (const { n, stamp, changes } of decided.accepted) {
    for (const scope of new Set(changes.map((change) => change.scope))) {
      const version = (versions.get(scope) ?? 0) + 1;
      versions.set(scope, version);
      scopes.set(scope, version);
    }
    for (const { scope, entity, row, set, seen } of changes) {
      const version = versions.get(scope)!;
      rowVersions.set(rowKey(entity, row), version);
      log.push({ scope, version, entity, row, device, n, stamp, set, seen, at: now });
    }
  }
  const rows: RowWrite[] = [...decided.rows].map(([key, row]) => ({
    ...row,
    version: rowVersions.get(key)!,
    touched: null,
  }));
  return { scopes, rows, log };
}
