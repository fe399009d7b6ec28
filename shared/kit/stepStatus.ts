/**
 * Where an action stands in one school. Apart from the entity so that the rules, and the page
 * that applies them before the core answers, need no schema library.
 */
export const stepStatuses = ['todo', 'done', 'blocked', 'notApplicable'] as const;
export type StepStatus = (typeof stepStatuses)[number];

/** Characters of a note; a note is a remark, not a document. */
export const MAX_NOTE = 4_000;

/** Statuses that say nothing without a reason, which is the note. */
export const statusesWithReason: readonly StepStatus[] = ['blocked', 'notApplicable'];
