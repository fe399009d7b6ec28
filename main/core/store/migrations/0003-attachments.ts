import type { Migration } from '../migration.ts';

/** Files of steps, and how far each has come on its way to the server. */
export const migration0003: Migration = {
  version: 3,
  sql: `
CREATE TABLE "attachment" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "establishment" TEXT,
  "kit_step" TEXT,
  "name" TEXT,
  "media_type" TEXT,
  "bytes" INTEGER,
  "hash" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "attachment_scope" ON "attachment" (scope);
CREATE INDEX attachment_step ON attachment (kit_step);

CREATE TABLE "attachment_receipt" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "hash" TEXT,
  "received_at" INTEGER,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "attachment_receipt_scope" ON "attachment_receipt" (scope);

-- Contents on their way to the server. url: the path of the upload that is under way there;
-- sent: bytes that the server has; refusal: why it does not take it; epoch: the life of the
-- server's database in which it had all of it, until its receipt arrives.
CREATE TABLE upload (
  hash TEXT NOT NULL PRIMARY KEY,
  url TEXT,
  sent INTEGER NOT NULL DEFAULT 0,
  refusal TEXT,
  epoch TEXT
) WITHOUT ROWID;
`,
};
