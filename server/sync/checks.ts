import type { EntityDefinition, Field, JsonValue } from '../../shared/schema/entity.ts';
import { DELETED_FIELD, type Change } from '../../shared/sync/change.ts';
import type { RowState } from '../../shared/sync/merge.ts';
import { describeIssues } from '../http/body.ts';

/**
 * The first value of a change that is not what its field holds, or null. Null is legal in every
 * field; fields and entities that are not known here belong to a newer version and pass.
 */
export function checkValues(
  entity: EntityDefinition | undefined,
  change: Change,
): { readonly field: string; readonly detail: string } | null {
  for (const field in change.set) {
    const value = change.set[field] ?? null;
    if (value === null) continue;
    if (field === DELETED_FIELD) {
      if (typeof value !== 'boolean') return { field, detail: 'boolean' };
      continue;
    }
    const definition = entity?.fields[field];
    const detail = definition === undefined ? null : wrongFor(definition, value);
    if (detail !== null) return { field, detail };
  }
  return null;
}

/**
 * The first rule between the fields of a row that a change breaks, or null. A rule that was
 * broken before is not this author's doing, and a removed row has none to keep.
 */
export function checkRules(
  entity: EntityDefinition | undefined,
  before: RowState | undefined,
  after: RowState,
): string | null {
  if (entity === undefined || after.values[DELETED_FIELD] === true) return null;
  const broken = brokenRules(entity, after);
  if (broken.length === 0) return null;
  const already = before === undefined ? [] : brokenRules(entity, before);
  return broken.find((rule) => !already.includes(rule)) ?? null;
}

function brokenRules(entity: EntityDefinition, row: RowState): readonly string[] {
  const fields: Record<string, JsonValue> = {};
  for (const field in entity.fields) fields[field] = row.values[field] ?? null;
  return entity.check(fields);
}

/** Short texts that a field was found to hold: statuses and days come by the thousand. */
const MAX_KNOWN = 200;
const MAX_KNOWN_LENGTH = 40;
const knownGood = new WeakMap<Field, Set<string>>();

/** Why a field does not hold a value, or null when it does. */
function wrongFor(field: Field, value: JsonValue): string | null {
  if (typeof value !== 'string' || value.length > MAX_KNOWN_LENGTH) return check(field, value);
  let known = knownGood.get(field);
  if (known?.has(value) === true) return null;
  const wrong = check(field, value);
  if (wrong !== null) return wrong;
  if (known === undefined) {
    known = new Set();
    knownGood.set(field, known);
  }
  if (known.size < MAX_KNOWN) known.add(value);
  return null;
}

function check(field: Field, value: JsonValue): string | null {
  const parsed = field.type.safeParse(value);
  return parsed.success ? null : describeIssues(parsed.error);
}
