import type { Migration } from '../migration.ts';

/** Who was called by a notice. What a newer program has sent before waits in `extra`. */
export const migration0018: Migration = {
  version: 18,
  sql: `
ALTER TABLE "training_notice" ADD COLUMN "called" TEXT;
UPDATE training_notice SET called = json_extract(extra, '$.called') WHERE extra IS NOT NULL;
`,
};
