import type { Migration } from '../migration.ts';

/** Tables whose rows are found by their school's words too, by the kind that they are found as. */
const tables = { ticket: 'ticket', contact: 'contact', logEntry: 'log_entry' } as const;

/** Marks what is of a school: its words are to be read again. */
function marks(school: string): string {
  return Object.entries(tables)
    .map(
      ([
        kind,
        table,
      ]) => `INSERT INTO search_stale (kind, id) SELECT '${kind}', t.id FROM "${table}" t
    WHERE t.establishment = ${school}
      AND NOT EXISTS (SELECT 1 FROM search_stale s WHERE s.kind = '${kind}' AND s.id = t.id);`,
    )
    .join('\n    ');
}

/**
 * What is of a school is found by the school's names and its town, and read again when these change.
 * What the events of requests come to is folded anew: days without a reply are counted whole.
 */
export const migration0022: Migration = {
  version: 22,
  sql: `
CREATE INDEX contact_establishment ON contact (establishment);
CREATE INDEX log_entry_establishment ON log_entry (establishment);
CREATE INDEX ticket_establishment ON ticket (establishment);
CREATE TRIGGER search_establishment_made AFTER INSERT ON establishment BEGIN
    ${marks('NEW.id')} END;
CREATE TRIGGER search_establishment_changed AFTER UPDATE ON establishment
  WHEN NEW.name IS NOT OLD.name OR NEW.name_ar IS NOT OLD.name_ar OR NEW.town IS NOT OLD.town
    OR NEW.deleted IS NOT OLD.deleted BEGIN
    ${marks('NEW.id')} END;
CREATE TRIGGER search_establishment_gone AFTER DELETE ON establishment BEGIN
    ${marks('OLD.id')} END;
DELETE FROM ticket_fold;
`,
};
