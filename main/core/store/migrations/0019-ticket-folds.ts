import type { Migration } from '../migration.ts';

const forget = (ticket: string): string => `DELETE FROM ticket_fold WHERE ticket = ${ticket};`;

/**
 * What the events of each request come to: this device's own, made of its rows. Whatever changes
 * an event or the request removes it in the same transaction, whoever writes: an action, sync, undo,
 * an import. A request without one is folded from its events when somebody reads it. A later step that
 * folds otherwise empties the table.
 */
export const migration0019: Migration = {
  version: 19,
  sql: `
CREATE TABLE ticket_fold (
  ticket TEXT NOT NULL PRIMARY KEY,
  days INTEGER,
  until TEXT,
  level TEXT,
  created_on TEXT,
  waiting_since TEXT,
  days_run INTEGER NOT NULL,
  closed_on TEXT,
  closed_by_days INTEGER NOT NULL,
  last_on TEXT
) WITHOUT ROWID;
CREATE TRIGGER ticket_fold_event_made AFTER INSERT ON ticket_event BEGIN
    ${forget('NEW.ticket')} END;
CREATE TRIGGER ticket_fold_event_changed AFTER UPDATE ON ticket_event BEGIN
    ${forget('NEW.ticket')} ${forget('OLD.ticket')} END;
CREATE TRIGGER ticket_fold_event_gone AFTER DELETE ON ticket_event BEGIN
    ${forget('OLD.ticket')} END;
CREATE TRIGGER ticket_fold_made AFTER INSERT ON ticket BEGIN
    ${forget('NEW.id')} END;
CREATE TRIGGER ticket_fold_changed AFTER UPDATE OF level, created_on ON ticket BEGIN
    ${forget('NEW.id')} END;
CREATE TRIGGER ticket_fold_gone AFTER DELETE ON ticket BEGIN
    ${forget('OLD.id')} END;
`,
};
