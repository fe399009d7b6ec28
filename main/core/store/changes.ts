import type { JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import { sameValue } from '../../../shared/sync/merge.ts';
import type { Write } from './record.ts';
import type { Rows } from './rows.ts';

/** What is to stand in a row. Undefined: nothing is said of the field, and what stands there stays. */
export interface Wanted {
  readonly entity: string;
  readonly row: string;
  readonly scope: ScopeId;
  readonly values: Readonly<Record<string, JsonValue | undefined>>;
}

/**
 * The write that makes a row what it is to be: only what differs, so that what is the same is not
 * claimed as one's own. A row that was removed comes back. Null: nothing differs.
 */
export function changedWrite(
  rows: Pick<Rows, 'read'>,
  { entity, row, scope, values }: Wanted,
): { readonly write: Write; readonly creates: boolean } | null {
  const stored = rows.read(entity, row);
  const isGone = stored?.values[DELETED_FIELD] === true;
  const set: Record<string, JsonValue> = {};
  for (const [field, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const current = stored?.values[field] ?? null;
    if (!sameValue(current, value)) set[field] = value;
  }
  if (stored !== undefined && !isGone && Object.keys(set).length === 0) return null;
  if (isGone) set[DELETED_FIELD] = null;
  return {
    write: { entity, row, scope: stored?.scope ?? scope, set },
    creates: stored === undefined || isGone,
  };
}
