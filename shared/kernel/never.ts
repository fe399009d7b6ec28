/**
 * Ends a switch over a closed union: a new case that is not handled stops the type checker here,
 * and a value from outside that is not in the union stops the program.
 */
export function never(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`);
}
