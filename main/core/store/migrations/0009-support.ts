import type { Migration } from '../migration.ts';

/** Tutoring of schools, what blocks them, requests for help, and what is worth knowing. */
export const migration0009: Migration = {
  version: 9,
  sql: `
CREATE TABLE "tutoring_group" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "wave" TEXT,
  "label" TEXT,
  "position" INTEGER,
  "tutors" TEXT,
  "link" TEXT,
  "first" TEXT,
  "from" TEXT,
  "to" TEXT,
  "every_weeks" INTEGER,
  "until" TEXT,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "tutoring_group_scope" ON "tutoring_group" (scope);

CREATE TABLE "tutoring_member" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "group" TEXT,
  "establishment" TEXT,
  "from" TEXT,
  "until" TEXT,
  "reason" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "tutoring_member_scope" ON "tutoring_member" (scope);

CREATE TABLE "tutoring_session" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "group" TEXT,
  "on" TEXT,
  "day" TEXT,
  "from" TEXT,
  "to" TEXT,
  "mode" TEXT,
  "link" TEXT,
  "theme" TEXT,
  "establishment" TEXT,
  "status" TEXT,
  "reason" TEXT,
  "tutors" TEXT,
  "summary" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "tutoring_session_scope" ON "tutoring_session" (scope);

CREATE TABLE "tutoring_presence" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "session" TEXT,
  "establishment" TEXT,
  "status" TEXT,
  "people" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "tutoring_presence_scope" ON "tutoring_presence" (scope);

CREATE TABLE "log_entry" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "session" TEXT,
  "visit" TEXT,
  "kind" TEXT,
  "establishment" TEXT,
  "text" TEXT,
  "theme" TEXT,
  "state" TEXT,
  "state_on" TEXT,
  "blocker" TEXT,
  "about" TEXT,
  "who" TEXT,
  "by" TEXT,
  "done_on" TEXT,
  "at" INTEGER,
  "author" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "log_entry_scope" ON "log_entry" (scope);

CREATE TABLE "visit" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "establishment" TEXT,
  "on" TEXT,
  "visitors" TEXT,
  "met" TEXT,
  "purpose" TEXT,
  "summary" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "visit_scope" ON "visit" (scope);

CREATE TABLE "blocker" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "wave" TEXT,
  "title" TEXT,
  "description" TEXT,
  "theme" TEXT,
  "sphere" TEXT,
  "action" TEXT,
  "state" TEXT,
  "opened_on" TEXT,
  "answered_on" TEXT,
  "solved_on" TEXT,
  "answer" TEXT,
  "article" TEXT,
  "proposal" TEXT,
  "same_as" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "blocker_scope" ON "blocker" (scope);

CREATE TABLE "blocker_report" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "blocker" TEXT,
  "establishment" TEXT,
  "on" TEXT,
  "source" TEXT,
  "from" TEXT,
  "lifted_on" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "blocker_report_scope" ON "blocker_report" (scope);

CREATE TABLE "ticket" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "programme" TEXT,
  "establishment" TEXT,
  "school_name" TEXT,
  "draft" INTEGER,
  "kind" TEXT,
  "title" TEXT,
  "description" TEXT,
  "operations" TEXT,
  "error_message" TEXT,
  "service" TEXT,
  "level" TEXT,
  "priority" TEXT,
  "environment" TEXT,
  "sphere" TEXT,
  "module" TEXT,
  "page_url" TEXT,
  "version" TEXT,
  "impacted" INTEGER,
  "event_on" TEXT,
  "event_at" TEXT,
  "on_behalf_of" TEXT,
  "requester" TEXT,
  "requester_name" TEXT,
  "requester_function" TEXT,
  "participants" TEXT,
  "shared" INTEGER,
  "created_on" TEXT,
  "tool" TEXT,
  "number" TEXT,
  "files" INTEGER,
  "action" TEXT,
  "blocker" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "ticket_scope" ON "ticket" (scope);

CREATE TABLE "ticket_event" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "ticket" TEXT,
  "kind" TEXT,
  "on" TEXT,
  "at" INTEGER,
  "author" TEXT,
  "level" TEXT,
  "text" TEXT,
  "outside" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "ticket_event_scope" ON "ticket_event" (scope);

CREATE TABLE "contact" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "establishment" TEXT,
  "channel" TEXT,
  "on" TEXT,
  "at" TEXT,
  "person" TEXT,
  "level" TEXT,
  "subject" TEXT,
  "text" TEXT,
  "minutes" INTEGER,
  "ticket" TEXT,
  "blocker" TEXT,
  "author" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "contact_scope" ON "contact" (scope);

CREATE TABLE "article" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "title" TEXT,
  "body" TEXT,
  "language" TEXT,
  "state" TEXT,
  "number" INTEGER,
  "updated_on" TEXT,
  "moments" TEXT,
  "roles" TEXT,
  "product_version" TEXT,
  "keywords" TEXT,
  "actions" TEXT,
  "address" TEXT,
  "author" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "article_scope" ON "article" (scope);

CREATE TABLE "article_version" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "article" TEXT,
  "number" INTEGER,
  "on" TEXT,
  "title" TEXT,
  "body" TEXT,
  "changes" TEXT,
  "author" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "article_version_scope" ON "article_version" (scope);

CREATE TABLE "article_reading" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "article" TEXT,
  "number" INTEGER,
  "on" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "article_reading_scope" ON "article_reading" (scope);

CREATE TABLE "communication" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "kind" TEXT,
  "on" TEXT,
  "until" TEXT,
  "title" TEXT,
  "body" TEXT,
  "target" TEXT,
  "reached" INTEGER,
  "author" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "communication_scope" ON "communication" (scope);

CREATE TABLE "linked_place" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "kind" TEXT,
  "label" TEXT,
  "address" TEXT,
  "note" TEXT,
  "position" INTEGER,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "linked_place_scope" ON "linked_place" (scope);

CREATE INDEX tutoring_member_group ON tutoring_member ("group", until);
CREATE INDEX tutoring_group_wave ON tutoring_group (wave);
CREATE INDEX tutoring_session_group ON tutoring_session ("group", "on");
CREATE INDEX tutoring_presence_session ON tutoring_presence (session);
CREATE INDEX log_entry_session ON log_entry (session);
CREATE INDEX log_entry_visit ON log_entry (visit);
CREATE INDEX log_entry_blocker ON log_entry (blocker);
CREATE INDEX blocker_report_blocker ON blocker_report (blocker);
CREATE INDEX ticket_number ON ticket (number);
CREATE INDEX ticket_event_ticket ON ticket_event (ticket);
CREATE INDEX article_version_article ON article_version (article);
`,
};
