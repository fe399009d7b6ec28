/**
 * A failure the person at the keyboard can act on. Its message is one or two plain sentences
 * that say what is wrong and what to do; callers print it without a stack.
 */
export class RuntimeProblem extends Error {
  override readonly name = 'RuntimeProblem';
}

/** Prints a {@link RuntimeProblem} as its sentence, anything else with its stack, and sets the exit code to 1. */
export function reportAndFail(error: unknown): void {
  if (error instanceof RuntimeProblem) console.error(error.message);
  else console.error(error);
  process.exitCode = 1;
}
