import {
  readableScopes,
  rolesOver,
  type HeldRole,
  type Hierarchy,
} from '../../shared/access/access.rules.ts';
import { roles, type Role } from '../../shared/access/roles.ts';
import { parseScope, scopeId, type ScopeId, type ScopeKind } from '../../shared/schema/scope.ts';
import type { Reading, StoredRow } from '../db/storage.ts';

/**
 * A link between places: a row of `entity` places its own scope (of kind `kind`) below the scope
 * of kind `over` that its `field` names. The lower place is the scope that the row lives in, not
 * one that a field names: who writes in a place can move no other.
 */
interface Link {
  readonly entity: string;
  readonly kind: ScopeKind;
  readonly field: string;
  readonly over: ScopeKind;
  /** Field that ends the link once it holds a value. */
  readonly ends: string | null;
}

const links: readonly Link[] = [
  { entity: 'waveMembership', kind: 'establishment', field: 'wave', over: 'wave', ends: 'leftOn' },
  { entity: 'wave', kind: 'wave', field: 'programme', over: 'programme', ends: null },
];

/** The place above that a row links its scope to, or null. */
function placeAbove({ field, over, ends }: Link, row: StoredRow): ScopeId | null {
  const id = row.values[field];
  if (typeof id !== 'string') return null;
  return ends !== null && (row.values[ends] ?? null) !== null ? null : scopeId(over, id);
}

/** Entities whose rows decide who may read or write where. */
const deciding: ReadonlySet<string> = new Set(['grant', ...links.map(({ entity }) => entity)]);

/** Whether a change to rows of an entity may change anybody's access. */
export function decidesAccess(entity: string): boolean {
  return deciding.has(entity);
}

/** Roles that people hold, by person, by the grants that are stored. */
async function rolesHeldBy(
  read: Reading,
  people: readonly string[],
): Promise<Map<string, HeldRole[]>> {
  const held = new Map<string, HeldRole[]>();
  for (const { scope, values } of await read.referring('grant', 'person', people)) {
    const role = roles.find((known) => known === values['role']);
    if (role === undefined) continue;
    const person = String(values['person']);
    const known = held.get(person);
    if (known === undefined) held.set(person, [{ role, place: scope }]);
    else known.push({ role, place: scope });
  }
  return held;
}

type Edges = Map<ScopeId, ScopeId[]>;

/** Follows the links from `places` one way until nothing new is found, a query a link and level. */
async function follow(
  places: readonly ScopeId[],
  next: (level: readonly ScopeId[], edges: Edges) => Promise<ScopeId[]>,
): Promise<Edges> {
  const edges: Edges = new Map();
  const met = new Set<ScopeId>(places);
  for (let level = [...met]; level.length > 0;) {
    for (const place of level) edges.set(place, []);
    const found = new Set(await next(level, edges));
    level = [...found].filter((place) => !met.has(place));
    for (const place of level) met.add(place);
  }
  return edges;
}

function idsOfKind(places: readonly ScopeId[], kind: ScopeKind): string[] {
  return places.map(parseScope).flatMap((place) => (place.kind === kind ? [place.id] : []));
}

/** All places above some places. */
function edgesAbove(read: Reading, places: readonly ScopeId[]): Promise<Edges> {
  return follow(places, async (level, edges) => {
    const found: ScopeId[] = [];
    for (const link of links) {
      const lower = level.filter((place) => parseScope(place).kind === link.kind);
      if (lower.length === 0) continue;
      for (const row of await read.rowsInScopes(link.entity, lower)) {
        const above = placeAbove(link, row);
        if (above === null) continue;
        edges.get(row.scope)!.push(above);
        found.push(above);
      }
    }
    return found;
  });
}

/** All places below some places. */
function edgesBelow(read: Reading, places: readonly ScopeId[]): Promise<Edges> {
  return follow(places, async (level, edges) => {
    const found: ScopeId[] = [];
    for (const link of links) {
      const ids = idsOfKind(level, link.over);
      if (ids.length === 0) continue;
      for (const row of await read.referring(link.entity, link.field, ids)) {
        const above = placeAbove(link, row);
        if (above === null || parseScope(row.scope).kind !== link.kind) continue;
        edges.get(above)!.push(row.scope);
        found.push(row.scope);
      }
    }
    return found;
  });
}

function hierarchy(above: Edges, below: Edges): Hierarchy {
  return {
    above: (place) => above.get(place) ?? [],
    below: (place) => below.get(place) ?? [],
  };
}

/** Scopes that a person may read now, sorted. */
export async function readableBy(read: Reading, person: string): Promise<ScopeId[]> {
  const held = (await rolesHeldBy(read, [person])).get(person) ?? [];
  const places = [...new Set(held.map(({ place }) => place))];
  const above = await edgesAbove(read, places);
  const below = await edgesBelow(read, places);
  return readableScopes(person, held, hierarchy(above, below));
}

/** What roles a person holds over each of some scopes, by the rows that are stored now. */
export async function rolesOverScopes(
  read: Reading,
  person: string,
  scopes: readonly ScopeId[],
): Promise<(scope: ScopeId) => ReadonlySet<Role>> {
  const over = await accessOver(read, [person], scopes);
  return (scope) => over(person, scope);
}

/**
 * What roles people hold over scopes, by the rows that are stored now.
 * @returns the roles of one of them over one of the scopes; none for anything else
 */
export async function accessOver(
  read: Reading,
  people: readonly string[],
  scopes: readonly ScopeId[],
): Promise<(person: string, scope: ScopeId) => ReadonlySet<Role>> {
  const held = await rolesHeldBy(read, people);
  const places = hierarchy(await edgesAbove(read, scopes), new Map());
  const asked = new Set(scopes);
  const known = new Map<string, Map<ScopeId, ReadonlySet<Role>>>();
  for (const person of people) known.set(person, new Map());
  return (person, scope) => {
    const over = known.get(person);
    if (over === undefined || !asked.has(scope)) return new Set();
    let roles = over.get(scope);
    if (roles === undefined) {
      roles = rolesOver(scope, held.get(person) ?? [], places);
      over.set(scope, roles);
    }
    return roles;
  };
}
