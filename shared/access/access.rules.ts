import type { EntityDefinition } from '../schema/entity.ts';
import { DELETED_FIELD } from '../sync/change.ts';
import { CONFLICT_STATE_FIELD } from '../sync/conflictState.ts';
import { parseScope, scopeId, type ScopeId } from '../schema/scope.ts';
import { namedPlaceAbove, namedPlacesBelow } from './places.ts';
import { reaches, type Role } from './roles.ts';

/** A role that a person holds in a place, which is named by its scope. */
export interface HeldRole {
  readonly role: Role;
  readonly place: ScopeId;
}

/** How places stand above each other; answered from stored rows, never from a client's claim. */
export interface Hierarchy {
  /** Places directly above: a wave for an establishment, a programme for a wave. */
  readonly above: (place: ScopeId) => readonly ScopeId[];
  /** Places directly below. */
  readonly below: (place: ScopeId) => readonly ScopeId[];
}

function above(place: ScopeId, hierarchy: Hierarchy): readonly ScopeId[] {
  const named = namedPlaceAbove(place);
  return named === null ? hierarchy.above(place) : [named];
}

function below(place: ScopeId, hierarchy: Hierarchy): readonly ScopeId[] {
  return [...namedPlacesBelow(place), ...hierarchy.below(place)];
}

function closure(place: ScopeId, step: (place: ScopeId) => readonly ScopeId[]): ScopeId[] {
  const found = new Set<ScopeId>();
  const queue = [place];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const neighbour of step(next)) {
      if (found.has(neighbour)) continue;
      found.add(neighbour);
      queue.push(neighbour);
    }
  }
  return [...found];
}

/**
 * Scopes that a person may read: their own, the places of their roles, all that stands above
 * these, and, for roles that reach below, all below. Sorted.
 */
export function readableScopes(
  person: string,
  held: readonly HeldRole[],
  hierarchy: Hierarchy,
): ScopeId[] {
  const scopes = new Set<ScopeId>([scopeId('person', person)]);
  for (const { role, place } of held) {
    scopes.add(place);
    for (const higher of closure(place, (one) => above(one, hierarchy))) scopes.add(higher);
    for (const lower of closure(place, (one) => below(one, hierarchy))) {
      if (reaches(role, parseScope(lower).kind)) scopes.add(lower);
    }
  }
  return [...scopes].sort();
}

/** Roles that a person holds over a scope: in that place, or above it where the role reaches. */
export function rolesOver(
  scope: ScopeId,
  held: readonly HeldRole[],
  hierarchy: Hierarchy,
): Set<Role> {
  const higher = new Set(closure(scope, (one) => above(one, hierarchy)));
  const { kind } = parseScope(scope);
  const over = new Set<Role>();
  for (const { role, place } of held) {
    if (place === scope || (higher.has(place) && reaches(role, kind))) over.add(role);
  }
  return over;
}

/** What somebody wants to write into one row. */
export interface WriteIntent {
  readonly entity: EntityDefinition;
  readonly scope: ScopeId;
  readonly fields: readonly string[];
  readonly creates: boolean;
  readonly removes: boolean;
  /** For a `conflict` row: what it is about. Whoever may write that may settle the conflict. */
  readonly about?: { readonly entity: EntityDefinition; readonly field: string } | undefined;
}

/**
 * Names of the fields of `intent` that `person` may not write (empty: all allowed). Creating or
 * removing a row that one may not create answers `['*']`. Fields that are not known here belong
 * to a newer version: whoever may write something in the row may carry them through.
 * @param over roles that the person holds over the row's scope, by `rolesOver`
 */
export function forbiddenFields(
  person: string,
  over: ReadonlySet<Role>,
  intent: WriteIntent,
): string[] {
  const { entity } = intent;
  const { kind, id } = parseScope(intent.scope);
  const isOwner = kind === 'person' && id === person;
  const isCreator =
    entity.creators.some((role) => over.has(role)) || (entity.ownerCreates && isOwner);
  if (intent.creates || intent.removes) return isCreator ? [] : ['*'];
  if (intent.about !== undefined && maySettle(person, over, intent, intent.about)) {
    return intent.fields.filter((name) => name !== CONFLICT_STATE_FIELD);
  }
  const mayWriteSome = Object.values(entity.fields).some(
    (field) => (field.ownerWrites && isOwner) || field.writers.some((role) => over.has(role)),
  );
  return intent.fields.filter((name) => {
    const field = entity.fields[name];
    if (field === undefined) return !mayWriteSome;
    return !((field.ownerWrites && isOwner) || field.writers.some((role) => over.has(role)));
  });
}

function maySettle(
  person: string,
  over: ReadonlySet<Role>,
  { scope }: WriteIntent,
  { entity, field }: NonNullable<WriteIntent['about']>,
): boolean {
  const removes = field === DELETED_FIELD;
  const fields = removes ? [] : [field];
  const about = { entity, scope, fields, creates: false, removes };
  return forbiddenFields(person, over, about).length === 0;
}
