/**
 * The options of a command that developers run. `--help` says how it is used and ends the process
 * with 0; wrong use is said in one sentence and ends it with 2.
 * @param read throws an Error in words for a person
 */
export function optionsOrExit<T>(usage: string, read: (args: readonly string[]) => T): T {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return read(args);
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}

/** The whole number that an option says. @throws Error in words for a person */
export function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < least) {
    throw new Error(`--${name} must be a whole number from ${least} on, not ${text || 'empty'}`);
  }
  return value;
}
