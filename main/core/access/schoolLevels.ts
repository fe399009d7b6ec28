import { SCHOOL_LEVELS } from '../../../shared/wave/dealing.rules.ts';

const IDS = [...SCHOOL_LEVELS].map((id) => `'${id}'`).join(', ');

/**
 * Condition in SQL that a row of `establishment`, here `e`, is a school. Places of other levels are
 * in waves too, with kits of their own, and are in no list and no figure of schools.
 */
export const IS_SCHOOL = `(e.level IS NULL OR e.level IN (${IDS}))`;
