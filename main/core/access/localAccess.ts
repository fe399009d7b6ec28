import type { HeldRole, Hierarchy } from '../../../shared/access/access.rules.ts';
import { forbiddenFields, readableScopes, rolesOver } from '../../../shared/access/access.rules.ts';
import { linkOf, placeAbove } from '../../../shared/access/places.ts';
import { roles, type Role } from '../../../shared/access/roles.ts';
import type { JsonValue } from '../../../shared/schema/entity.ts';
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
  /**
   * Whether the person may create and remove rows of an entity in a scope.
   * @param links what the same transaction writes: where the scope is a place that does not exist
   *   yet, its links say where it will stand
   */
  mayCreate(
    person: string,
    scope: ScopeId,
    entity: string,
    links?: readonly ProposedLink[],
  ): boolean;
  /**
   * Whether the person may link a place to one above: they have to be pilot over that one.
   * @param links what the same transaction writes
   */
  mayLink(person: string, above: ScopeId, links?: readonly ProposedLink[]): boolean;
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

/** A row that a transaction writes, as far as it may set a new place below others. */
export interface ProposedLink {
  readonly entity: string;
  readonly scope: ScopeId;
  readonly set: Readonly<Record<string, JsonValue>>;
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
    .prepare<[string], ScopeId>(
      'SELECT scope FROM wave_membership WHERE wave = ? AND left_on IS NULL AND deleted IS NULL',
    )
    .pluck();
  const groupsOf = db
    .prepare<[string], string>(
      'SELECT "group" FROM tutoring_member WHERE scope = ? AND until IS NULL AND deleted IS NULL',
    )
    .pluck();
  const followedBy = db
    .prepare<[string], ScopeId>(
      'SELECT scope FROM tutoring_member WHERE "group" = ? AND until IS NULL AND deleted IS NULL',
    )
    .pluck();
  const waveOfGroup = db
    .prepare<[string], string | null>('SELECT wave FROM tutoring_group WHERE scope = ?')
    .pluck();
  const groupsBelow = db
    .prepare<[string], ScopeId>(
      'SELECT scope FROM tutoring_group WHERE wave = ? AND deleted IS NULL',
    )
    .pluck();
  // The home of a place, also of a removed one: see `shared/access/places.ts`.
  const homeOf = {
    wave: db.prepare<[string], string | null>('SELECT programme FROM wave WHERE scope = ?').pluck(),
    establishment: db
      .prepare<[string], string | null>('SELECT programme FROM establishment WHERE scope = ?')
      .pluck(),
  };
  const below = db
    .prepare<[string, string], ScopeId>(
      `SELECT scope FROM wave WHERE programme = ? AND deleted IS NULL
       UNION ALL SELECT scope FROM establishment WHERE programme = ? AND deleted IS NULL`,
    )
    .pluck();
  // A trainer holds what a school's people learn and nothing else of the school.
  const taughtWavesOf = db
    .prepare<[string], string>(
      'SELECT DISTINCT wave FROM training_enrolment WHERE scope = ? AND wave IS NOT NULL AND deleted IS NULL',
    )
    .pluck();
  const isHeld = db.prepare<[ScopeId], 1>('SELECT 1 FROM cursor WHERE scope = ?').pluck();

  const hierarchy: Hierarchy = {
    above(place) {
      const { kind } = parseScope(place);
      if (kind === 'tutoringGroup') {
        const wave = waveOfGroup.get(place) ?? null;
        return wave === null ? [] : [scopeId('wave', wave)];
      }
      if (kind !== 'establishment' && kind !== 'wave') return [];
      const programme = homeOf[kind].get(place) ?? null;
      const home = programme === null ? [] : [scopeId('programme', programme)];
      if (kind === 'wave') return home;
      const waves = wavesOf.all(place);
      const known =
        waves.length > 0 || home.length > 0 || isHeld.get(place) !== undefined
          ? waves
          : taughtWavesOf.all(scopeId('schoolTraining', parseScope(place).id));
      return [
        ...known.map((wave) => scopeId('wave', wave)),
        ...groupsOf.all(place).map((group) => scopeId('tutoringGroup', group)),
        ...home,
      ];
    },
    below(place) {
      const { kind, id } = parseScope(place);
      if (kind === 'programme') return below.all(id, id);
      if (kind === 'tutoringGroup') return followedBy.all(id);
      return kind === 'wave' ? [...membersOf.all(id), ...groupsBelow.all(id)] : [];
    },
  };

  /** Whether nothing of a place is here: then what is proposed says where it stands. */
  const isNewPlace = (place: ScopeId): boolean =>
    isHeld.get(place) === undefined && hierarchy.above(place).length === 0;

  /** The places as they would be with new ones where `links` set them. */
  function withNew(links: readonly ProposedLink[]): Hierarchy {
    const proposed = new Map<ScopeId, ScopeId[]>();
    for (const { entity, scope, set } of links) {
      const link = linkOf(entity);
      if (link === undefined || link.kind !== parseScope(scope).kind || !isNewPlace(scope))
        continue;
      const above = placeAbove(link, set);
      if (above !== null) proposed.set(scope, [...(proposed.get(scope) ?? []), above]);
    }
    return { ...hierarchy, above: (place) => proposed.get(place) ?? hierarchy.above(place) };
  }

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

  const overWith = (
    person: string,
    scope: ScopeId,
    links: readonly ProposedLink[],
  ): ReadonlySet<Role> =>
    links.length === 0
      ? access.rolesOver(person, scope)
      : rolesOver(scope, access.held(person), withNew(links));

  const remembered = new Map<string, ReadonlySet<Role>>();
  const rememberedGrants = new Map<string, ReturnType<LocalAccess['grantsOver']>>();
  const access: LocalAccess = {
    grantsOver(person, scope) {
      const key = `${person} ${scope}`;
      let known = rememberedGrants.get(key);
      if (known === undefined) {
        known = grants(person).filter(({ role, place }) =>
          rolesOver(scope, [{ role, place }], hierarchy).has(role),
        );
        rememberedGrants.set(key, known);
      }
      return known;
    },
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
    forget() {
      remembered.clear();
      rememberedGrants.clear();
    },
    mayCreate(person, scope, entity, links = []) {
      const definition = findEntity(entity);
      if (definition === undefined) return false;
      const intent = { entity: definition, scope, fields: [], creates: true, removes: false };
      return forbiddenFields(person, overWith(person, scope, links), intent).length === 0;
    },
    mayLink: (person, above, links = []) => overWith(person, above, links).has('pilot'),
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
