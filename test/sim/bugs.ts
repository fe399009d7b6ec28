import type { Invariant } from './oracle/violation.ts';

/**
 * A mistake that can be planted into the product's source as it is loaded, to show that the
 * simulator finds it.
 */
export interface Bug {
  readonly name: string;
  /** The invariant that it breaks. */
  readonly invariant: Invariant;
  /** Path in the project. */
  readonly file: string;
  /** Text that occurs exactly once in the file, and what stands in its place. */
  readonly find: string;
  readonly replace: string;
}

export const bugs: readonly Bug[] = [];
