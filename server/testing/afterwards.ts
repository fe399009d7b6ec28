import { afterAll } from 'vitest';

const steps: (() => unknown)[] = [];

// Registered while the file is collected: vitest never runs what a test or a hook registers.
afterAll(async () => {
  for (const step of steps.splice(0).reverse()) await step();
});

/** Runs `step` after the file's tests, the last one first; wherever in a test file it is called. */
export function afterwards(step: () => unknown): void {
  steps.push(step);
}
