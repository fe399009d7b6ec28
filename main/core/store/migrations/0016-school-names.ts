import type { Migration } from '../migration.ts';

/**
 * Names of schools in the log of a session. What a newer program has sent before this one knew the
 * fields waits in `extra`.
 */
export const migration0016: Migration = {
  version: 16,
  sql: `
ALTER TABLE "tutoring_presence" ADD COLUMN "school_names" TEXT;
ALTER TABLE "log_entry" ADD COLUMN "school_names" TEXT;
UPDATE tutoring_presence SET school_names = json_extract(extra, '$.schoolNames')
WHERE extra IS NOT NULL;
UPDATE log_entry SET school_names = json_extract(extra, '$.schoolNames') WHERE extra IS NOT NULL;
`,
};
