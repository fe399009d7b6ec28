import type { Stamp } from '../../../shared/kernel/clock.ts';
import { snakeCase, type EntityDefinition, type JsonValue } from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import { DELETED_FIELD } from '../../../shared/sync/change.ts';
import type { RowState } from '../../../shared/sync/merge.ts';

/** A stored row of any entity's table. */
export type StoredRow = Record<string, unknown> & { id: string; scope: string; stamps: string };

/** Columns of an entity's table, without `base`. */
export function columnsOf(definition: EntityDefinition): string[] {
  const fields = Object.keys(definition.fields).map(snakeCase);
  return ['id', 'scope', ...fields, DELETED_FIELD, 'stamps', 'extra'];
}

/** A row as the cells of its table, in the order of `columnsOf`, without `base`. */
export function encode(definition: EntityDefinition, row: RowState): unknown[] {
  const cells: unknown[] = [];
  encodeInto(cells, definition, row);
  return cells;
}

/** Appends the cells of a row. */
export function encodeInto(cells: unknown[], definition: EntityDefinition, row: RowState): void {
  const { values } = row;
  let extra: Record<string, JsonValue> | null = null;
  for (const name in values) {
    if (name !== DELETED_FIELD && !fits(definition, name, values[name]!)) {
      extra ??= {};
      extra[name] = values[name]!;
    }
  }
  cells.push(row.id, row.scope);
  for (const name in definition.fields) {
    const value = extra !== null && name in extra ? null : values[name];
    cells.push(value === undefined ? null : toCell(definition, name, value));
  }
  cells.push(
    values[DELETED_FIELD] === true ? 1 : null,
    JSON.stringify(row.stamps),
    extra === null ? null : JSON.stringify(extra),
  );
}

/** Whether a value can stand in its column and come back the same. */
function fits(definition: EntityDefinition, name: string, value: JsonValue): boolean {
  const field = definition.fields[name];
  if (field === undefined) return false;
  if (value === null || field.sql === 'JSON') return true;
  if (field.boolean) return typeof value === 'boolean';
  if (field.sql === 'TEXT') return typeof value === 'string' && !value.includes('\0');
  return typeof value === 'number' && (field.sql === 'REAL' || Number.isSafeInteger(value));
}

function toCell(definition: EntityDefinition, name: string, value: JsonValue): unknown {
  const field = definition.fields[name]!;
  if (value === null) return null;
  if (field.sql === 'JSON') return JSON.stringify(value);
  return field.boolean ? Number(value) : value;
}

/** Reverse of {@link encode}. */
export function decode(definition: EntityDefinition, stored: StoredRow): RowState {
  const stamps = JSON.parse(stored.stamps) as Record<string, Stamp>;
  const extra = (typeof stored['extra'] === 'string' ? JSON.parse(stored['extra']) : {}) as Record<
    string,
    JsonValue
  >;
  const values: Record<string, JsonValue> = {};
  for (const name of Object.keys(stamps)) {
    if (name === DELETED_FIELD) values[name] = stored[DELETED_FIELD] === 1;
    else if (name in extra) values[name] = extra[name]!;
    else values[name] = fromCell(definition, name, stored[snakeCase(name)]);
  }
  return {
    entity: definition.name,
    id: stored.id,
    scope: stored.scope as ScopeId,
    values,
    stamps,
  };
}

function fromCell(definition: EntityDefinition, name: string, cell: unknown): JsonValue {
  const field = definition.fields[name];
  if (field === undefined || cell === null || cell === undefined) return null;
  if (field.sql === 'JSON') return JSON.parse(String(cell)) as JsonValue;
  return field.boolean ? cell === 1 : (cell as JsonValue);
}
