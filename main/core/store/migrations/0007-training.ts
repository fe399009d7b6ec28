import type { Migration } from '../migration.ts';

/** Trainings: tracks, trainers, groups, sessions, who is in them and who came. */
export const migration0007: Migration = {
  version: 7,
  sql: `
ALTER TABLE "establishment" ADD COLUMN "latitude" REAL;
ALTER TABLE "establishment" ADD COLUMN "longitude" REAL;

CREATE TABLE "training_track" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "programme" TEXT,
  "label" TEXT,
  "position" INTEGER,
  "actors" TEXT,
  "modules" TEXT,
  "distance_hours" REAL,
  "courses" TEXT,
  "group_aim" INTEGER,
  "group_max" INTEGER,
  "min_gap_days" INTEGER,
  "outside_groups" INTEGER,
  "kit_actions" TEXT,
  "product_version" TEXT,
  "covered_by_fee" INTEGER,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "training_track_scope" ON "training_track" (scope);

CREATE TABLE "training_material" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "programme" TEXT,
  "track" TEXT,
  "module" TEXT,
  "title" TEXT,
  "kind" TEXT,
  "language" TEXT,
  "address" TEXT,
  "rights" TEXT,
  "rights_holder" TEXT,
  "product_version" TEXT,
  "updated_on" TEXT,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "training_material_scope" ON "training_material" (scope);

CREATE TABLE "training_site" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "programme" TEXT,
  "name" TEXT,
  "town" TEXT,
  "address" TEXT,
  "latitude" REAL,
  "longitude" REAL,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "training_site_scope" ON "training_site" (scope);

CREATE TABLE "training_room" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "site" TEXT,
  "name" TEXT,
  "seats" INTEGER,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "training_room_scope" ON "training_room" (scope);

CREATE TABLE "trainer" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "programme" TEXT,
  "person" TEXT,
  "name" TEXT,
  "email" TEXT,
  "phone" TEXT,
  "sphere" TEXT,
  "town" TEXT,
  "latitude" REAL,
  "longitude" REAL,
  "tracks" TEXT,
  "max_travel_minutes" INTEGER,
  "max_days_per_week" INTEGER,
  "lent" INTEGER,
  "experience" TEXT,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "trainer_scope" ON "trainer" (scope);

CREATE TABLE "trainer_pair" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "wave" TEXT,
  "label" TEXT,
  "first" TEXT,
  "second" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "trainer_pair_scope" ON "trainer_pair" (scope);

CREATE TABLE "trainer_absence" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "trainer" TEXT,
  "from" TEXT,
  "until" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "trainer_absence_scope" ON "trainer_absence" (scope);

CREATE TABLE "business_period" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "wave" TEXT,
  "label" TEXT,
  "kind" TEXT,
  "from" TEXT,
  "until" TEXT,
  "forbidden" INTEGER,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "business_period_scope" ON "business_period" (scope);

CREATE TABLE "training_rules" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "wave" TEXT,
  "from" TEXT,
  "until" TEXT,
  "morning_from" TEXT,
  "morning_to" TEXT,
  "afternoon_from" TEXT,
  "afternoon_to" TEXT,
  "waived" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "training_rules_scope" ON "training_rules" (scope);

CREATE TABLE "training_group" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "wave" TEXT,
  "track" TEXT,
  "label" TEXT,
  "position" INTEGER,
  "trainers" TEXT,
  "site" TEXT,
  "pinned" INTEGER,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "training_group_scope" ON "training_group" (scope);

CREATE TABLE "training_session" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "wave" TEXT,
  "track" TEXT,
  "module" TEXT,
  "title" TEXT,
  "mode" TEXT,
  "groups" TEXT,
  "day" TEXT,
  "from" TEXT,
  "to" TEXT,
  "site" TEXT,
  "room" TEXT,
  "trainers" TEXT,
  "repeats" TEXT,
  "link" TEXT,
  "status" TEXT,
  "reason" TEXT,
  "pinned" INTEGER,
  "training_base" INTEGER,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "training_session_scope" ON "training_session" (scope);

CREATE TABLE "training_enrolment" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "wave" TEXT,
  "track" TEXT,
  "person" TEXT,
  "name" TEXT,
  "email" TEXT,
  "function" TEXT,
  "establishment" TEXT,
  "school_name" TEXT,
  "town" TEXT,
  "status" TEXT,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "training_enrolment_scope" ON "training_enrolment" (scope);

CREATE TABLE "group_member" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "group" TEXT,
  "enrolment" TEXT,
  "from" TEXT,
  "until" TEXT,
  "reason" TEXT,
  "pinned" INTEGER,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "group_member_scope" ON "group_member" (scope);

CREATE TABLE "attendance" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "session" TEXT,
  "enrolment" TEXT,
  "half" TEXT,
  "day" TEXT,
  "name" TEXT,
  "school_name" TEXT,
  "group" TEXT,
  "status" TEXT,
  "arrived_at" TEXT,
  "walk_in" INTEGER,
  "replaces" TEXT,
  "signature" TEXT,
  "note" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "attendance_scope" ON "attendance" (scope);

CREATE TABLE "study_time" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "enrolment" TEXT,
  "on" TEXT,
  "hours" REAL,
  "course" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "study_time_scope" ON "study_time" (scope);

CREATE TABLE "training_feedback" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "session" TEXT,
  "group" TEXT,
  "on" TEXT,
  "marks" TEXT,
  "comment" TEXT,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "training_feedback_scope" ON "training_feedback" (scope);

CREATE TABLE "training_notice" (
  id TEXT NOT NULL PRIMARY KEY,
  scope TEXT NOT NULL,
  "wave" TEXT,
  "group" TEXT,
  "kind" TEXT,
  "on" TEXT,
  "told" TEXT,
  "people" INTEGER,
  deleted INTEGER,
  stamps TEXT NOT NULL,
  extra TEXT,
  base TEXT
) WITHOUT ROWID;
CREATE INDEX "training_notice_scope" ON "training_notice" (scope);

CREATE INDEX training_enrolment_wave ON training_enrolment (wave, track, status, deleted);
CREATE INDEX training_session_wave ON training_session (wave, day);
CREATE INDEX group_member_group ON group_member ("group", "from", "until");
CREATE INDEX group_member_enrolment ON group_member (enrolment);
CREATE INDEX attendance_session ON attendance (session);
CREATE INDEX attendance_enrolment ON attendance (enrolment);
CREATE INDEX study_time_enrolment ON study_time (enrolment);
`,
};
