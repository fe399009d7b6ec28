/** The invariants of the simulator, by number: those of sync in the order of its decision record. */
export const invariants = {
  1: 'durable at once',
  2: 'convergence',
  3: 'nothing is lost silently',
  4: 'causality beats clocks',
  5: 'exactly-once effect',
  6: 'no skipped change',
  7: 'least knowledge',
  8: 'authenticity over untrusted carriers',
  9: 'old and new together',
  10: 'bounded cost',
} as const;
export type Invariant = keyof typeof invariants;

/** A broken invariant. */
export class Violation extends Error {
  readonly invariant: Invariant;

  constructor(invariant: Invariant, detail: string) {
    super(`invariant ${invariant} (${invariants[invariant]}): ${detail}`);
    this.name = 'Violation';
    this.invariant = invariant;
  }
}
