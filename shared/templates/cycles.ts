interface Dependent {
  readonly id: string;
  readonly dependsOn: readonly string[];
}

/**
 * Cycles among actions that wait for each other, each as the ids on the way round; an action that
 * waits for itself is a cycle of one. Of the cycles through one knot of actions one is named:
 * opening it shows the next. Ids that do not exist are passed over.
 */
export function findCycles(actions: readonly Dependent[]): string[][] {
  const byId = new Map(actions.map((action) => [action.id, action.dependsOn]));
  const done = new Set<string>();
  const cycles: string[][] = [];
  for (const { id } of actions) if (!done.has(id)) walk(id);
  return cycles;

  /** Depth first, without recursion: a chain may be as long as the kit. */
  function walk(start: string): void {
    const path: string[] = [];
    const onPath = new Set<string>();
    const todo: { id: string; next: number }[] = [{ id: start, next: 0 }];
    path.push(start);
    onPath.add(start);
    for (let top = todo.at(-1); top !== undefined; top = todo.at(-1)) {
      const before = byId.get(top.id)?.[top.next];
      top.next += 1;
      if (before === undefined) {
        todo.pop();
        path.pop();
        onPath.delete(top.id);
        done.add(top.id);
      } else if (onPath.has(before)) {
        cycles.push(path.slice(path.indexOf(before)));
      } else if (!done.has(before) && byId.has(before)) {
        todo.push({ id: before, next: 0 });
        path.push(before);
        onPath.add(before);
      }
    }
  }
}
