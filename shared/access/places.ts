import type { JsonValue } from '../schema/entity.ts';
import { parseScope, scopeId, type ScopeId, type ScopeKind } from '../schema/scope.ts';
import { DELETED_FIELD } from '../sync/change.ts';

/**
 * A link between places: a row of `entity` places its own scope (of kind `kind`) below the scope
 * of kind `over` that its `field` names. The lower place is the scope that the row lives in, not
 * one that a field names: who writes in a place can move no other.
 */
export interface PlaceLink {
  readonly entity: string;
  readonly kind: ScopeKind;
  readonly field: string;
  readonly over: ScopeKind;
  /**
   * Field that ends the link once it holds a value, as does removing the row. Null: the row is the
   * place's own and names its home, which stays also when it is removed, so that whoever removed
   * it may bring it back.
   */
  readonly ends: string | null;
}

/** All links, by which roles reach from a place to those below it. */
export const placeLinks: readonly PlaceLink[] = [
  { entity: 'waveMembership', kind: 'establishment', field: 'wave', over: 'wave', ends: 'leftOn' },
  {
    entity: 'establishment',
    kind: 'establishment',
    field: 'programme',
    over: 'programme',
    ends: null,
  },
  { entity: 'wave', kind: 'wave', field: 'programme', over: 'programme', ends: null },
  { entity: 'tutoringGroup', kind: 'tutoringGroup', field: 'wave', over: 'wave', ends: null },
  {
    entity: 'tutoringMember',
    kind: 'establishment',
    field: 'group',
    over: 'tutoringGroup',
    ends: 'until',
  },
];

const byEntity = new Map(placeLinks.map((link) => [link.entity, link]));

/** The link that rows of an entity make, or undefined. */
export function linkOf(entity: string): PlaceLink | undefined {
  return byEntity.get(entity);
}

/** The place above that a row's values link its scope to, or null. */
export function placeAbove(
  { field, over, ends }: PlaceLink,
  values: Readonly<Record<string, JsonValue>>,
): ScopeId | null {
  const id = values[field];
  if (typeof id !== 'string') return null;
  if (ends !== null && ((values[ends] ?? null) !== null || values[DELETED_FIELD] === true)) {
    return null;
  }
  return scopeId(over, id);
}

/**
 * Scopes that stand below a place by their name alone: what a school's people learn, what is
 * known of a wave's trainings beside its timetable, and what those who help its schools know of
 * blockers. Apart from the place, so that trainers read it without reading the schools, and
 * schools without reading each other. `waveSupport` is a place too: tutors hold their role there
 * beside that in their group.
 */
const namedBelow: readonly { readonly kind: ScopeKind; readonly over: ScopeKind }[] = [
  { kind: 'schoolTraining', over: 'establishment' },
  { kind: 'waveTraining', over: 'wave' },
  { kind: 'waveSupport', over: 'wave' },
];
const overOf = new Map<string, ScopeKind>(namedBelow.map(({ kind, over }) => [kind, over]));

/** The place that a scope stands below by its name alone, or null: rows say where it stands. */
export function namedPlaceAbove(scope: ScopeId): ScopeId | null {
  const { kind, id } = parseScope(scope);
  const over = overOf.get(kind);
  return over === undefined ? null : scopeId(over, id);
}

/** Scopes that stand below a place by their name alone; whether anything is in them is not said. */
export function namedPlacesBelow(place: ScopeId): ScopeId[] {
  const { kind, id } = parseScope(place);
  return namedBelow.filter(({ over }) => over === kind).map((below) => scopeId(below.kind, id));
}
