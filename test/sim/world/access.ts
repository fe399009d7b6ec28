import type { ScopeId } from '../../../shared/schema/scope.ts';

/** As much of a stored row as says who may read what. */
export interface PlacedRow {
  readonly scope: ScopeId;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The rows by which access is judged, as they stand on the server. */
export interface AccessRows {
  readonly grants: readonly PlacedRow[];
  readonly memberships: readonly PlacedRow[];
  readonly waves: readonly PlacedRow[];
}

/**
 * Scopes that a person may read by those rows. Written anew for the simulator, so that a mistake
 * in the product's own rules shows.
 */
export function mayRead(person: string, rows: AccessRows): Set<ScopeId> {
  const scopes = new Set<ScopeId>([`person:${person}`]);
  const live = ({ values }: PlacedRow): boolean => values['deleted'] !== true;
  const above = (place: ScopeId): ScopeId[] => {
    if (place.startsWith('establishment:')) {
      return rows.memberships
        .filter(
          (row) => live(row) && row.scope === place && (row.values['leftOn'] ?? null) === null,
        )
        .map(({ values }) => `wave:${String(values['wave'])}` as ScopeId);
    }
    if (!place.startsWith('wave:')) return [];
    return rows.waves
      .filter((row) => live(row) && row.scope === place)
      .map(({ values }) => `programme:${String(values['programme'])}` as ScopeId);
  };
  const everywhere = new Set([...rows.memberships, ...rows.waves].map(({ scope }) => scope));
  for (const { scope: place, values } of rows.grants.filter(live)) {
    if (values['person'] !== person) continue;
    scopes.add(place);
    const higher = above(place).flatMap((wave) => [wave, ...above(wave)]);
    for (const scope of higher) scopes.add(scope);
    if (values['role'] === 'trainer') continue;
    for (const scope of everywhere) {
      if (above(scope).some((next) => next === place || above(next).includes(place))) {
        scopes.add(scope);
      }
    }
  }
  return scopes;
}
