/**
 * Reads ahead what will be asked for, in parts between which all other work is done: a call that
 * comes meanwhile waits for one part at most.
 * @param tasks each reads a part and answers whether there is more
 * @returns ends it
 */
export function warmUp(tasks: readonly (() => boolean)[]): () => void {
  let task = 0;
  let next: ReturnType<typeof setImmediate> | undefined;
  const step = (): void => {
    const read = tasks[task];
    if (read === undefined) return;
    if (!read()) task += 1;
    next = setImmediate(step);
  };
  next = setImmediate(step);
  return () => clearImmediate(next);
}
