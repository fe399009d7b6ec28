import type { HeldRole } from '../../../shared/access/access.rules.ts';
import type { Role } from '../../../shared/access/roles.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { LocalAccess, ProposedLink } from './localAccess.ts';

/** What the person whom this device is enrolled for may do: {@link LocalAccess}, asked for them. */
export interface OwnRights {
  held(): HeldRole[];
  rolesOver(scope: ScopeId): ReadonlySet<Role>;
  grantsOver(scope: ScopeId): ReturnType<LocalAccess['grantsOver']>;
  mayWrite(scope: ScopeId, entity: string, fields: readonly string[]): boolean;
  mayCreate(scope: ScopeId, entity: string, links?: readonly ProposedLink[]): boolean;
  maySettle(scope: ScopeId, entity: string, field: string): boolean;
}

/**
 * Binds rights to one's own person.
 * @param myself the person's id, asked at each call: a device can change hands
 */
export function createOwnRights(access: LocalAccess, myself: () => string): OwnRights {
  return {
    held: () => access.held(myself()),
    rolesOver: (scope) => access.rolesOver(myself(), scope),
    grantsOver: (scope) => access.grantsOver(myself(), scope),
    mayWrite: (scope, entity, fields) => access.mayWrite(myself(), scope, entity, fields),
    mayCreate: (scope, entity, links) => access.mayCreate(myself(), scope, entity, links),
    maySettle: (scope, entity, field) => access.maySettle(myself(), scope, entity, field),
  };
}
