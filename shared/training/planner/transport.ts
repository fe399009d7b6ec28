/**
 * The transportation problem: things into groups of bounded sizes, as cheaply as can be. Starts from any
 * fitting assignment and takes out cycles that cost less than nothing, until there are none: then the
 * assignment is the cheapest.
 */
export interface Transport {
  /** Thing × group. */
  readonly costs: Float64Array;
  readonly things: number;
  readonly groups: number;
  readonly fewest: readonly number[];
  readonly most: readonly number[];
}

const LITTLE = 1e-9;

/**
 * Assigns each thing a group. Yields between pieces of work, each far shorter than a millisecond for
 * a thousand things.
 * @returns group by thing
 */
export function* assign(problem: Transport): Generator<void, Int32Array> {
  const chosen = start(problem);
  const sizes = Array.from({ length: problem.groups }, () => 0);
  for (const group of chosen) sizes[group]! += 1;
  // Each turn makes the whole cheaper, so it ends; the bound is against rounding without end.
  for (let turn = 0; turn < problem.things * 20; turn += 1) {
    const done = !cancelCycle(problem, chosen, sizes);
    yield;
    if (done) break;
  }
  return chosen;
}

/** Each thing to the cheapest group with room, then from full groups to those below their fewest. */
function start({ costs, things, groups, fewest, most }: Transport): Int32Array {
  const chosen = new Int32Array(things);
  const sizes = Array.from({ length: groups }, () => 0);
  for (let thing = 0; thing < things; thing += 1) {
    let best = -1;
    for (let group = 0; group < groups; group += 1) {
      if (sizes[group]! >= most[group]!) continue;
      if (best < 0 || costs[thing * groups + group]! < costs[thing * groups + best]!) best = group;
    }
    // No room anywhere: bounds that do not fit are passed over, for the search to show.
    chosen[thing] = best < 0 ? 0 : best;
    sizes[chosen[thing]!]! += 1;
  }
  for (let group = 0; group < groups; group += 1) {
    while (sizes[group]! < fewest[group]!) {
      let best = -1;
      let cheapest = Infinity;
      for (let thing = 0; thing < things; thing += 1) {
        const from = chosen[thing]!;
        if (from === group || sizes[from]! <= fewest[from]!) continue;
        const more = costs[thing * groups + group]! - costs[thing * groups + from]!;
        if (more < cheapest) [best, cheapest] = [thing, more];
      }
      if (best < 0) break;
      sizes[chosen[best]!]! -= 1;
      chosen[best] = group;
      sizes[group]! += 1;
    }
  }
  return chosen;
}

/**
 * Moves things round one cycle of groups that makes the whole cheaper; false: there is none. A group
 * more stands for places that are free, so that a chain from one group to another is a cycle too.
 */
function cancelCycle(problem: Transport, chosen: Int32Array, sizes: number[]): boolean {
  const { costs, things, groups, fewest, most } = problem;
  const nodes = groups + 1;
  const edge = new Float64Array(nodes * nodes).fill(Infinity);
  const mover = new Int32Array(nodes * nodes).fill(-1);
  for (let thing = 0; thing < things; thing += 1) {
    const from = chosen[thing]!;
    const base = thing * groups;
    for (let to = 0; to < groups; to += 1) {
      if (to === from) continue;
      const more = costs[base + to]! - costs[base + from]!;
      if (more < edge[from * nodes + to]!) {
        edge[from * nodes + to] = more;
        mover[from * nodes + to] = thing;
      }
    }
  }
  for (let group = 0; group < groups; group += 1) {
    if (sizes[group]! < most[group]!) edge[group * nodes + groups] = 0;
    if (sizes[group]! > fewest[group]!) edge[groups * nodes + group] = 0;
  }
  const cycle = negativeCycle(edge, nodes);
  if (cycle === null) return false;
  for (const [at, from] of cycle.entries()) {
    const to = cycle[(at + 1) % cycle.length]!;
    // The group of free places only passes on.
    if (from === groups || to === groups) continue;
    sizes[from]! -= 1;
    sizes[to]! += 1;
    chosen[mover[from * nodes + to]!] = to;
  }
  return true;
}

/** Nodes of a cycle whose edges sum up to less than nothing, in order; null: there is none. */
function negativeCycle(edge: Float64Array, nodes: number): number[] | null {
  const reach = new Float64Array(nodes);
  const before = new Int32Array(nodes).fill(-1);
  let last = -1;
  for (let round = 0; round < nodes; round += 1) {
    last = -1;
    for (let from = 0; from < nodes; from += 1) {
      for (let to = 0; to < nodes; to += 1) {
        const way = reach[from]! + edge[from * nodes + to]!;
        if (way < reach[to]! - LITTLE) {
          reach[to] = way;
          before[to] = from;
          last = to;
        }
      }
    }
    if (last < 0) return null;
  }
  for (let step = 0; step < nodes; step += 1) last = before[last]!;
  const cycle = [last];
  for (let node = before[last]!; node !== last; node = before[node]!) cycle.push(node);
  return cycle.reverse();
}
