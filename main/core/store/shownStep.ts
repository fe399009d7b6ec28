/**
 * Condition on `kit_step s`: steps that are shown. Those that are there, and those that were removed
 * while somebody who had not learnt of it worked on them, until a person has chosen which of both
 * counts.
 */
export const SHOWN_STEP = `(s.deleted IS NULL OR (coalesce(s.status, 'todo') <> 'todo' AND EXISTS (
  SELECT 1 FROM conflict c WHERE c."row" = s.id AND c.entity = 'kitStep' AND c.field = 'deleted'
    AND c.state = 'open' AND c.deleted IS NULL)))`;
