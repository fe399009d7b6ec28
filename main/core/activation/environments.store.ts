import type {
  EnvironmentUseView,
  EnvironmentWindowView,
} from '../../../shared/activation/environments.contract.ts';
import type { EnvironmentState } from '../../../shared/activation/environmentUse.entity.ts';
import type { Reader } from '../store/database.ts';

/** Read models of environments; statements are prepared once. */
export interface EnvironmentsStore {
  uses(programme: string, scopes: readonly string[]): (EnvironmentUseView & { scope: string })[];
  counts(programme: string): { environment: string; state: EnvironmentState; count: number }[];
  statesOf(programme: string, environment: string): Map<string, EnvironmentState>;
  /** Windows of a programme by their first day. */
  windows(programme: string): EnvironmentWindowView[];
  window(id: string): (EnvironmentWindowView & { programme: string }) | null;
  /** Versions of the product that are seen anywhere in the programme. */
  versions(programme: string): string[];
  legacySoftware(establishment: string): string | null;
}

const WINDOWS = `
  SELECT id, programme, environment, opens_on AS opensOn, closes_on AS closesOn,
         data_as_of AS dataAsOf, product_version AS productVersion, note,
         base IS NOT NULL AS pending
  FROM environment_window WHERE deleted IS NULL`;

export function createEnvironmentsStore(db: Reader): EnvironmentsStore {
  type StoredUse = Omit<EnvironmentUseView, 'pending'> & { scope: string; pending: number };
  type StoredWindow = Omit<EnvironmentWindowView, 'pending'> & {
    programme: string;
    pending: number;
  };
  // The plus sign: by schools, not through all of the programme.
  const uses = db.prepare<[string, string], StoredUse>(
    `SELECT scope, environment, state, opened_on AS openedOn, closed_on AS closedOn, address,
            product_version AS productVersion, data_as_of AS dataAsOf, note,
            base IS NOT NULL AS pending
     FROM environment_use
     WHERE scope IN (SELECT value FROM json_each(?)) AND +programme = ? AND deleted IS NULL
       AND environment IS NOT NULL`,
  );
  const counts = db.prepare<
    [string],
    { environment: string; state: EnvironmentState; count: number }
  >(
    `SELECT environment, state, count(*) AS count FROM environment_use
     WHERE programme = ? AND deleted IS NULL AND state IS NOT NULL AND environment IS NOT NULL
     GROUP BY environment, state`,
  );
  const states = db.prepare<[string, string], { scope: string; state: EnvironmentState }>(
    `SELECT scope, state FROM environment_use
     WHERE programme = ? AND environment = ? AND deleted IS NULL AND state IS NOT NULL`,
  );
  const windows = db.prepare<[string], StoredWindow>(
    `${WINDOWS} AND scope = ? ORDER BY opens_on, closes_on, id`,
  );
  const window = db.prepare<[string], StoredWindow>(`${WINDOWS} AND id = ?`);
  const versions = db
    .prepare<{ programme: string }, string>(
      `SELECT product_version FROM environment_use
       WHERE programme = @programme AND deleted IS NULL AND product_version IS NOT NULL
       UNION SELECT product_version FROM environment_window
       WHERE programme = @programme AND deleted IS NULL AND product_version IS NOT NULL`,
    )
    .pluck();
  const legacy = db
    .prepare<[string], string | null>('SELECT legacy_software FROM establishment WHERE id = ?')
    .pluck();
  const toView = <S extends { pending: number }>(
    stored: S,
  ): Omit<S, 'pending'> & { pending: boolean } => ({
    ...stored,
    pending: stored.pending === 1,
  });
  return {
    uses: (programme, scopes) => uses.all(JSON.stringify(scopes), programme).map(toView),
    counts: (programme) => counts.all(programme),
    statesOf: (programme, environment) =>
      new Map(states.all(programme, environment).map(({ scope, state }) => [scope, state])),
    windows: (programme) =>
      windows
        .all(`programme:${programme}`)
        .map(({ programme: _programme, ...stored }) => toView(stored)),
    window(id) {
      const stored = window.get(id);
      return stored === undefined ? null : toView(stored);
    },
    versions: (programme) => versions.all({ programme }),
    legacySoftware: (establishment) => legacy.get(establishment) ?? null,
  };
}
