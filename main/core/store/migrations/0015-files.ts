import type { Migration } from '../migration.ts';

/**
 * Files of requests and articles, and the name of a school whose visit is told where its record is
 * not. What a newer program has sent before this one knew the fields waits in `extra`.
 */
export const migration0015: Migration = {
  version: 15,
  sql: `
ALTER TABLE "attachment" ADD COLUMN "ticket" TEXT;
ALTER TABLE "attachment" ADD COLUMN "article" TEXT;
UPDATE attachment SET
  ticket = json_extract(extra, '$.ticket'),
  article = json_extract(extra, '$.article')
WHERE extra IS NOT NULL;
CREATE INDEX attachment_ticket ON attachment (ticket) WHERE ticket IS NOT NULL;
CREATE INDEX attachment_article ON attachment (article) WHERE article IS NOT NULL;
ALTER TABLE "visit" ADD COLUMN "school_name" TEXT;
UPDATE visit SET school_name = json_extract(extra, '$.schoolName') WHERE extra IS NOT NULL;
`,
};
