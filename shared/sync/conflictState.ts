/** Apart from the entity, which needs the schema library, so that rules need not. */
export const conflictStates = ['open', 'resolved'] as const;

/** The one field of a conflict row that a person may write. */
export const CONFLICT_STATE_FIELD = 'state';
