import type { Board } from './board.ts';
import { isNeeded } from './counting.ts';
import { fillGroups } from './grouping.ts';
import { leadGroups } from './pairing.ts';
import { Days, moduleOf, placeBest } from './placing.ts';

/**
 * A first plan on a board: people into groups, sites, pairs, then one session after the other on the
 * best day that is left. Yields between pieces of work of a few milliseconds at most.
 */
export function* build(
  board: Board,
  pool: readonly (readonly [number, number])[],
): Generator<void> {
  yield* fillGroups(board);
  emptyOut(board);
  yield* leadGroups(board, pool);
  const days = new Days(board);
  // Groups with the fewest days first: the others find something else.
  const choice = board.sessionsOf.map(
    (sessions) =>
      sessions.reduce((sum, one) => sum + days.of(moduleOf(board, one)).length, 0) /
      Math.max(1, sessions.length ** 2),
  );
  const order = [...board.groups.keys()].sort((a, b) => choice[a]! - choice[b]! || a - b);
  for (const group of order) {
    for (const session of board.sessionsOf[group]!) {
      if (board.at[session] !== null || board.sessions[session]!.fixed) continue;
      if (!isNeeded(board, session)) continue;
      placeBest(board, session, days.of(moduleOf(board, session)), [board.trainers[group]!]);
      yield;
    }
  }
}

/** Takes out the sessions that nobody will come to. */
function emptyOut(board: Board): void {
  for (const [group, { pinned, list }] of board.groups.entries()) {
    if (board.members[group]!.length > 0 || pinned || list) continue;
    for (const session of board.sessionsOf[group]!) {
      if (!board.sessions[session]!.fixed) board.place(session, null);
    }
  }
}

/** Sessions that break a hard rule where they are, and may move. */
export function broken(board: Board): number[] {
  const found: number[] = [];
  const all = board.hard();
  if (all === 0) return found;
  for (const [session, { fixed, group }] of board.sessions.entries()) {
    if (fixed || board.members[group]!.length === 0) continue;
    const at = board.at[session]!;
    const needed = isNeeded(board, session);
    if (at === null) {
      if (needed) found.push(session);
      continue;
    }
    board.place(session, null);
    // Without it, a session is missing if it is needed; it breaks something if that is no loss.
    const hard = board.hard();
    if (needed ? hard <= all : hard < all) found.push(session);
    board.place(session, at);
  }
  return found;
}

/**
 * Takes one broken session after the other and puts it where the plan is best: another day, else other
 * trainers, lent by other groups. For plans of which little is wrong, as when a trainer falls ill.
 */
export function* repair(board: Board): Generator<void> {
  const days = new Days(board);
  const trainers = [...board.model.trainerAt.values()];
  for (let round = 0; round < 3; round += 1) {
    const sessions = broken(board);
    if (sessions.length === 0) return;
    const before = board.energy();
    for (const session of sessions) {
      const module = moduleOf(board, session);
      const present = board.at[session] ?? null;
      const own = present?.trainers ?? board.trainers[board.sessions[session]!.group]!;
      placeBest(board, session, days.of(module), [own]);
      yield;
      const day = board.at[session]?.day;
      const here = [...new Set([day, present?.day])].filter((one) => one !== undefined);
      const lent = own.flatMap((_, at) =>
        trainers
          .filter((trainer) => !own.includes(trainer))
          .map((trainer) => own.with(at, trainer)),
      );
      for (let at = 0; at < lent.length; at += 50) {
        placeBest(board, session, here, lent.slice(at, at + 50));
        yield;
      }
    }
    if (board.energy() >= before) return;
  }
}
