import type { Migration } from '../migration.ts';

/**
 * Names apart of who is enrolled in trainings. What a newer program has sent before this one knew
 * the fields waits in `extra`.
 */
export const migration0014: Migration = {
  version: 14,
  sql: `
ALTER TABLE "training_enrolment" ADD COLUMN "first_name" TEXT;
ALTER TABLE "training_enrolment" ADD COLUMN "last_name" TEXT;
UPDATE training_enrolment SET
  first_name = json_extract(extra, '$.firstName'),
  last_name = json_extract(extra, '$.lastName')
WHERE extra IS NOT NULL;
`,
};
