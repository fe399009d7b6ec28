import { Board } from './board.ts';
import type { Snapshot } from './board.types.ts';
import { broken, build, repair } from './building.ts';
import { impossible } from './impossible.ts';
import { lineUp, tiesOf, type Ties } from './lineUp.ts';
import { modelOf } from './model.ts';
import { Moves } from './moves.ts';
import { pairPool } from './pairing.ts';
import { planOf, scoreOf } from './planOf.ts';
import type { Plan, Planning, PlanProblem, Progress, Score } from './planner.types.ts';
import { SeededRandom } from './random.ts';
import { ruin } from './ruining.ts';

export interface PlanningOptions {
  /** A whole number: the same seed and pieces of work give the same plan. */
  readonly seed: number;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  /** Milliseconds of work, all steps together, after which the search ends at the latest. */
  readonly totalMs: number;
  /**
   * Pieces of work after which it ends; else as many as the size of the problem asks for, again and
   * again until that finds nothing better.
   */
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
/** A further round begins with half the heat, and each is longer than the one before. */
const LONGER = 1.2;
/** Rounds in a row that find nothing better, after which a search ends: a legal plan, and one that is not. */
const STALE_LEGAL = 2;
const STALE_BROKEN = 8;
/** Larger changes before each further round. */
const RUINS = 12;
/** Soft points, as a share of all, that are worth another round. */
const WORTH_A_ROUND = 0.01;

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
  /** Pieces of work of a round. */
  #roundUnits: number;
  #roundFrom = 0;
  #stale = 0;
  #progress = 0;
  /** Most of what may move exists already. */
  readonly #existed: boolean;
  /** Hard rules are broken by sessions that may move, and it is not proven that it has to be so. */
  #mendable = false;
  /** Units of hard rules that no plan can keep, at least. */
  readonly #bound: number;
  #best: { readonly score: Score; readonly snapshot: Snapshot } | null = null;
  #units = 0;
  #workedMs = 0;
  #done = false;

  constructor(problem: PlanProblem, options: PlanningOptions) {
    this.#options = options;
    this.#board = lineUp(modelOf(problem));
    this.#bound = boundOf(problem);
    const { length } = this.#board.sessions;
    const free = [...this.#board.sessions.entries()].filter(([, { fixed }]) => !fixed);
    this.#existed = free.filter(([at]) => this.#board.at[at] !== null).length * 2 > free.length;
    const sessions = Math.min(length, (length + MANY_SESSIONS) / 2);
    const size = sessions * (this.#existed ? UNITS_A_SESSION_AGAIN : UNITS_A_SESSION);
    this.#roundUnits = options.totalUnits ?? Math.max(FEWEST_UNITS, size);
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
    const progress = this.#done ? 1 : this.#progressed();
    const best = this.#best?.score ?? scoreOf(this.#board);
    return { done: this.#done, progress, best };
  }

  /** How far the search is: of its time, or of the rounds that it still needs if nothing is found. */
  #progressed(): number {
    const round = Math.min(1, (this.#units - this.#roundFrom) / this.#roundUnits);
    const rounds = this.#options.totalUnits === undefined ? 1 + this.#patience() : 1;
    const share = Math.max((this.#stale + round) / rounds, this.#timeShare());
    this.#progress = Math.max(this.#progress, Math.min(1, share));
    return this.#progress;
  }

  #timeShare(): number {
    return this.#workedMs / this.#options.totalMs;
  }

  /** Rounds in a row without anything better after which it is of no use to go on. */
  #patience(): number {
    if (this.#options.totalUnits !== undefined) return 0;
    if (this.#mendable) return STALE_BROKEN;
    // Of a plan that people know, no more is changed than has to be; a large one has had its time.
    return this.#existed || this.#board.sessions.length > MANY_SESSIONS ? 0 : STALE_LEGAL;
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
    const random = new SeededRandom(this.#options.seed);
    yield* build(board, pool);
    this.#note();
    yield* repair(board);
    this.#note();
    const ties = tiesOf(board);
    const moves = new Moves(board, ties, pool, random);
    let warm = this.#existed ? LUKEWARM : WARM;
    yield* this.#anneal(moves, random, warm);
    for (;;) {
      const { score, snapshot } = this.#best!;
      board.restore(snapshot);
      this.#mendable = score.hard > this.#bound && broken(board).length > 0;
      if (this.#stale >= this.#patience() || this.#timeShare() >= 1) break;
      yield* this.#ruins(ties, random);
      warm = Math.max(COLD * 2, WARM / 2);
      this.#roundFrom = this.#units;
      this.#roundUnits *= LONGER;
      yield* this.#anneal(moves, random, warm);
      this.#stale = this.#isWorth(score) ? 0 : this.#stale + 1;
    }
    if (this.#best !== null) board.restore(this.#best.snapshot);
  }

  /** Whether the best plan is so much better than one before that it is worth to go on. */
  #isWorth(before: Score): boolean {
    const { hard, soft } = this.#best!.score;
    return hard < before.hard || (hard === before.hard && soft < before.soft * (1 - WORTH_A_ROUND));
  }

  /** Larger changes of the best plan, as long as there is time. */
  *#ruins(ties: Ties, random: SeededRandom): Generator<void> {
    for (let turn = 0; turn < RUINS && this.#timeShare() < 1; turn += 1) {
      yield* ruin(this.#board, ties, random, broken(this.#board));
      this.#note();
    }
  }

  /**
   * Simulated annealing: small changes at random; one that makes the plan worse is taken the more rarely
   * the more it costs and the further the search is.
   */
  *#anneal(moves: Moves, random: SeededRandom, warm: number): Generator<void> {
    const board = this.#board;
    const fromTime = this.#timeShare();
    const fromUnits = this.#units - this.#roundFrom;
    let energy = board.energy();
    for (let unit = 0; ; unit += 1) {
      const worked = this.#units - this.#roundFrom;
      const time = this.#timeShare();
      const left = Math.max(1, this.#roundUnits - fromUnits);
      const share = Math.max((worked - fromUnits) / left, (time - fromTime) / (1 - fromTime));
      if (worked >= this.#roundUnits || time >= 1) return;
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

/** Units of hard rules that every plan breaks, as far as it is known before any search. */
function boundOf(problem: PlanProblem): number {
  const hard = impossible(problem).filter((one) => one.hard);
  // Days that are missing are of two trainers, or of two halves in a room.
  const days = hard.map(({ facts: { unit, needed, available } }) =>
    unit === 'pairDays' || unit === 'roomDays' ? 2 * (Number(needed) - Number(available)) : 0,
  );
  return Math.max(hard.length, ...days);
}
