import type { LocalDate } from '../../../shared/kernel/dates.ts';
import type {
  ActivationState,
  ActivationTarget,
} from '../../../shared/activation/serviceActivation.entity.ts';
import type { Reader } from '../store/database.ts';

/** A stored activation. */
export interface ActivationRecord {
  readonly id: string;
  readonly scope: string;
  readonly service: string;
  readonly target: ActivationTarget;
  readonly targetName: string | null;
  readonly state: ActivationState | null;
  readonly since: LocalDate | null;
  readonly note: string | null;
  readonly pending: boolean;
}

/** Read models of services; statements are prepared once. */
export interface ServicesStore {
  /** Activations of a programme in schools, which are given by their scopes. */
  activations(programme: string, scopes: readonly string[]): ActivationRecord[];
  /** Schools by service and state, where something was decided for the whole school. */
  counts(programme: string): { service: string; state: ActivationState; count: number }[];
  /** Scopes of schools that have a service in some state, with the state. */
  statesOf(programme: string, service: string): Map<string, ActivationState>;
  policy(establishment: string): string | null;
}

const FIELDS = `
  a.id, a.scope, a.service, coalesce(a.target, 'school') AS target, a.target_name AS targetName,
  a.state, a.since, a.note, a.base IS NOT NULL AS pending`;

export function createServicesStore(db: Reader): ServicesStore {
  type Stored = Omit<ActivationRecord, 'pending'> & { readonly pending: number };
  // The plus sign: by schools, not through all of the programme.
  const activations = db.prepare<[string, string], Stored>(
    `SELECT ${FIELDS} FROM service_activation a
     WHERE a.scope IN (SELECT value FROM json_each(?)) AND +a.programme = ?
       AND a.deleted IS NULL AND a.service IS NOT NULL
     ORDER BY a.id`,
  );
  const counts = db.prepare<[string], { service: string; state: ActivationState; count: number }>(
    `SELECT service, state, count(*) AS count FROM service_activation
     WHERE programme = ? AND deleted IS NULL AND coalesce(target, 'school') = 'school'
       AND state IS NOT NULL AND service IS NOT NULL
     GROUP BY service, state`,
  );
  const states = db.prepare<[string, string], { scope: string; state: ActivationState }>(
    `SELECT scope, state FROM service_activation
     WHERE service = ? AND programme = ? AND deleted IS NULL
       AND coalesce(target, 'school') = 'school' AND state IS NOT NULL`,
  );
  const policy = db
    .prepare<[string], string | null>('SELECT service_policy FROM establishment WHERE id = ?')
    .pluck();
  return {
    activations: (programme, scopes) =>
      activations
        .all(JSON.stringify(scopes), programme)
        .map((stored) => ({ ...stored, pending: stored.pending === 1 })),
    counts: (programme) => counts.all(programme),
    statesOf: (programme, service) =>
      new Map(states.all(service, programme).map(({ scope, state }) => [scope, state])),
    policy: (establishment) => policy.get(establishment) ?? null,
  };
}
