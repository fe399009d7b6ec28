import type { Database } from 'better-sqlite3';
import { registry } from '../../../shared/schema/registry.ts';

const OWN_TABLES = [
  'foreign_row',
  'outbox',
  'cursor',
  'author',
  'sealed',
  'device_card',
  'news',
  'carried',
  'upload',
  'seen_comment',
  'search_stale',
  'ticket_fold',
  'typed_text',
] as const;

/**
 * Empties the store: the device was revoked. What was there is overwritten in the file
 * (`secure_delete`) and leaves the log as well.
 * @param notice what the person is told, as JSON: all that remains
 */
export function purge(db: Database, notice: string): void {
  db.transaction(() => {
    for (const { table } of registry) db.exec(`DELETE FROM "${table}"`);
    for (const table of OWN_TABLES) db.exec(`DELETE FROM ${table}`);
    db.exec('DELETE FROM device_state');
    db.prepare('INSERT INTO device_state (one, notice) VALUES (1, ?)').run(notice);
  }).immediate();
  db.pragma('wal_checkpoint(TRUNCATE)');
}
