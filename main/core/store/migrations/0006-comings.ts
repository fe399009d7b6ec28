import type { Migration } from '../migration.ts';

/**
 * The days on which actions came into running kits and went. What a newer program has sent before
 * this one knew the fields waits in `extra`.
 */
export const migration0006: Migration = {
  version: 6,
  sql: `
ALTER TABLE "kit_action" ADD COLUMN "added_on" TEXT;
ALTER TABLE "kit_action" ADD COLUMN "retired_on" TEXT;
UPDATE kit_action
SET added_on = json_extract(extra, '$.addedOn'), retired_on = json_extract(extra, '$.retiredOn')
WHERE extra IS NOT NULL;
`,
};
