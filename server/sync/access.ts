import { readableScopes } from '../../shared/access/access.rules.ts';
import { linkOf, namedPlaceAbove, placeLinks } from '../../shared/access/places.ts';
import type { Role } from '../../shared/access/roles.ts';
import { parseScope, type ScopeId, type ScopeKind } from '../../shared/schema/scope.ts';
import type { Reading, StoredRow } from '../db/storage.ts';
import { aboveOf, roleHeld, Standing } from './standing.ts';

/** Entities whose rows decide who may read or write where. */
const deciding: ReadonlySet<string> = new Set(['grant', ...placeLinks.map(({ entity }) => entity)]);

/** Whether a change to rows of an entity may change anybody's access. */
export function decidesAccess(entity: string): boolean {
  return deciding.has(entity);
}

function idsOfKind(places: readonly ScopeId[], kind: ScopeKind): string[] {
  return places.map(parseScope).flatMap((place) => (place.kind === kind ? [place.id] : []));
}

/** Rows that link places to those above them, from some places all the way up. */
async function linksAbove(read: Reading, places: readonly ScopeId[]): Promise<StoredRow[]> {
  const links: StoredRow[] = [];
  const met = new Set<ScopeId>(places.map((place) => namedPlaceAbove(place) ?? place));
  for (let level = [...met]; level.length > 0;) {
    const rows = await linkRows(read, level);
    level = [];
    for (const row of rows) {
      const above = aboveOf(row);
      if (above === null) continue;
      links.push(row);
      if (met.has(above)) continue;
      met.add(above);
      level.push(above);
    }
  }
  return links;
}

/** Rows that link those places to others: a query, and one more where a place was removed. */
async function linkRows(read: Reading, places: readonly ScopeId[]): Promise<StoredRow[]> {
  const kinds = new Set(places.map((place) => parseScope(place).kind));
  const entities = placeLinks.filter(({ kind }) => kinds.has(kind)).map(({ entity }) => entity);
  if (entities.length === 0) return [];
  const rows = await read.rowsInScopes(entities, places);
  const homes = new Set(rows.filter(({ entity }) => isHome(entity)).map(({ scope }) => scope));
  const removed = places
    .filter((place) => !homes.has(place))
    .map(parseScope)
    .filter(({ kind }) => isHome(kind))
    .map(({ kind, id }) => ({ entity: kind, id }));
  if (removed.length === 0) return rows;
  const found = await read.rows(removed);
  return [...rows, ...found.filter(({ entity, id, scope }) => scope === `${entity}:${id}`)];
}

/** Whether rows of an entity name the home of the place that they are of. */
function isHome(entity: string): boolean {
  return linkOf(entity)?.ends === null;
}

/** Places directly below others, from some places all the way down: a query a link and level. */
async function edgesBelow(
  read: Reading,
  places: readonly ScopeId[],
): Promise<Map<ScopeId, ScopeId[]>> {
  const edges = new Map<ScopeId, ScopeId[]>();
  const met = new Set<ScopeId>(places);
  for (let level = [...met]; level.length > 0;) {
    const found = new Set<ScopeId>();
    for (const link of placeLinks) {
      const ids = idsOfKind(level, link.over);
      if (ids.length === 0) continue;
      for (const row of await read.saying(link.entity, link.field, ids)) {
        const above = aboveOf(row);
        if (above === null) continue;
        const below = edges.get(above);
        if (below === undefined) edges.set(above, [row.scope]);
        else below.push(row.scope);
        found.add(row.scope);
      }
    }
    level = [...found].filter((place) => !met.has(place));
    for (const place of level) met.add(place);
  }
  return edges;
}

/** Scopes that a person may read now, sorted. */
export async function readableBy(read: Reading, person: string): Promise<ScopeId[]> {
  const held = (await read.referring('grant', 'person', [person])).flatMap(
    (row) => roleHeld(row) ?? [],
  );
  const places = [...new Set(held.map(({ place }) => place))];
  const above = new Standing([], await linksAbove(read, places));
  const below = await edgesBelow(read, places);
  return readableScopes(person, held, {
    above: (place) => above.directlyAbove(place),
    below: (place) => below.get(place) ?? [],
  });
}

/** What roles a person holds over each of some scopes, by the rows that are stored now. */
export async function rolesOverScopes(
  read: Reading,
  person: string,
  scopes: readonly ScopeId[],
): Promise<(scope: ScopeId) => ReadonlySet<Role>> {
  const standing = await loadStanding(read, [person], scopes);
  return (scope) => standing.rolesOver(person, scope);
}

/**
 * Who is over which places, by the rows that are stored now.
 * @param people whose grants are read: nobody else has a role in it
 * @param places the places that are asked for, and those that links to come may name
 */
export async function loadStanding(
  read: Reading,
  people: readonly string[],
  places: readonly ScopeId[],
): Promise<Standing> {
  const grants = await read.referring('grant', 'person', people);
  return new Standing(people, [...grants, ...(await linksAbove(read, places))]);
}
