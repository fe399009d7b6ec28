import type { HeldRole, Hierarchy } from '../../../shared/access/access.rules.ts';
import { forbiddenFields, readableScopes, rolesOver } from '../../../shared/access/access.rules.ts';
import { roles, type Role } from '../../../shared/access/roles.ts';
import { findEntity } from '../../../shared/schema/registry.ts';
import { parseScope, scopeId, type ScopeId } from '../../../shared/schema/scope.ts';
import { CONFLICT_STATE_FIELD } from '../../../shared/sync/conflictState.ts';
import type { Reader } from '../store/database.ts';

/**
 * What this device's person may do, judged by the rows on the device. It spares people an action
 * that the server would refuse; the server judges again by its own rows.
 */
export interface LocalAccess {
  held(person: string): HeldRole[];
  rolesOver(person: string, scope: ScopeId): ReadonlySet<Role>;
  /** Grants or places have changed: what is remembered of them is read anew. */
  forget(): void;
  mayWrite(person: string, scope: ScopeId, entity: string, fields: readonly string[]): boolean;
  /** Whether the person may create and remove rows of an entity in a scope. */
  mayCreate(person: string, scope: ScopeId, entity: string): boolean;
  /** Whether the person may settle a conflict over a field of an entity's row in that scope. */
  maySettle(person: string, scope: ScopeId, entity: string, field: string): boolean;
  /** Scopes that a person may read, by the grants that are known here. */
  readable(person: string): ReadonlySet<ScopeId>;
  /** Grants that count over a scope, with the actors that each names; null where it names none. */
  grantsOver(
    person: string,
    scope: ScopeId,
  ): { readonly role: Role; readonly actors: readonly string[] | null }[];
}

export function createLocalAccess(db: Reader): LocalAccess {
  const grantsOf = db.prepare<[string], { role: string; scope: string; actors: string | null }>(
    'SELECT role, scope, actors FROM "grant" WHERE person = ? AND deleted IS NULL',
  );
  const wavesOf = db
    .prepare<[string], string>(
      'SELECT wave FROM wave_membership WHERE scope = ? AND left_on IS NULL AND deleted IS NULL',
    )
    .pluck();
  const membersOf = db
    .prepare<[string], string>(
      'SELECT establishment FROM wave_membership WHERE wave = ? AND left_on IS NULL AND deleted IS NULL',
    )
    .pluck();
  const programmeOf = db
    .prepare<[string], string | null>('SELECT programme FROM wave WHERE id = ?')
    .pluck();
  const wavesIn = db
    .prepare<[string], string>('SELECT id FROM wave WHERE programme = ? AND deleted IS NULL')
    .pluck();

  const hierarchy: Hierarchy = {
    above(place) {
      const { kind, id } = parseScope(place);
      if (kind === 'establishment') return wavesOf.all(place).map((wave) => scopeId('wave', wave));
      if (kind !== 'wave') return [];
      const programme = programmeOf.get(id);
      return programme === undefined || programme === null ? [] : [scopeId('programme', programme)];
    },
    below(place) {
      const { kind, id } = parseScope(place);
      if (kind === 'programme') return wavesIn.all(id).map((wave) => scopeId('wave', wave));
      if (kind !== 'wave') return [];
      return membersOf.all(id).map((establishment) => scopeId('establishment', establishment));
    },
  };

  function grants(person: string): { role: Role; place: ScopeId; actors: string[] | null }[] {
    return grantsOf.all(person).flatMap(({ role, scope, actors }) =>
      isRole(role)
        ? [
            {
              role,
              place: scope as ScopeId,
              actors: actors === null ? null : (JSON.parse(actors) as string[]),
            },
          ]
        : [],
    );
  }

  const remembered = new Map<string, ReadonlySet<Role>>();
  const access: LocalAccess = {
    grantsOver: (person, scope) =>
      grants(person).filter(({ role, place }) =>
        rolesOver(scope, [{ role, place }], hierarchy).has(role),
      ),
    held: (person) => grants(person).map(({ role, place }) => ({ role, place })),
    rolesOver(person, scope) {
      const key = `${person} ${scope}`;
      let known = remembered.get(key);
      if (known === undefined) {
        known = rolesOver(scope, access.held(person), hierarchy);
        remembered.set(key, known);
      }
      return known;
    },
    forget: () => remembered.clear(),
    mayCreate(person, scope, entity) {
      const definition = findEntity(entity);
      if (definition === undefined) return false;
      const intent = { entity: definition, scope, fields: [], creates: true, removes: false };
      return forbiddenFields(person, access.rolesOver(person, scope), intent).length === 0;
    },
    maySettle(person, scope, entity, field) {
      const definition = findEntity('conflict');
      const about = findEntity(entity);
      if (definition === undefined || about === undefined) return false;
      const intent = {
        entity: definition,
        scope,
        fields: [CONFLICT_STATE_FIELD],
        creates: false,
        removes: false,
        about: { entity: about, field },
      };
      return forbiddenFields(person, access.rolesOver(person, scope), intent).length === 0;
    },
    readable: (person) => new Set(readableScopes(person, access.held(person), hierarchy)),
    mayWrite(person, scope, entity, fields) {
      const definition = findEntity(entity);
      if (definition === undefined) return false;
      const intent = { entity: definition, scope, fields, creates: false, removes: false };
      return forbiddenFields(person, access.rolesOver(person, scope), intent).length === 0;
    },
  };
  return access;
}

function isRole(text: string): text is Role {
  return (roles as readonly string[]).includes(text);
}
