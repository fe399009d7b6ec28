import { INDEX_SETTING, indexEntries, indexFingerprint } from '../indexed.ts';
import { ROW_COLUMNS, toRow, type RowRecord } from '../records.ts';
import type { RowWrite } from '../storage.ts';
import type { Connection } from './connection.ts';

/** Rows that are indexed at once when all are. */
const PAGE = 1_000;

/** Keeps the index of fields in step with a row. */
export function indexRow(
  connection: Connection,
  row: Pick<RowWrite, 'entity' | 'id' | 'values' | 'touched'>,
): void {
  for (const { field, key } of indexEntries(row)) {
    if (key === null) {
      connection.run(
        'DELETE FROM field_index WHERE entity = ? AND row_id = ? AND field = ?',
        row.entity,
        row.id,
        field,
      );
    } else {
      connection.run(
        `INSERT INTO field_index (entity, row_id, field, key) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET key = excluded.key WHERE key <> excluded.key`,
        row.entity,
        row.id,
        field,
        key,
      );
    }
  }
}

/**
 * Indexes all rows anew when this version indexes other fields than the one that wrote the file:
 * rows may have been carried through before their entity was known.
 */
export function indexAnew(writer: Connection): void {
  const written = writer.get<{ value: string }>(
    'SELECT value FROM setting WHERE key = ?',
    INDEX_SETTING,
  );
  if (written?.value === indexFingerprint) return;
  writer.db
    .transaction(() => {
      writer.run('DELETE FROM field_index');
      let last: Pick<RowRecord, 'entity' | 'id'> | undefined = { entity: '', id: '' };
      while (last !== undefined) {
        const page: RowRecord[] = writer.all<RowRecord>(
          `SELECT ${ROW_COLUMNS} FROM stored_row AS r WHERE (entity, id) > (?, ?)
           ORDER BY entity, id LIMIT ${PAGE}`,
          last.entity,
          last.id,
        );
        for (const record of page) indexRow(writer, { ...toRow(record), touched: null });
        last = page.at(-1);
      }
      writer.run(
        `INSERT INTO setting (key, value) VALUES (?, ?)
         ON CONFLICT DO UPDATE SET value = excluded.value`,
        INDEX_SETTING,
        indexFingerprint,
      );
    })
    .immediate();
}
