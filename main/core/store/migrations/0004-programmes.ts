import type { Migration } from '../migration.ts';

/** Programmes with their own words and places, waves with their events, and what schools activate. */
export const migration0004: Migration = {
  version: 4,
  sql: `
ALTER TABLE "programme" ADD COLUMN "template" TEXT;
ALTER TABLE "programme" ADD COLUMN "country" TEXT;
ALTER TABLE "programme" ADD COLUMN "calendar" TEXT;
ALTER TABLE "programme" ADD COLUMN "vocabulary" TEXT;
ALTER TABLE "programme" ADD COLUMN "levels" TEXT;
ALTER TABLE "programme" ADD COLUMN "variants" TEXT;
ALTER TABLE "programme" ADD COLUMN "service_groups" TEXT;
ALTER TABLE "programme" ADD COLUMN "services" TEXT;
ALTER TABLE "programme" ADD COLUMN "environments" TEXT;
ALTER TABLE "programme" ADD COLUMN "bucket_bounds" TEXT;
ALTER TABLE "programme" ADD COLUMN "postponement_rule" TEXT;
ALTER TABLE "programme" ADD COLUMN "team_rule" TEXT;
ALTER TABLE "programme" ADD COLUMN "ticket_rules" TEXT;
ALTER TABLE "kit_action" ADD COLUMN "level" TEXT;
ALTER TABLE "kit_action" ADD COLUMN "retired" INTEGER;
ALTER TABLE "kit_action" ADD COLUMN "indicator" TEXT;
ALTER TABLE "wave" ADD COLUMN "kind" TEXT;
ALTER TABLE "wave" ADD COLUMN "opened_on" TEXT;
ALTER TABLE "wave" ADD COLUMN "training_places" INTEGER;
ALTER TABLE "wave" ADD COLUMN "tutoring_places" INTEGER;
ALTER TABLE "wave" ADD COLUMN "budget" REAL;
ALTER TABLE "wave" ADD COLUMN "ends_on" TEXT;
ALTER TABLE "wave" ADD COLUMN "note" TEXT;
ALTER TABLE "establishment" ADD COLUMN "programme" TEXT;
ALTER TABLE "establishment" ADD COLUMN "territory" TEXT;
ALTER TABLE "establishment" ADD COLUMN "level" TEXT;
ALTER TABLE "establishment" ADD COLUMN "name_ar" TEXT;
ALTER TABLE "establishment" ADD COLUMN "attached_to" TEXT;
ALTER TABLE "establishment" ADD COLUMN "siret" TEXT;
ALTER TABLE "establishment" ADD COLUMN "channel" TEXT;
ALTER TABLE "establishment" ADD COLUMN "legal_representative" TEXT;
ALTER TABLE "establishment" ADD COLUMN "linked_systems" TEXT;
ALTER TABLE "establishment" ADD COLUMN "legacy_software" TEXT;
ALTER TABLE "establishment" ADD COLUMN "attached_bodies" TEXT;
ALTER TABLE "establishment" ADD COLUMN "service_policy" TEXT;
ALTER TABLE "establishment" ADD COLUMN "pupils" INTEGER;
ALTER TABLE "establishment" ADD COLUMN "note" TEXT;
ALTER TABLE "wave_membership" ADD COLUMN "status" TEXT;
ALTER TABLE "wave_membership" ADD COLUMN "switchover_date" TEXT;
ALTER TABLE "wave_membership" ADD COLUMN "variant" TEXT;
ALTER TABLE "grant" ADD COLUMN "first_name" TEXT;
ALTER TABLE "grant" ADD COLUMN "last_name" TEXT;
ALTER TABLE "grant" ADD COLUMN "email" TEXT;
ALTER TABLE "grant" ADD COLUMN "phone" TEXT;
ALTER TABLE "kit_step" ADD COLUMN "assignee" TEXT;

-- Number of the first transaction of an action that has several: they are taken back together.
ALTER TABLE outbox ADD COLUMN action INTEGER;

CREATE TABLE "territory" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "programme" TEXT,
  "level" TEXT,
  "name" TEXT,
  "name_ar" TEXT,
  "code" TEXT,
  "parent" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "territory_scope" ON "territory" (scope);

CREATE TABLE "template_version" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "programme" TEXT,
  "version" TEXT,
  "state" TEXT,
  "note" TEXT,
  "based_on" TEXT,
  "content" TEXT,
  "trail" TEXT,
  "published_on" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "template_version_scope" ON "template_version" (scope);

CREATE TABLE "template_proposal" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "programme" TEXT,
  "action" TEXT,
  "text" TEXT,
  "blocked_in" INTEGER,
  "state" TEXT,
  "answer" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "template_proposal_scope" ON "template_proposal" (scope);

CREATE TABLE "environment_window" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "programme" TEXT,
  "environment" TEXT,
  "opens_on" TEXT,
  "closes_on" TEXT,
  "data_as_of" TEXT,
  "product_version" TEXT,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "environment_window_scope" ON "environment_window" (scope);

CREATE TABLE "wave_event" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "wave" TEXT,
  "happens_on" TEXT,
  "kind" TEXT,
  "label" TEXT,
  "audience" TEXT,
  "planned_on" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "wave_event_scope" ON "wave_event" (scope);

CREATE TABLE "readiness" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "establishment" TEXT,
  "programme" TEXT,
  "demand" INTEGER,
  "digital_use" INTEGER,
  "technical_state" INTEGER,
  "functional_state" INTEGER,
  "assessed_on" TEXT,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "readiness_scope" ON "readiness" (scope);

CREATE TABLE "postponement" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "establishment" TEXT,
  "wave" TEXT,
  "kind" TEXT,
  "notice_on" TEXT,
  "registered_letter" INTEGER,
  "effective_on" TEXT,
  "reason" TEXT,
  "from_date" TEXT,
  "to_date" TEXT,
  "to_wave" TEXT,
  "costs_due" REAL,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "postponement_scope" ON "postponement" (scope);

CREATE TABLE "team_member" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "establishment" TEXT,
  "person" TEXT,
  "name" TEXT,
  "email" TEXT,
  "phone" TEXT,
  "function" TEXT,
  "fte" REAL,
  "since" TEXT,
  "until" TEXT,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "team_member_scope" ON "team_member" (scope);

CREATE TABLE "step_comment" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "establishment" TEXT,
  "kit_step" TEXT,
  "text" TEXT,
  "mentions" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "step_comment_scope" ON "step_comment" (scope);

CREATE TABLE "observation" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "establishment" TEXT,
  "programme" TEXT,
  "indicator" TEXT,
  "observed_on" TEXT,
  "value" REAL,
  "source" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "observation_scope" ON "observation" (scope);

CREATE TABLE "service_activation" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "establishment" TEXT,
  "programme" TEXT,
  "service" TEXT,
  "target" TEXT,
  "target_name" TEXT,
  "state" TEXT,
  "since" TEXT,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "service_activation_scope" ON "service_activation" (scope);

CREATE TABLE "account_distribution" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "establishment" TEXT,
  "programme" TEXT,
  "population" TEXT,
  "method" TEXT,
  "decided_on" TEXT,
  "total" INTEGER,
  "handed_out" INTEGER,
  "checks" TEXT,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "account_distribution_scope" ON "account_distribution" (scope);

CREATE TABLE "environment_use" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "establishment" TEXT,
  "programme" TEXT,
  "environment" TEXT,
  "state" TEXT,
  "opened_on" TEXT,
  "closed_on" TEXT,
  "address" TEXT,
  "product_version" TEXT,
  "data_as_of" TEXT,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "environment_use_scope" ON "environment_use" (scope);

CREATE TABLE "agreement" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "establishment" TEXT,
  "programme" TEXT,
  "number" TEXT,
  "state" TEXT,
  "signed_on" TEXT,
  "starts_on" TEXT,
  "notice_on" TEXT,
  "acknowledged_on" TEXT,
  "ends_on" TEXT,
  "end_reason" TEXT,
  "available_on" TEXT,
  "financial_mass" REAL,
  "self_hosted" INTEGER,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "agreement_scope" ON "agreement" (scope);

-- Figures of thousands of schools are read out of the index alone, the day of what is done too.
DROP INDEX kit_step_progress;
CREATE INDEX kit_step_progress ON kit_step (scope, programme, status, action, deleted, done_on);
CREATE INDEX kit_step_blocked ON kit_step (scope) WHERE status = 'blocked';

CREATE INDEX observation_indicator ON observation (indicator, establishment, observed_on);
CREATE INDEX step_comment_step ON step_comment (kit_step);
CREATE INDEX service_activation_service ON service_activation (service);

-- How the columns of a person's files are read: by kind of import and by the headings, as JSON.
CREATE TABLE import_mapping (
  kind TEXT NOT NULL,
  headings TEXT NOT NULL,
  mapping TEXT NOT NULL,
  PRIMARY KEY (kind, headings)
) WITHOUT ROWID;

-- Comments that name the device's person and were seen on this device.
CREATE TABLE seen_comment (id TEXT NOT NULL PRIMARY KEY) WITHOUT ROWID;
`,
};
