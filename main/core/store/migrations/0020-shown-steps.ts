import type { Migration } from '../migration.ts';

/**
 * Steps that were removed while somebody worked on them are shown as well (see `shownStep.ts`), so
 * the indexes that lists are read out of hold removed steps too.
 */
export const migration0020: Migration = {
  version: 20,
  sql: `
DROP INDEX kit_step_assigned;
CREATE INDEX kit_step_assigned
  ON kit_step (scope, programme, action, assignee, status, deleted) WHERE assignee IS NOT NULL;
DROP INDEX kit_step_blocked_action;
CREATE INDEX kit_step_blocked_action ON kit_step (programme, action)
  WHERE status = 'blocked';
`,
};
