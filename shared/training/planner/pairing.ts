import type { Board } from './board.ts';
import { travelMinutes } from './travel.ts';

/**
 * Pairs to lead groups: those of the problem, then pairs of trainers who are in none, of different
 * spheres and of the same tracks where there are such, and who live near each other.
 */
export function pairPool(board: Board): (readonly [number, number])[] {
  const { model } = board;
  const { trainers } = model.problem;
  const pairs: (readonly [number, number])[] = [];
  const taken = new Set<number>();
  for (const pair of model.problem.pairs) {
    const [first, second] = pair.trainers.map((id) => model.trainerAt.get(id));
    if (first === undefined || second === undefined || first === second) continue;
    pairs.push([first, second]);
    taken.add(first).add(second);
  }
  const tracks = model.tracks.length;
  const suits = (one: number, two: number): number => {
    let shared = 0;
    for (let track = 0; track < tracks; track += 1) {
      shared += model.taught[one * tracks + track]! & model.taught[two * tracks + track]!;
    }
    const spheres = [model.sphere[one]!, model.sphere[two]!];
    const apart = spheres[0] !== spheres[1] || spheres[0]! < 0 ? 1 : 0;
    const way = travelMinutes(trainers[one]!.home, trainers[two]!.home);
    return (shared > 0 ? 1000 + shared : 0) + apart * 100 - way / 2;
  };
  const free = [...trainers.keys()].filter((trainer) => !taken.has(trainer));
  while (free.length > 1) {
    const one = free.shift()!;
    let best = 0;
    for (let at = 1; at < free.length; at += 1) {
      if (suits(one, free[at]!) > suits(one, free[best]!)) best = at;
    }
    pairs.push([one, free.splice(best, 1)[0]!]);
  }
  return pairs;
}

const IMPOSSIBLE = 10_000;
const A_HALF_DAY = 3;
const SAME_SPHERE = 10;

/** Gives each group without trainers a pair, and each with one trainer a second. */
export function* leadGroups(
  board: Board,
  pool: readonly (readonly [number, number])[],
): Generator<void> {
  const { model } = board;
  const load = new Float64Array(model.trainerAt.size);
  const halfDays = (group: number): number =>
    model.tracks[board.groups[group]!.track]!.modules.reduce(
      (sum, { whole }) => sum + (whole ? 2 : 1),
      0,
    );
  const cost = (group: number, trainer: number): number => {
    const site = board.site[group]!;
    const { track } = board.groups[group]!;
    let sum = load[trainer]! * A_HALF_DAY;
    if (model.taught[trainer * model.tracks.length + track] === 0) sum += IMPOSSIBLE;
    if (site < 0) return sum;
    const way = trainer * model.siteAt.size + site;
    return sum + model.trainerMinutes[way]! / 10 + model.tooFar[way]! * IMPOSSIBLE;
  };
  const pairCost = (group: number, pair: readonly [number, number]): number => {
    const known = model.sphere[pair[0]]! >= 0 && model.sphere[pair[0]] === model.sphere[pair[1]];
    return cost(group, pair[0]) + cost(group, pair[1]) + (known ? SAME_SPHERE : 0);
  };
  const lead = (group: number, trainers: readonly number[]): void => {
    board.lead(group, trainers);
    for (const trainer of trainers) load[trainer]! += halfDays(group);
  };
  const open: number[] = [];
  for (const [group, trainers] of board.trainers.entries()) {
    if (trainers.length >= 2) lead(group, trainers);
    else if (board.members[group]!.length > 0) open.push(group);
  }
  const choices = new Map(
    open.map((group) => [group, pool.filter((pair) => pairCost(group, pair) < IMPOSSIBLE).length]),
  );
  open.sort((a, b) => choices.get(a)! - choices.get(b)! || halfDays(b) - halfDays(a) || a - b);
  for (const group of open) {
    const present = board.trainers[group]![0];
    if (present === undefined) {
      const best = leastOf(pool, (pair) => pairCost(group, pair));
      if (best !== undefined) lead(group, best);
      else if (model.trainerAt.size === 1) lead(group, [0]);
    } else {
      const others = [...model.trainerAt.values()].filter((trainer) => trainer !== present);
      const second = leastOf(others, (trainer) => pairCost(group, [present, trainer]));
      lead(group, second === undefined ? [present] : [present, second]);
    }
    yield;
  }
}

function leastOf<T>(list: readonly T[], cost: (one: T) => number): T | undefined {
  let best: T | undefined;
  let least = Infinity;
  for (const one of list) {
    const its = cost(one);
    if (its < least) [best, least] = [one, its];
  }
  return best;
}
