import {
  snakeCase,
  type EntityDefinition,
  type Field,
  type RowOf,
} from '../../../shared/schema/entity.ts';
import type { ScopeId } from '../../../shared/schema/scope.ts';
import type { Reader } from './database.ts';

type Fields = Readonly<Record<string, Field>>;

/** A row as it is stored: its fields, where it lives, and whether it waits to be sent. */
export type StoredEntity<F extends Fields> = RowOf<F> & {
  readonly id: string;
  readonly scope: ScopeId;
  readonly pending: boolean;
};

/**
 * Prepares a question for rows of an entity that are there, decoded by its declaration.
 * @param rest SQL after the table's name `t`: joins, `WHERE` without what was removed (which is
 *   added), `ORDER BY` in `order`; `removed`: those that were removed instead
 */
export function entityRows<F extends Fields>(
  db: Reader,
  entity: EntityDefinition<F>,
  {
    where = '1',
    join = '',
    order = 't.id',
    removed = false,
  }: { where?: string; join?: string; order?: string; removed?: boolean } = {},
): (...values: readonly unknown[]) => StoredEntity<F>[] {
  const names = Object.keys(entity.fields);
  const columns = names.map((name) => `t."${snakeCase(name)}" AS "${name}"`);
  const statement = db.prepare<unknown[], Record<string, unknown>>(
    `SELECT t.id, t.scope, t.base IS NOT NULL AS pending, ${columns.join(', ')}
     FROM "${entity.table}" t ${join} WHERE ${removed ? 't.deleted IS NOT NULL' : 't.deleted IS NULL'} AND (${where}) ORDER BY ${order}`,
  );
  const json = names.filter((name) => entity.fields[name]!.sql === 'JSON');
  const booleans = names.filter((name) => entity.fields[name]!.boolean);
  return (...values) => {
    const rows = statement.all(...values);
    for (const row of rows) {
      row['pending'] = row['pending'] === 1;
      for (const name of json) {
        if (typeof row[name] === 'string') row[name] = JSON.parse(row[name]);
      }
      for (const name of booleans) if (row[name] !== null) row[name] = row[name] === 1;
    }
    return rows as unknown as StoredEntity<F>[];
  };
}
