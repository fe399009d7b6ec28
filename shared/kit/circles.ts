/**
 * Which circle each node of a directed graph is in, as a number: two nodes that lead to each other
 * have the same one, a node that is in no circle has one of its own. Tarjan's algorithm, without
 * recursion, in proportion to nodes and edges.
 * @param edges the nodes, and where each leads to; all of these are nodes
 */
export function circlesOf(edges: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const circle = new Map<string, number>();
  const stack: string[] = [];
  let circles = 0;

  function enter(node: string): { node: string; at: number } {
    index.set(node, index.size);
    low.set(node, index.get(node)!);
    stack.push(node);
    return { node, at: 0 };
  }

  for (const root of edges.keys()) {
    if (index.has(root)) continue;
    const path = [enter(root)];
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const next = edges.get(top.node)![top.at];
      if (next !== undefined) {
        top.at += 1;
        if (!index.has(next)) path.push(enter(next));
        else if (!circle.has(next)) lower(top.node, index.get(next)!);
        continue;
      }
      path.pop();
      const under = path.at(-1);
      if (under !== undefined) lower(under.node, low.get(top.node)!);
      if (low.get(top.node) === index.get(top.node)) close(top.node);
    }
  }
  return circle;

  function lower(node: string, to: number): void {
    low.set(node, Math.min(low.get(node)!, to));
  }

  function close(node: string): void {
    for (;;) {
      const other = stack.pop()!;
      circle.set(other, circles);
      if (other === node) break;
    }
    circles += 1;
  }
}
