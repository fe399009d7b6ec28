import type { EntityDefinition } from '../../shared/schema/entity.ts';
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
  for (const [field, value] of Object.entries(change.set)) {
    if (value === null) continue;
    if (field === DELETED_FIELD) {
      if (typeof value !== 'boolean') return { field, detail: 'boolean' };
      continue;
    }
    const parsed = entity?.fields[field]?.type.safeParse(value);
    if (parsed?.success === false) return { field, detail: describeIssues(parsed.error) };
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
  const already = before === undefined ? [] : brokenRules(entity, before);
  return brokenRules(entity, after).find((rule) => !already.includes(rule)) ?? null;
}

function brokenRules(entity: EntityDefinition, row: RowState): readonly string[] {
  const fields = Object.fromEntries(
    Object.keys(entity.fields).map((field) => [field, row.values[field] ?? null]),
  );
  return entity.check(fields);
}
