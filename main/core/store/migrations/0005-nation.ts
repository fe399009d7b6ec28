import type { Migration } from '../migration.ts';

/** Indexes for a device that holds thousands of schools: counts and lists are read out of them alone. */
export const migration0005: Migration = {
  version: 5,
  sql: `
CREATE INDEX kit_step_assigned ON kit_step (scope, programme, action, assignee)
  WHERE assignee IS NOT NULL AND deleted IS NULL;
CREATE INDEX kit_step_blocked_action ON kit_step (programme, action)
  WHERE status = 'blocked' AND deleted IS NULL;

DROP INDEX service_activation_service;
CREATE INDEX service_activation_state
  ON service_activation (programme, service, state, target, deleted, scope);
CREATE INDEX environment_use_state
  ON environment_use (programme, environment, state, deleted, scope);
CREATE INDEX environment_use_version ON environment_use (programme, product_version, deleted)
  WHERE product_version IS NOT NULL;
CREATE INDEX account_distribution_sums
  ON account_distribution (programme, population, deleted, method, total, handed_out);
CREATE INDEX agreement_state ON agreement (programme, state, deleted, scope);
`,
};
