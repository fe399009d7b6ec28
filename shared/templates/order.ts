/**
 * Ids that stand elsewhere in `after` than in `before`: as few as possible have to be moved to get
 * from one order to the other. Ids that are in one of them only do not count.
 * @param likely ids that are rather called moved where either of two could be
 */
export function movedIds(
  before: readonly string[],
  after: readonly string[],
  likely: ReadonlySet<string> = new Set(),
): Set<string> {
  const rank = new Map(before.map((id, index) => [id, index]));
  const common = after.filter((id) => rank.has(id));
  const stay = new Set(longestRising(common, rank, likely));
  return new Set(common.filter((id) => !stay.has(id)));
}

/** Weights that only decide between chains of the same length. */
const STEADY = 1_000;
const LIKELY = 999;

/** The longest (then heaviest) chain of ids whose ranks rise: those that need not be moved. */
function longestRising(
  ids: readonly string[],
  rank: ReadonlyMap<string, number>,
  likely: ReadonlySet<string>,
): string[] {
  const weights: number[] = [];
  const previous: number[] = [];
  let best = -1;
  for (const [at, id] of ids.entries()) {
    let from = -1;
    for (let earlier = 0; earlier < at; earlier += 1) {
      if (rank.get(ids[earlier]!)! > rank.get(id)!) continue;
      if (from === -1 || weights[earlier]! > weights[from]!) from = earlier;
    }
    previous.push(from);
    weights.push((from === -1 ? 0 : weights[from]!) + (likely.has(id) ? LIKELY : STEADY));
    if (best === -1 || weights[at]! > weights[best]!) best = at;
  }
  const chain: string[] = [];
  for (let at = best; at !== -1; at = previous[at]!) chain.push(ids[at]!);
  return chain.toReversed();
}

/**
 * The running order with some ids put where the new version has them: right after the one that
 * stands before them there.
 * @param placed ids to place: those that the new version moved or added, as far as it decides
 */
export function mergeOrder(
  ours: readonly string[],
  theirs: readonly string[],
  placed: ReadonlySet<string>,
): string[] {
  const order = ours.filter((id) => !placed.has(id));
  let before: string | null = null;
  for (const id of theirs) {
    if (placed.has(id)) {
      const at = before === null ? 0 : order.indexOf(before) + 1;
      order.splice(at, 0, id);
    } else if (!order.includes(id)) continue;
    before = id;
  }
  return order;
}

/** The id before each id, null for the first. */
export function predecessors(order: readonly string[]): Map<string, string | null> {
  return new Map(order.map((id, index) => [id, order[index - 1] ?? null]));
}

/**
 * Whether an id stands where it does in another order: after the same one, which does so too.
 * @param moved ids that the other order has elsewhere
 */
export function standsAs(
  id: string,
  here: ReadonlyMap<string, string | null>,
  there: ReadonlyMap<string, string | null>,
  moved: ReadonlySet<string>,
): boolean {
  const before = here.get(id) ?? null;
  if (before !== (there.get(id) ?? null)) return false;
  return before === null || !moved.has(before) || standsAs(before, here, there, moved);
}
