import type { Migration } from '../migration.ts';

/**
 * The first schema: one table an entity, as `shared/schema` declares them, and what the sync of
 * a device needs. Names are quoted since `grant` is a word of SQL's.
 */
export const migration0001: Migration = {
  version: 1,
  sql: `
CREATE TABLE "programme" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "name" TEXT,
  "template_version" TEXT,
  "kit_name" TEXT,
  "phases" TEXT,
  "actors" TEXT,
  "practice_date" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "programme_scope" ON "programme" (scope);

CREATE TABLE "kit_action" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "programme" TEXT,
  "action" TEXT,
  "position" INTEGER,
  "phase" TEXT,
  "actors" TEXT,
  "title" TEXT,
  "description" TEXT,
  "due_offset_days" INTEGER,
  "due_offset_variants" TEXT,
  "variant" TEXT,
  "depends_on" TEXT,
  "evidence" TEXT,
  "blocking" INTEGER,
  "source" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "kit_action_scope" ON "kit_action" (scope);

CREATE TABLE "wave" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "programme" TEXT,
  "label" TEXT,
  "switchover_date" TEXT,
  "variant" TEXT,
  "status" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "wave_scope" ON "wave" (scope);

CREATE TABLE "establishment" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "code" TEXT,
  "name" TEXT,
  "type" TEXT,
  "town" TEXT,
  "department" TEXT,
  "accounting_group" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "establishment_scope" ON "establishment" (scope);

CREATE TABLE "wave_membership" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "wave" TEXT,
  "establishment" TEXT,
  "joined_on" TEXT,
  "left_on" TEXT,
  "reason" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "wave_membership_scope" ON "wave_membership" (scope);

CREATE TABLE "person" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "login" TEXT,
  "first_name" TEXT,
  "last_name" TEXT,
  "email" TEXT,
  "language" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "person_scope" ON "person" (scope);

CREATE TABLE "grant" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "person" TEXT,
  "role" TEXT,
  "name" TEXT,
  "actors" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "grant_scope" ON "grant" (scope);

CREATE TABLE "kit_step" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "establishment" TEXT,
  "programme" TEXT,
  "action" TEXT,
  "status" TEXT,
  "note" TEXT,
  "done_on" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "kit_step_scope" ON "kit_step" (scope);

CREATE INDEX grant_person ON "grant" (person);
CREATE INDEX wave_membership_wave ON wave_membership (wave);

-- Rows of entities that this version does not know, carried untouched for one that does.
CREATE TABLE foreign_row (
  entity TEXT NOT NULL,
  id TEXT NOT NULL,
  scope TEXT NOT NULL,
  state TEXT NOT NULL,
  base TEXT,
  PRIMARY KEY (entity, id)
) WITHOUT ROWID;
CREATE INDEX foreign_row_scope ON foreign_row (scope);

-- Every transaction written here. Those after device_state.decided_n wait for the server; the
-- others were accepted unless refusal says why not; dismissed once a person has dealt with that.
-- changes: JSON array of {entity,row,scope,set,seen}; before: JSON array, by change, of the
-- values that were replaced, for undo; undoes: the n that this one took back.
CREATE TABLE outbox (
  n INTEGER NOT NULL PRIMARY KEY,
  stamp TEXT NOT NULL,
  changes TEXT NOT NULL,
  before TEXT,
  undoes INTEGER,
  refusal TEXT,
  dismissed INTEGER
);
CREATE INDEX outbox_refused ON outbox (n) WHERE refusal IS NOT NULL;

-- The version of each scope that this device holds.
CREATE TABLE cursor (
  scope TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL
) WITHOUT ROWID;

-- Who is behind the devices whose stamps are in the rows.
CREATE TABLE author (
  device TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL,
  name TEXT NOT NULL
) WITHOUT ROWID;

-- One row: this device. clock is the highest stamp received (those written are in outbox),
-- decided_n the last transaction that the server has decided on;
-- times are milliseconds since 1970.
CREATE TABLE device_state (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  device TEXT,
  server TEXT,
  epoch TEXT,
  person TEXT,
  login TEXT,
  person_name TEXT,
  clock TEXT,
  decided_n INTEGER NOT NULL DEFAULT 0,
  clock_offset_ms INTEGER NOT NULL DEFAULT 0,
  last_sync_at INTEGER
);
INSERT INTO device_state (one) VALUES (1);
`,
};
