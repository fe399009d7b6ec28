import type { Migration } from '../migration.ts';

/** Arabic names of the schools of enrolments. What a newer program has sent before waits in `extra`. */
export const migration0025: Migration = {
  version: 25,
  sql: `
ALTER TABLE "training_enrolment" ADD COLUMN "school_name_ar" TEXT;
UPDATE training_enrolment SET school_name_ar = json_extract(extra, '$.schoolNameAr')
WHERE extra IS NOT NULL;
`,
};
