import { linkOf } from '../../shared/access/places.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { Change } from '../../shared/sync/change.ts';
import type { RowState } from '../../shared/sync/merge.ts';
import type { Refusal } from '../../shared/sync/protocol.ts';
import { aboveOf, type Proposed, type Standing } from './standing.ts';

/**
 * Where the links of a transaction set places that nobody has ever written into. For a place that
 * exists only stored rows count: nobody pulls a school under a wave of theirs by saying so.
 */
export function proposedPlaces(
  changes: readonly Change[],
  isNew: (scope: ScopeId) => boolean,
): Proposed {
  const proposed = new Map<ScopeId, ScopeId[]>();
  for (const { entity, scope, set } of changes) {
    if (linkOf(entity) === undefined || !isNew(scope)) continue;
    const above = aboveOf({ entity, scope, values: set });
    if (above === null) continue;
    const known = proposed.get(scope);
    if (known === undefined) proposed.set(scope, [above]);
    else known.push(above);
  }
  return proposed;
}

/**
 * Why a row may not link its place as it would, or null. Whoever links a place steers both: the
 * place itself, and the one above, whose people read and write in it from then on. A place's home
 * is left only by who steers that home.
 * @param before the row as it is, or undefined when there is none
 */
export function refuseLink(
  standing: Pick<Standing, 'rolesOver' | 'directlyAbove'>,
  person: string,
  proposed: Proposed,
  before: RowState | undefined,
  after: RowState,
): Refusal | null {
  const link = linkOf(after.entity);
  if (link === undefined) return null;
  const from = before === undefined ? null : aboveOf(before);
  const to = aboveOf(after);
  if (from === to) return null;
  const steers = (place: ScopeId): boolean =>
    standing.rolesOver(person, place, proposed).has('pilot');
  const leaves = from === null || link.ends !== null || steers(from);
  if (leaves && (to === null || steers(to) || isAboveAnyway(to))) return null;
  return { type: 'NotAllowed', entity: after.entity, row: after.id, fields: [link.field] };

  /** A wave's pilot names the wave's programme as the home of a school: it is above it already. */
  function isAboveAnyway(place: ScopeId): boolean {
    return standing
      .directlyAbove(after.scope, proposed)
      .some(
        (other) =>
          other !== place &&
          standing.directlyAbove(other, proposed).includes(place) &&
          steers(other),
      );
  }
}
