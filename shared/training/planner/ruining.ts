import type { Board } from './board.ts';
import { isNeeded } from './counting.ts';
import type { Ties } from './lineUp.ts';
import type { Placement } from './placement.ts';
import { Days, moduleOf, placeBest } from './placing.ts';
import type { SeededRandom } from './random.ts';

/** Sessions that are taken out together, at most. */
const MOST_TOGETHER = 9;
const FEWEST_TOGETHER = 3;

/**
 * Larger changes than those of annealing: takes out some sessions that stand in each other's way, and puts
 * one after the other where the plan is best, in another order. What is worse is taken back. Yields
 * between pieces of work of a millisecond or two.
 * @param from sessions around which it begins, those that break hard rules; none: any
 */
export function* ruin(
  board: Board,
  { group: tied }: Ties,
  random: SeededRandom,
  from: readonly number[],
): Generator<void> {
  const days = new Days(board);
  const free = [...board.sessions.keys()].filter((session) => {
    const { fixed, group } = board.sessions[session]!;
    // What has no day to go to stays where it is.
    const hasDays = days.of(moduleOf(board, session)).length > 0;
    if (fixed || !hasDays || board.members[group]!.length === 0) return false;
    return board.at[session] !== null || isNeeded(board, session);
  });
  if (free.length === 0) return;
  const urgent = from.filter((session) => free.includes(session));
  const first = random.of(urgent.length > 0 && random.next() < 0.8 ? urgent : free);
  const out = around(board, first, free, random);
  const before = board.energy();
  const places = new Map<number, Placement | null>(out.map((one) => [one, board.at[one]!]));
  for (const session of out) board.place(session, null);
  yield;
  for (const session of shuffled(out, random)) {
    const { group } = board.sessions[session]!;
    const pair = board.trainers[group]!;
    const present = places.get(session)?.trainers ?? pair;
    const offers = present === pair || tied[group] === 1 ? [pair] : [pair, present];
    placeBest(board, session, days.of(moduleOf(board, session)), offers);
    yield;
  }
  if (board.energy() <= before) return;
  for (const session of out) board.place(session, null);
  for (const [session, at] of places) board.place(session, at);
}

/** A session and some that it competes with: of its group, of its trainers, of its day. */
function around(
  board: Board,
  first: number,
  free: readonly number[],
  random: SeededRandom,
): number[] {
  const { group } = board.sessions[first]!;
  const at = board.at[first]!;
  const trainers = at?.trainers ?? board.trainers[group]!;
  const others = free.filter((session) => {
    if (session === first) return false;
    if (board.sessions[session]!.group === group) return true;
    const there = board.at[session]!;
    if (there === null) return true;
    return (
      there.trainers.some((one) => trainers.includes(one)) || (at !== null && there.day === at.day)
    );
  });
  const count = FEWEST_TOGETHER - 1 + random.below(MOST_TOGETHER - FEWEST_TOGETHER + 1);
  return [first, ...shuffled(others, random).slice(0, count)];
}

function shuffled<T>(list: readonly T[], random: SeededRandom): T[] {
  const all = [...list];
  for (let at = all.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [all[at], all[other]] = [all[other]!, all[at]!];
  }
  return all;
}
