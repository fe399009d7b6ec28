import type { Migration } from '../migration.ts';

/**
 * What people are typing, kept over a crash: this device's own, never synced. What is removed is
 * overwritten in the file (`secure_delete`).
 */
export const migration0021: Migration = {
  version: 21,
  sql: `
CREATE TABLE typed_text (
  person TEXT NOT NULL,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (person, name)
) WITHOUT ROWID;
`,
};
