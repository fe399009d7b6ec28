import { forbiddenFields } from '../../shared/access/access.rules.ts';
import type { Role } from '../../shared/access/roles.ts';
import type { Stamp } from '../../shared/kernel/clock.ts';
import type { EntityDefinition } from '../../shared/schema/entity.ts';
import { findEntity } from '../../shared/schema/registry.ts';
import { parseScope, type ScopeId, type ScopeKind } from '../../shared/schema/scope.ts';
import { DELETED_FIELD, type Change } from '../../shared/sync/change.ts';
import { conflict } from '../../shared/sync/conflict.entity.ts';
import { CONFLICT_STATE_FIELD } from '../../shared/sync/conflictState.ts';
import { sameValue, type RowState } from '../../shared/sync/merge.ts';
import type { Refusal } from '../../shared/sync/protocol.ts';
import { checkValues } from './checks.ts';

/**
 * What speaks against a change before it is merged, or null.
 * @param row the row as it is stored, or undefined when there is none
 * @param over roles of the author over the scope that the change names
 */
export function refuse(
  change: Change,
  stamp: Stamp,
  row: RowState | undefined,
  person: string,
  over: ReadonlySet<Role>,
): Refusal | null {
  const { entity: name, row: id } = change;
  const entity = findEntity(name);
  if (row === undefined ? !mayLiveIn(entity, id, change.scope) : row.scope !== change.scope) {
    return { type: 'WrongScope', entity: name, row: id };
  }
  const fields = forbidden(entity, change, row, person, over);
  if (fields.length > 0) return { type: 'NotAllowed', entity: name, row: id, fields };
  const invalid = checkValues(entity, change);
  if (invalid !== null) return { type: 'InvalidValue', entity: name, row: id, ...invalid };
  if (row !== undefined) {
    for (const field in change.set) {
      if (row.stamps[field] === stamp && !sameValue(row.values[field], change.set[field])) {
        return { type: 'Malformed', detail: 'stamp used before' };
      }
    }
  }
  return null;
}

/**
 * Rows of an entity that is not known here may live anywhere: a newer version knows. The row of a
 * place itself has the place's id, so that nobody takes the id of another place.
 */
function mayLiveIn(entity: EntityDefinition | undefined, row: string, scope: ScopeId): boolean {
  if (entity === undefined) return true;
  const { kind, id } = parseScope(scope);
  if (!entity.scopes.includes(kind as ScopeKind)) return false;
  return entity.name !== kind || row === id;
}

/** Fields of a change that its author may not write; `['*']`: not this row at all. */
function forbidden(
  entity: EntityDefinition | undefined,
  change: Change,
  row: RowState | undefined,
  person: string,
  over: ReadonlySet<Role>,
): string[] {
  const { scope } = change;
  if (entity === undefined) return mayCarry(scope, person, over) ? [] : ['*'];
  const creates = row === undefined;
  const removes = DELETED_FIELD in change.set;
  const fields = Object.keys(change.set).filter((field) => field !== DELETED_FIELD);
  if (entity.name === conflict.name && row !== undefined && !removes) {
    const about = findEntity(String(row.values['entity']));
    if (about === undefined) {
      // A conflict in a row of a newer version: whoever may write there may settle it.
      return fields.filter(
        (field) => field !== CONFLICT_STATE_FIELD || !mayCarry(scope, person, over),
      );
    }
    const field = String(row.values['field']);
    const intent = { entity, scope, fields, creates, removes, about: { entity: about, field } };
    return forbiddenFields(person, over, intent);
  }
  const whole = forbiddenFields(person, over, { entity, scope, fields, creates, removes });
  if (row === undefined || (removes && whole.length > 0)) return whole;
  // Whoever may remove a row may not, in passing, write fields of it that nobody may change.
  const kept = removes
    ? forbiddenFields(person, over, { entity, scope, fields, creates, removes: false })
    : whole;
  return kept.length > 0 ? saysAgain(entity, change, row, person, over, kept) : [];
}

/**
 * Fields that remain forbidden where two people made the same row without having seen each other,
 * or where a row that was taken back is made once more: whoever may make such rows may say again
 * what this one is made of, and nothing else.
 */
function saysAgain(
  entity: EntityDefinition,
  { scope, set }: Change,
  row: RowState,
  person: string,
  over: ReadonlySet<Role>,
  fields: readonly string[],
): string[] {
  const intent = { entity, scope, fields, creates: true, removes: false };
  if (forbiddenFields(person, over, intent).length > 0) return [...fields];
  return fields.filter((field) => !sameValue(row.values[field], set[field]));
}

/** Whether somebody may write what only a newer version knows. */
function mayCarry(scope: ScopeId, person: string, over: ReadonlySet<Role>): boolean {
  const { kind, id } = parseScope(scope);
  return over.size > 0 || (kind === 'person' && id === person);
}
