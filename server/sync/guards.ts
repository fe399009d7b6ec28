import type { Role } from '../../shared/access/roles.ts';
import { stampDevice } from '../../shared/kernel/clock.ts';
import type { EntityDefinition } from '../../shared/schema/entity.ts';
import { DELETED_FIELD, type Change } from '../../shared/sync/change.ts';
import { sameValue, type RowState } from '../../shared/sync/merge.ts';

/** A change of somebody whose roles allow it. */
interface Allowed {
  readonly change: Change;
  /** The row as it is; undefined: there is none. */
  readonly row: RowState | undefined;
  readonly author: { readonly person: string; readonly device: string };
  readonly over: ReadonlySet<Role>;
  /** A row by its entity and id, as it was before the transaction or as that makes it. */
  readonly holder: (entity: string, id: string) => RowState | undefined;
}

/**
 * Fields that the entity's guard forbids, though the author's roles allow them; `['*']`: not this
 * row at all. What says again what is stored changes nothing, and is nobody's harm.
 */
export function forbiddenBeyondRoles(
  entity: EntityDefinition | undefined,
  { change, row, author, over, holder }: Allowed,
): string[] {
  if (entity === undefined || entity.guard === null) return [];
  const { guard } = entity;
  const { [DELETED_FIELD]: removed, ...said } = change.set;
  const held = guard.heldBy;
  const id = held === null ? null : (row?.values[held.field] ?? said[held.field]);
  const found = held === null || typeof id !== 'string' ? undefined : holder(held.entity, id);
  // What happened to a row is told where that lives.
  if (held !== null && found !== undefined && found.scope !== change.scope) return [held.field];
  const attempt = {
    person: author.person,
    roles: over,
    scope: change.scope,
    before: row?.values ?? null,
    own: row !== undefined && madeOn(author.device, row),
    holder: found?.values ?? null,
  };
  const whole =
    removed === undefined || (row === undefined && removed !== true)
      ? []
      : guard.forbids({ ...attempt, set: {}, removes: true });
  if (whole.length > 0) return [...whole];
  return guard
    .forbids({ ...attempt, set: said, removes: false })
    .filter((field) => row === undefined || !sameValue(row.values[field], said[field]));
}

/** Whether a device wrote what a row was made of, as far as it stands. */
function madeOn(device: string, { stamps }: RowState): boolean {
  return Object.entries(stamps).some(
    ([field, stamp]) => field !== DELETED_FIELD && stampDevice(stamp) === device,
  );
}
