import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Reader } from './database.ts';

/** Version of a scope whose rows are of a server that has gone back in time since. */
const STALE = -1;

/** The version of each scope that this device holds. */
export interface Cursors {
  /** Version held; undefined when the scope is not here. */
  get(scope: ScopeId): number | undefined;
  /** Whether the rows of the scope are here, but of an older epoch of the server. */
  isStale(scope: ScopeId): boolean;
  set(scope: ScopeId, version: number): void;
  remove(scope: ScopeId): void;
  /** Versions to ask with: what is stale is asked for anew. */
  held(): Record<string, number>;
  /** All scopes whose rows are here. */
  scopes(): ScopeId[];
  stale(): ScopeId[];
  /** The server has gone back in time: rows stay until others arrive, their versions do not count. */
  markAllStale(): void;
  /** Reads anew: what was written may have been rolled back. */
  forget(): void;
}

export function createCursors(db: Reader): Cursors {
  const select = db.prepare<[], { scope: ScopeId; version: number }>(
    'SELECT scope, version FROM cursor',
  );
  const upsert = db.prepare(
    `INSERT INTO cursor (scope, version) VALUES (?, ?)
     ON CONFLICT (scope) DO UPDATE SET version = excluded.version`,
  );
  const remove = db.prepare('DELETE FROM cursor WHERE scope = ?');
  const mark = db.prepare(`UPDATE cursor SET version = ${STALE}`);
  // Only this program writes here while it has the folder, so what was read stays true.
  let known: Map<ScopeId, number> | null = null;
  const all = (): Map<ScopeId, number> =>
    (known ??= new Map(select.all().map(({ scope, version }) => [scope, version])));
  return {
    get: (scope) => all().get(scope),
    isStale: (scope) => all().get(scope) === STALE,
    set(scope, version) {
      upsert.run(scope, version);
      all().set(scope, version);
    },
    remove(scope) {
      remove.run(scope);
      all().delete(scope);
    },
    held: () => Object.fromEntries([...all()].filter(([, version]) => version !== STALE)),
    scopes: () => [...all().keys()].sort(),
    stale: () =>
      [...all()]
        .filter(([, version]) => version === STALE)
        .map(([scope]) => scope)
        .sort(),
    markAllStale() {
      mark.run();
      known = null;
    },
    forget() {
      known = null;
    },
  };
}
