import type { Migration } from '../migration.ts';

/** Tables whose rows are found by words, by the kind that they are found as. */
const tables = {
  article: 'article',
  blocker: 'blocker',
  ticket: 'ticket',
  logEntry: 'log_entry',
  contact: 'contact',
  communication: 'communication',
  linkedPlace: 'linked_place',
} as const;

/** Marks a row whose words are to be read again, in the transaction that changes it. */
function marks(kind: string, id: string): string {
  return `INSERT INTO search_stale (kind, id) SELECT '${kind}', ${id}
    WHERE ${id} IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM search_stale WHERE kind = '${kind}' AND id = ${id});`;
}

/** What leaves the device leaves the index in the same transaction. */
function leaves(kind: string): string {
  return `DELETE FROM search_word WHERE rowid =
      (SELECT number FROM search_document WHERE kind = '${kind}' AND id = OLD.id);
    DELETE FROM search_document WHERE kind = '${kind}' AND id = OLD.id;
    DELETE FROM search_stale WHERE kind = '${kind}' AND id = OLD.id;`;
}

/**
 * The index of words: this device's own, made of its rows. Triggers mark what changes, whoever
 * writes it; the words are read when somebody searches, or before.
 */
export const migration0012: Migration = {
  version: 12,
  sql: `
CREATE TABLE search_document (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  UNIQUE (kind, id)
);
CREATE TABLE search_stale (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TABLE search_state (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  version INTEGER NOT NULL
);
CREATE VIRTUAL TABLE search_word USING fts5(
  title, text, title_stem, text_stem,
  tokenize = "unicode61 remove_diacritics 0",
  prefix = '2 3'
);
INSERT INTO search_word (search_word, rank) VALUES ('secure-delete', 1);
CREATE VIRTUAL TABLE search_vocabulary USING fts5vocab(search_word, 'row');
${Object.entries(tables)
  .map(
    ([kind, table]) => `
CREATE TRIGGER search_${table}_made AFTER INSERT ON "${table}" BEGIN
    ${marks(kind, 'NEW.id')} END;
CREATE TRIGGER search_${table}_changed AFTER UPDATE ON "${table}" BEGIN
    ${marks(kind, 'NEW.id')} END;
CREATE TRIGGER search_${table}_gone AFTER DELETE ON "${table}" BEGIN
    ${leaves(kind)} END;
INSERT INTO search_stale (kind, id) SELECT '${kind}', id FROM "${table}";`,
  )
  .join('')}
CREATE TRIGGER search_ticket_event_made AFTER INSERT ON ticket_event BEGIN
    ${marks('ticket', 'NEW.ticket')} END;
CREATE TRIGGER search_ticket_event_changed AFTER UPDATE ON ticket_event BEGIN
    ${marks('ticket', 'NEW.ticket')} END;
CREATE TRIGGER search_ticket_event_gone AFTER DELETE ON ticket_event BEGIN
    ${marks('ticket', 'OLD.ticket')} END;
`,
};
