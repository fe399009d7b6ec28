import type { Migration } from '../migration.ts';

/** The wave that a school left another for. What a newer program has sent before waits in `extra`. */
export const migration0024: Migration = {
  version: 24,
  sql: `
ALTER TABLE "wave_membership" ADD COLUMN "to_wave" TEXT;
UPDATE wave_membership SET to_wave = json_extract(extra, '$.toWave') WHERE extra IS NOT NULL;
`,
};
