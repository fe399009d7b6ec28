import type { Client } from 'pg';
import { INDEX_SETTING, indexEntries, indexFingerprint } from '../indexed.ts';
import { ROW_COLUMNS, toRow, type RowRecord } from '../records.ts';
import type { RowWrite } from '../storage.ts';

/** Rows that are indexed at once when all are. */
const PAGE = 1_000;

type Run = (sql: string, ...values: readonly unknown[]) => Promise<unknown>;

/** Keeps the index of fields in step with rows; a row comes once. */
export async function indexRows(
  run: Run,
  rows: readonly Pick<RowWrite, 'entity' | 'id' | 'values' | 'touched'>[],
): Promise<void> {
  const gone = { entities: [] as string[], ids: [] as string[], fields: [] as string[] };
  const put = { ...structuredClone(gone), keys: [] as string[] };
  for (const row of rows) {
    for (const { field, key } of indexEntries(row)) {
      const list = key === null ? gone : put;
      list.entities.push(row.entity);
      list.ids.push(row.id);
      list.fields.push(field);
      if (key !== null) put.keys.push(key);
    }
  }
  if (gone.ids.length > 0) {
    await run(
      `DELETE FROM field_index USING unnest($1::text[], $2::text[], $3::text[]) AS g(entity, id, field)
       WHERE field_index.entity = g.entity AND row_id = g.id AND field_index.field = g.field`,
      gone.entities,
      gone.ids,
      gone.fields,
    );
  }
  if (put.ids.length > 0) {
    await run(
      `INSERT INTO field_index (entity, row_id, field, key)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])
       ON CONFLICT (entity, row_id, field) DO UPDATE SET key = excluded.key
       WHERE field_index.key <> excluded.key`,
      put.entities,
      put.ids,
      put.fields,
      put.keys,
    );
  }
}

/**
 * Indexes all rows anew when this version indexes other fields than the one that wrote the
 * database: rows may have been carried through before their entity was known.
 */
export async function indexAnew(client: Client): Promise<void> {
  const written = await client.query<{ value: string }>(
    'SELECT value FROM setting WHERE key = $1',
    [INDEX_SETTING],
  );
  if (written.rows[0]?.value === indexFingerprint) return;
  await client.query('BEGIN; LOCK TABLE stored_row IN SHARE MODE; DELETE FROM field_index');
  let last: Pick<RowRecord, 'entity' | 'id'> | undefined = { entity: '', id: '' };
  while (last !== undefined) {
    const page: { rows: RowRecord[] } = await client.query<RowRecord>(
      `SELECT ${ROW_COLUMNS} FROM stored_row AS r WHERE (entity, id) > ($1, $2)
       ORDER BY entity, id LIMIT ${PAGE}`,
      [last.entity, last.id],
    );
    await indexRows(
      (sql, ...values) => client.query(sql, [...values]),
      page.rows.map((record) => ({ ...toRow(record), touched: null })),
    );
    last = page.rows.at(-1);
  }
  await client.query(
    `INSERT INTO setting (key, value) VALUES ($1, $2)
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [INDEX_SETTING, indexFingerprint],
  );
  await client.query('COMMIT');
}
