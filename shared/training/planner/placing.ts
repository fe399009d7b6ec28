import type { Board } from './board.ts';
import type { Placement } from './placement.ts';
import { AFTERNOON, MORNING, WHOLE_DAY, type ModelModule } from './model.ts';
import { roomFor } from './roomChoice.ts';

/** What a session teaches. */
export function moduleOf({ model, groups, sessions }: Board, session: number): ModelModule {
  const { group, module } = sessions[session]!;
  return model.tracks[groups[group]!.track]!.modules[module]!;
}

const HALVES_OF_HALF = [MORNING, AFTERNOON];
const HALVES_OF_WHOLE = [WHOLE_DAY];

/** The parts of a day that a module may take. */
export function halvesFor(module: ModelModule): readonly number[] {
  return module.whole ? HALVES_OF_WHOLE : HALVES_OF_HALF;
}

/**
 * Days worth trying by module: those open to it, else those that are worked, else all of the span; none
 * that is over.
 */
export class Days {
  readonly #board: Board;
  readonly #known = new Map<ModelModule, Int32Array>();

  constructor(board: Board) {
    this.#board = board;
  }

  of(module: ModelModule): Int32Array {
    let days = this.#known.get(module);
    if (days === undefined) {
      days = this.#find(module);
      this.#known.set(module, days);
    }
    return days;
  }

  #find(module: ModelModule): Int32Array {
    if (module.open.length > 0) return module.open;
    const { model } = this.#board;
    const span = [...model.dates.keys()].filter(
      (day) => model.outside[day] === 0 && model.gone[day] === 0,
    );
    const worked = span.filter((day) => model.off[day] === null);
    return Int32Array.from(worked.length > 0 ? worked : span);
  }
}

/** Where a session would be with these trainers on this day: at its group's site, in the best room. */
export function placementAt(
  board: Board,
  session: number,
  day: number,
  halves: number,
  trainers: readonly number[],
): Placement {
  const { group } = board.sessions[session]!;
  const site = moduleOf(board, session).remote ? -1 : board.site[group]!;
  const preferred = board.at[session]?.room ?? -1;
  const room = roomFor(board, site, day, halves, board.members[group]!.length, preferred);
  return { day, halves, site, room, trainers };
}

/**
 * Puts a session where the plan is best with it, of all its days (the earliest of equals) and of the
 * trainers offered; where it was if nothing is better. Some hundred tries, a millisecond or two.
 */
export function placeBest(
  board: Board,
  session: number,
  days: ArrayLike<number>,
  offers: readonly (readonly number[])[],
): void {
  const present = board.at[session]!;
  let best = present;
  let least = present === null ? Infinity : board.energy();
  board.place(session, null);
  const halvesOf = halvesFor(moduleOf(board, session));
  for (const trainers of offers) {
    for (let at = 0; at < days.length; at += 1) {
      for (const halves of halvesOf) {
        const place = placementAt(board, session, days[at]!, halves, trainers);
        board.place(session, place);
        const energy = board.energy();
        board.place(session, null);
        if (energy < least) [best, least] = [place, energy];
      }
    }
  }
  board.place(session, best);
}
