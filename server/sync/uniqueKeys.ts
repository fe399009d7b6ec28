import type { EntityDefinition } from '../../shared/schema/entity.ts';
import { findEntity } from '../../shared/schema/registry.ts';
import { DELETED_FIELD } from '../../shared/sync/change.ts';
import type { RowState } from '../../shared/sync/merge.ts';

/** What no two rows may have, by the rows that a decision knows. */
export class UniqueKeys {
  /** Ids of rows by the key that they have. */
  readonly #ids = new Map<string, Set<string>>();
  readonly #keys = new Map<string, string>();

  constructor(rows: Iterable<RowState>) {
    for (const row of rows) this.put(row);
  }

  /** Takes over a row as it is now. */
  put(row: RowState): void {
    const entity = findEntity(row.entity);
    if (entity === undefined || entity.unique === null) return;
    const name = `${row.entity} ${row.id}`;
    const before = this.#keys.get(name);
    if (before !== undefined) this.#ids.get(before)?.delete(row.id);
    const key = keyOf(entity, row);
    if (key === null) {
      this.#keys.delete(name);
      return;
    }
    this.#keys.set(name, key);
    const ids = this.#ids.get(key);
    if (ids === undefined) this.#ids.set(key, new Set([row.id]));
    else ids.add(row.id);
  }

  /** The rule that a row would break, because another one has what it says; null: none. */
  broken(entity: EntityDefinition, before: RowState | undefined, after: RowState): string | null {
    const key = keyOf(entity, after);
    if (key === null || (before !== undefined && keyOf(entity, before) === key)) return null;
    const others = [...(this.#ids.get(key) ?? [])].filter((id) => id !== after.id);
    return others.length === 0 ? null : entity.unique!.rule;
  }
}

function keyOf(entity: EntityDefinition, { values }: RowState): string | null {
  const key = values[DELETED_FIELD] === true ? null : (entity.unique?.key(values) ?? null);
  return key === null ? null : `${entity.name} ${key}`;
}
