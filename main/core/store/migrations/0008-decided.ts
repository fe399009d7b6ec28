import type { Migration } from '../migration.ts';

/**
 * The day that a postponement was decided. What a newer program has sent before this one knew the
 * field waits in `extra`.
 */
export const migration0008: Migration = {
  version: 8,
  sql: `
ALTER TABLE "postponement" ADD COLUMN "decided_on" TEXT;
UPDATE postponement SET decided_on = json_extract(extra, '$.decidedOn') WHERE extra IS NOT NULL;
`,
};
