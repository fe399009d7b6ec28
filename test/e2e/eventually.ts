import { expect } from 'vitest';

/** Long enough for a machine that is busy with something else; what passes does so at once. */
const WITHIN_MS = 15_000;

/** Looks again and again until what it sees is as expected. */
export function eventually<T>(look: () => T, timeout = WITHIN_MS) {
  return expect.poll(look, { timeout });
}
