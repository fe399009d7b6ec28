import { rolesOver, type HeldRole } from '../../shared/access/access.rules.ts';
import { linkOf, placeAbove } from '../../shared/access/places.ts';
import { roles, type Role } from '../../shared/access/roles.ts';
import { parseScope, type ScopeId } from '../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../shared/sync/change.ts';
import type { RowState } from '../../shared/sync/merge.ts';

/** Places that a transaction sets new places directly below, by the new place. */
export type Proposed = ReadonlyMap<ScopeId, readonly ScopeId[]>;

type Row = Pick<RowState, 'entity' | 'id' | 'scope' | 'values'>;

/** The place above that a row links its scope to, or null. */
export function aboveOf({ entity, scope, values }: Omit<Row, 'id'>): ScopeId | null {
  const link = linkOf(entity);
  if (link === undefined || parseScope(scope).kind !== link.kind) return null;
  return placeAbove(link, values);
}

/** The role that a grant gives in its place, or null: it was removed, or is not known here. */
export function roleHeld({ scope, values }: Omit<Row, 'id'>): HeldRole | null {
  if (values[DELETED_FIELD] === true) return null;
  const role = roles.find((known) => known === values['role']);
  return role === undefined ? null : { role, place: scope };
}

/**
 * Who is over which places: grants of some people, and links from some places up. It follows
 * what is accepted row by row, so that a batch that makes hundreds of places asks the database
 * once.
 */
export class Standing {
  /** Roles by person and by the id of the grant; of nobody but those who were asked for. */
  readonly #held = new Map<string, Map<string, HeldRole>>();
  /** What stands directly above a place, by the place and by the row that says so. */
  readonly #links = new Map<ScopeId, Map<string, ScopeId>>();
  /** What was answered since the last change. */
  readonly #known = new Map<string, ReadonlySet<Role>>();

  constructor(people: readonly string[], rows: readonly Row[]) {
    for (const person of people) this.#held.set(person, new Map());
    for (const row of rows) this.take(row);
  }

  /** Takes over a row as it is now: a grant, or one that links places; any other is passed over. */
  take(row: Row): void {
    if (row.entity === 'grant') this.#takeGrant(row);
    else if (linkOf(row.entity) !== undefined) this.#takeLink(row);
    else return;
    this.#known.clear();
  }

  #takeGrant(row: Row): void {
    const held = this.#held.get(String(row.values['person']));
    if (held === undefined) return;
    const role = roleHeld(row);
    if (role === null) held.delete(row.id);
    else held.set(row.id, role);
  }

  #takeLink(row: Row): void {
    const key = `${row.entity} ${row.id}`;
    const above = aboveOf(row);
    const links = this.#links.get(row.scope);
    if (above === null) links?.delete(key);
    else if (links === undefined) this.#links.set(row.scope, new Map([[key, above]]));
    else links.set(key, above);
  }

  /** Places directly above one, by what is stored; where nothing is, by what is proposed. */
  directlyAbove(place: ScopeId, proposed?: Proposed): readonly ScopeId[] {
    return proposed?.get(place) ?? [...(this.#links.get(place)?.values() ?? [])];
  }

  /** Roles of a person over a scope. `proposed`: where new places would stand. */
  rolesOver(person: string, scope: ScopeId, proposed?: Proposed): ReadonlySet<Role> {
    const held = this.#held.get(person);
    if (held === undefined || held.size === 0) return new Set();
    const above = (place: ScopeId): readonly ScopeId[] => this.directlyAbove(place, proposed);
    const find = (): ReadonlySet<Role> =>
      rolesOver(scope, [...held.values()], { above, below: () => [] });
    if (proposed !== undefined && proposed.size > 0) return find();
    const key = `${person} ${scope}`;
    let known = this.#known.get(key);
    if (known === undefined) this.#known.set(key, (known = find()));
    return known;
  }
}
