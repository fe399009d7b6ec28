import type { Migration } from '../migration.ts';

/**
 * The day of a series that a mark is of, and what is otherwise on single days of a series. What a
 * newer program has sent before this one knew the fields waits in `extra`.
 */
export const migration0023: Migration = {
  version: 23,
  sql: `
ALTER TABLE "attendance" ADD COLUMN "occurrence" TEXT;
UPDATE attendance SET occurrence = json_extract(extra, '$.occurrence') WHERE extra IS NOT NULL;
CREATE INDEX attendance_occurrence ON attendance (occurrence) WHERE occurrence IS NOT NULL;
ALTER TABLE "training_session" ADD COLUMN "day_changes" TEXT;
UPDATE training_session SET day_changes = json_extract(extra, '$.dayChanges')
WHERE extra IS NOT NULL;
`,
};
