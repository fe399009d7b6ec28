/**
 * Goes to where the person stands: npm runs its scripts in the folder of the program, but files are
 * named from where the command was typed.
 */
export function goWhereTyped(): void {
  const { INIT_CWD: typedIn, npm_lifecycle_event: script } = process.env;
  if (script?.split(':')[0] === 'server' && typedIn !== undefined) process.chdir(typedIn);
}
