import type { Migration } from '../migration.ts';

/** Roles that an announcement is shown to. What a newer program has sent before waits in `extra`. */
export const migration0017: Migration = {
  version: 17,
  sql: `
ALTER TABLE "communication" ADD COLUMN "roles" TEXT;
UPDATE communication SET roles = json_extract(extra, '$.roles') WHERE extra IS NOT NULL;
`,
};
