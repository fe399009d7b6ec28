import type { Role } from '../../shared/access/roles.ts';
import type { ScopeId } from '../../shared/schema/scope.ts';
import type { Given } from '../sync/decide.ts';

/** What a decision is given of places: the author's roles over each, none of which is new. */
export function fixedRoles(
  rolesOver: (scope: ScopeId) => readonly Role[],
): Pick<Given, 'standing' | 'isNew'> {
  return {
    standing: {
      rolesOver: (_person, scope) => new Set(rolesOver(scope)),
      directlyAbove: () => [],
    },
    isNew: () => false,
  };
}
