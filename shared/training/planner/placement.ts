/** Where and with whom a session is held. Never changed: a session that moves gets another. */
export interface Placement {
  readonly day: number;
  /** Bits of halves. */
  readonly halves: number;
  /** −1: none. */
  readonly site: number;
  /** −1: none. */
  readonly room: number;
  readonly trainers: readonly number[];
}
