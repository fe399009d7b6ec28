import type { Migration } from '../migration.ts';

/**
 * What rows held before they were written over. What a newer program has sent before this one knew
 * the entity waits among foreign rows.
 */
export const migration0010: Migration = {
  version: 10,
  sql: `
CREATE TABLE "past_value" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "entity" TEXT,
  "row" TEXT,
  "until" TEXT,
  "held" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "past_value_scope" ON "past_value" (scope);
CREATE INDEX past_value_row ON past_value ("row", entity, "until");

INSERT INTO past_value (id, scope, entity, "row", "until", held, deleted, stamps, base)
  SELECT id, scope, json_extract(state, '$.values.entity'), json_extract(state, '$.values.row'),
         json_extract(state, '$.values.until'), json_extract(state, '$.values.held'),
         iif(json_extract(state, '$.values.deleted'), 1, NULL), json_extract(state, '$.stamps'), base
  FROM foreign_row WHERE entity = 'pastValue';
DELETE FROM foreign_row WHERE entity = 'pastValue';
`,
};
