import type { Migration } from '../migration.ts';

/**
 * Who calls people to trainings, who signs and where papers go back to. What a newer program has
 * sent before this one knew the fields waits in `extra`.
 */
export const migration0013: Migration = {
  version: 13,
  sql: `
ALTER TABLE "training_rules" ADD COLUMN "organiser" TEXT;
ALTER TABLE "training_rules" ADD COLUMN "signatory_name" TEXT;
ALTER TABLE "training_rules" ADD COLUMN "signatory_function" TEXT;
ALTER TABLE "training_rules" ADD COLUMN "written_at" TEXT;
ALTER TABLE "training_rules" ADD COLUMN "return_address" TEXT;
UPDATE training_rules SET
  organiser = json_extract(extra, '$.organiser'),
  signatory_name = json_extract(extra, '$.signatoryName'),
  signatory_function = json_extract(extra, '$.signatoryFunction'),
  written_at = json_extract(extra, '$.writtenAt'),
  return_address = json_extract(extra, '$.returnAddress')
WHERE extra IS NOT NULL;
`,
};
