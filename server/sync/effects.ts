import { stampDevice } from '../../shared/kernel/clock.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { LogEntry, RowWrite, RowWrites } from '../db/storage.ts';
import { rowKey, type Accepted, type Decided, type Given } from './decide.ts';

/** Current version of each scope that a push touches; raised as transactions are accepted. */
export type Versions = Map<ScopeId, number>;

/**
 * What accepted transactions write. Each raises every scope that it touches by one, so that a
 * transaction is never cut between two versions. Raises `versions` in place.
 * @param before the rows as they were
 */
export function effects(
  decided: Pick<Decided, 'accepted' | 'rows'>,
  before: Given['rows'],
  versions: Versions,
  now: number,
): RowWrites {
  const log: LogEntry[] = [];
  const scopes: Versions = new Map();
  const written = new Map<string, { version: number; touched: Set<string> }>();
  for (const accepted of decided.accepted) {
    const { n, stamp, changes } = accepted;
    raise(accepted, versions, scopes);
    const device = stampDevice(stamp);
    for (const { scope, entity, row, set, seen } of changes) {
      const version = versions.get(scope)!;
      const key = rowKey(entity, row);
      const known = written.get(key);
      if (known === undefined) written.set(key, { version, touched: new Set(Object.keys(set)) });
      else {
        known.version = version;
        for (const field in set) known.touched.add(field);
      }
      log.push({ scope, version, entity, row, device, n, stamp, set, seen, at: now });
    }
  }
  const rows: RowWrite[] = [];
  for (const [key, row] of decided.rows) {
    const { version, touched } = written.get(key)!;
    rows.push({ ...row, version, touched: before.has(key) ? touched : null });
  }
  return { scopes, rows, log };
}

function raise({ changes }: Accepted, versions: Versions, scopes: Versions): void {
  const [first, ...more] = changes;
  const touched = more.length === 0 ? [first!.scope] : new Set(changes.map(({ scope }) => scope));
  for (const scope of touched) {
    const version = (versions.get(scope) ?? 0) + 1;
    versions.set(scope, version);
    scopes.set(scope, version);
  }
}
