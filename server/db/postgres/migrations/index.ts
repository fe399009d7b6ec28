import { base } from './0001-base.ts';

/** Migrations in order; number 1 is the first. What is listed here never changes any more. */
export const migrations: readonly string[] = [base];
