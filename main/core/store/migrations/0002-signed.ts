import type { Migration } from '../migration.ts';

/**
 * Signed batches, conflicts, bundles, and what is known of other devices and of the server.
 * Times are milliseconds since 1970.
 */
export const migration0002: Migration = {
  version: 2,
  sql: `
CREATE TABLE "conflict" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "entity" TEXT,
  "row" TEXT,
  "field" TEXT,
  "versions" TEXT,
  "state" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "conflict_scope" ON "conflict" (scope);
CREATE INDEX conflict_open ON "conflict" (id) WHERE "state" = 'open' AND deleted IS NULL;

-- Batches that were signed and that the server has not decided on: every try and every bundle
-- carries the same bytes.
CREATE TABLE sealed (
  from_n INTEGER NOT NULL PRIMARY KEY,
  to_n INTEGER NOT NULL,
  hash TEXT NOT NULL,
  text TEXT NOT NULL
);

-- Devices of colleagues as the server last listed them: whose bundles can be read and made here.
CREATE TABLE device_card (
  id TEXT NOT NULL PRIMARY KEY,
  person TEXT NOT NULL,
  person_name TEXT NOT NULL,
  name TEXT NOT NULL,
  public_key TEXT NOT NULL,
  recipient TEXT,
  enrolled_at INTEGER NOT NULL,
  revoked_at INTEGER
) WITHOUT ROWID;

-- Transactions of colleagues from bundles, shown over the server's state until it has them.
CREATE TABLE news (
  device TEXT NOT NULL,
  n INTEGER NOT NULL,
  stamp TEXT NOT NULL,
  changes TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (device, n)
) WITHOUT ROWID;

-- Bundles of others: for the server, to be handed in at the next sync, or its replies, to be
-- exported for their device. hash: SHA-256 of the file, so that the same file is kept once.
CREATE TABLE carried (
  hash TEXT NOT NULL PRIMARY KEY,
  receiver TEXT NOT NULL,
  sender TEXT NOT NULL,
  file BLOB NOT NULL,
  at INTEGER NOT NULL
);

-- Why a refused transaction is off the open list by itself: 'restamped'.
ALTER TABLE outbox ADD COLUMN fate TEXT;

-- chain: hash of the last batch that the server decided. notice: JSON, what the person should
-- know; server_*: who the server is, as it said at first; recipient_told: whether it knows what
-- bundles for this device are encrypted to; cards_at: when colleagues' devices were listed last;
-- past_epochs: JSON array, of files of which nothing is taken any more; previous_device: what this profile was before.
ALTER TABLE device_state ADD COLUMN chain TEXT NOT NULL DEFAULT '';
ALTER TABLE device_state ADD COLUMN notice TEXT;
ALTER TABLE device_state ADD COLUMN server_id TEXT;
ALTER TABLE device_state ADD COLUMN server_key TEXT;
ALTER TABLE device_state ADD COLUMN server_recipient TEXT;
ALTER TABLE device_state ADD COLUMN recipient_told TEXT;
ALTER TABLE device_state ADD COLUMN previous_device TEXT;
ALTER TABLE device_state ADD COLUMN cards_at INTEGER;
ALTER TABLE device_state ADD COLUMN past_epochs TEXT NOT NULL DEFAULT '[]';

-- Progress counts read nothing but this.
CREATE INDEX kit_step_progress ON kit_step (scope, programme, status, action, deleted);
`,
};
