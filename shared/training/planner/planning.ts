import { Board } from './board.ts';
import type { Snapshot } from './board.types.ts';
import { broken, build, repair } from './building.ts';
import { lineUp, tiesOf } from './lineUp.ts';
import { modelOf } from './model.ts';
import { Moves } from './moves.ts';
import { pairPool } from './pairing.ts';
import { planOf, scoreOf } from './planOf.ts';
import type { Plan, Planning, PlanProblem, Progress, Score } from './planner.types.ts';
import { SeededRandom } from './random.ts';

export interface PlanningOptions {
  /** A whole number: the same seed and pieces of work give the same plan. */
  readonly seed: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** Milliseconds of work, all steps together, after which the search ends at the latest. */
  readonly totalMs: number;
  /** Pieces of work after which it ends; else as many as the size of the problem asks for. */
  readonly totalUnits?: number | undefined;
}

/** Changes tried in one piece of work: well below a millisecond. */
const MOVES_A_UNIT = 64;
/** Pieces of work between two looks at what breaks hard rules. */
const UNITS_A_LOOK = 16;
const UNITS_A_SESSION = 100;
/** Sessions beyond so many get half of that. */
const MANY_SESSIONS = 100;
/** A plan that exists is only tidied up: fewer pieces of work, and less heat. */
const UNITS_A_SESSION_AGAIN = 30;
const FEWEST_UNITS = 500;
/** Soft points that a change may cost and still be taken now and then: at first, and at the end. */
const WARM = 8;
const COLD = 0.2;
const LUKEWARM = 2;

/**
 * Begins to search a plan: nothing is worked until the first step. What exists in the problem is
 * taken as it is, what it breaks is repaired, and only then changed for the better.
 */
export function createPlanning(problem: PlanProblem, options: PlanningOptions): Planning {
  return new Search(problem, options);
}

class Search implements Planning {
  readonly #options: PlanningOptions;
  readonly #board: Board;
  readonly #work: Generator<void>;
  readonly #totalUnits: number;
  /** Most of the plan exists already. */
  readonly #existed: boolean;
  #best: { readonly score: Score; readonly snapshot: Snapshot } | null = null;
  #units = 0;
  #workedMs = 0;
  #done = false;

  constructor(problem: PlanProblem, options: PlanningOptions) {
    this.#options = options;
    this.#board = lineUp(modelOf(problem));
    const { length } = this.#board.sessions;
    this.#existed = this.#board.at.filter((at) => at !== null).length * 2 > length;
    const sessions = Math.min(length, (length + MANY_SESSIONS) / 2);
    const size = sessions * (this.#existed ? UNITS_A_SESSION_AGAIN : UNITS_A_SESSION);
    this.#totalUnits = options.totalUnits ?? Math.max(FEWEST_UNITS, size);
    this.#work = this.#run();
  }

  step(budgetMs: number): Progress {
    const { now } = this.#options;
    const started = now();
    const before = this.#workedMs;
    let spent = 0;
    while (!this.#done && spent < budgetMs) {
      this.#unit();
      spent = now() - started;
      this.#workedMs = before + spent;
    }
    return this.#report();
  }

  stepCount(units: number): Progress {
    for (let unit = 0; unit < units && !this.#done; unit += 1) this.#unit();
    return this.#report();
  }

  best(): Plan {
    while (this.#best === null && !this.#done) this.#unit();
    if (this.#best === null) return planOf(this.#board);
    // On a board of its own: the search goes on as if nobody had asked.
    const { model, groups, sessions, homeGroup } = this.#board;
    const board = new Board(model, groups, sessions, homeGroup);
    board.restore(this.#best.snapshot);
    return planOf(board);
  }

  #unit(): void {
    this.#units += 1;
    this.#done = this.#work.next().done === true;
  }

  #report(): Progress {
    const progress = this.#done ? 1 : Math.min(1, this.#progress());
    const best = this.#best?.score ?? scoreOf(this.#board);
    return { done: this.#done, progress, best };
  }

  #progress(): number {
    return Math.max(this.#units / this.#totalUnits, this.#workedMs / this.#options.totalMs);
  }

  #note(): void {
    const hard = this.#board.hard();
    const best = this.#best?.score;
    if (best !== undefined && hard > best.hard) return;
    const score = scoreOf(this.#board);
    if (best !== undefined && hard === best.hard && score.soft >= best.soft) return;
    this.#best = { score, snapshot: this.#board.snapshot() };
  }

  *#run(): Generator<void> {
    const board = this.#board;
    const pool = pairPool(board);
    yield* build(board, pool);
    this.#note();
    yield* repair(board);
    this.#note();
    yield* this.#anneal(pool, this.#existed ? LUKEWARM : WARM);
    if (this.#best !== null) board.restore(this.#best.snapshot);
  }

  /**
   * Simulated annealing: small changes at random; one that makes the plan worse is taken the more rarely
   * the more it costs and the further the search is.
   */
  *#anneal(pool: readonly (readonly [number, number])[], warm: number): Generator<void> {
    const board = this.#board;
    const random = new SeededRandom(this.#options.seed);
    const moves = new Moves(board, tiesOf(board), pool, random);
    const from = this.#progress();
    let energy = board.energy();
    for (let unit = 0; ; unit += 1) {
      const progress = this.#progress();
      if (progress >= 1) return;
      const share = (progress - from) / (1 - from);
      const heat = warm * (COLD / warm) ** share;
      if (unit % UNITS_A_LOOK === 0) moves.urgent = broken(board);
      for (let count = 0; count < MOVES_A_UNIT; count += 1) {
        board.begin();
        if (!moves.one()) {
          board.undo();
          continue;
        }
        const next = board.energy();
        if (next <= energy || random.next() < Math.exp((energy - next) / heat)) {
          board.keep();
          energy = next;
        } else board.undo();
      }
      this.#note();
      yield;
    }
  }
}
