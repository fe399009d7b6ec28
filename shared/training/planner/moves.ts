import type { Board } from './board.ts';
import { isNeeded } from './counting.ts';
import type { Ties } from './lineUp.ts';
import { Days, halvesFor, moduleOf, placementAt } from './placing.ts';
import type { SeededRandom } from './random.ts';

type Pair = readonly [number, number];

/** Days to both sides that a small shift goes. */
const NEAR = 6;

/** Small changes of a plan, each at random; each says false when it found nothing to change. */
export class Moves {
  readonly #board: Board;
  readonly #ties: Ties;
  readonly #pool: readonly Pair[];
  readonly #random: SeededRandom;
  readonly #days: Days;
  readonly #free: readonly number[];
  readonly #groupsOf: readonly (readonly number[])[];
  readonly #kinds: readonly (() => boolean)[];
  /** Sessions that break hard rules: half of the tries are theirs. */
  urgent: readonly number[] = [];

  constructor(board: Board, ties: Ties, pool: readonly Pair[], random: SeededRandom) {
    this.#board = board;
    this.#ties = ties;
    this.#pool = pool;
    this.#random = random;
    this.#days = new Days(board);
    this.#free = [...board.sessions.keys()].filter((one) => !board.sessions[one]!.fixed);
    this.#groupsOf = board.model.tracks.map((_, track) =>
      [...board.groups.keys()].filter((group) => board.groups[group]!.track === track),
    );
    const kinds: [number, () => boolean][] = [
      [40, () => this.#shift()],
      [10, () => this.#swapDays()],
      [8, () => this.#lend()],
      [4, () => this.#changePair()],
      [4, () => this.#swapPairs()],
      [24, () => this.#swapPeople()],
      [6, () => this.#movePerson()],
      [2, () => this.#changeSite()],
      [2, () => this.#swapSites()],
    ];
    this.#kinds = kinds.flatMap(([share, kind]) => Array.from({ length: share }, () => kind));
  }

  /** Makes one change. */
  one(): boolean {
    return this.#random.of(this.#kinds)();
  }

  #session(): number {
    if (this.urgent.length > 0 && this.#random.next() < 0.5) return this.#random.of(this.urgent);
    return this.#free.length === 0 ? -1 : this.#random.of(this.#free);
  }

  /** A session to another day or half. */
  #shift(): boolean {
    const board = this.#board;
    const session = this.#session();
    if (session < 0) return false;
    const present = board.at[session]!;
    const { before, group } = board.sessions[session]!;
    if (board.members[group]!.length === 0) return false;
    if ((present === null || before === null) && !isNeeded(board, session)) {
      // What everybody of a group has followed where they came from is not held again for them.
      if (present === null) return false;
      board.place(session, null);
      return true;
    }
    const module = moduleOf(board, session);
    const days = this.#days.of(module);
    if (days.length === 0) return false;
    let day = this.#random.of(days);
    if (present !== null && this.#random.next() < 0.4) {
      // A near day: by its place among the days that are open to it.
      const around = nearest(days, present.day) + this.#random.below(NEAR * 2 + 1) - NEAR;
      day = days[Math.max(0, Math.min(days.length - 1, around))]!;
    }
    const halves = this.#random.of(halvesFor(module));
    const trainers = present?.trainers ?? board.trainers[group]!;
    board.place(session, null);
    board.place(session, placementAt(board, session, day, halves, trainers));
    return true;
  }

  /** Two sessions of like length change days. */
  #swapDays(): boolean {
    const board = this.#board;
    const one = this.#session();
    if (one < 0) return false;
    const two = this.#random.of(this.#free);
    const first = board.at[one]!;
    const second = board.at[two]!;
    if (one === two || first === null || second === null) return false;
    if (
      first.halves !== second.halves &&
      moduleOf(board, one).whole !== moduleOf(board, two).whole
    ) {
      return false;
    }
    board.place(one, null);
    board.place(two, null);
    board.place(one, placementAt(board, one, second.day, second.halves, first.trainers));
    board.place(two, placementAt(board, two, first.day, first.halves, second.trainers));
    return true;
  }

  /** One trainer of a session is another one, or all are the group's own again. */
  #lend(): boolean {
    const board = this.#board;
    const session = this.#session();
    if (session < 0) return false;
    const present = board.at[session]!;
    if (present === null) return false;
    const { group } = board.sessions[session]!;
    const pair = board.trainers[group]!;
    let trainers: readonly number[];
    if (present.trainers !== pair && this.#random.next() < 0.5) trainers = pair;
    else {
      const other = this.#random.below(board.model.trainerAt.size);
      if (board.model.trainerAt.size === 0 || present.trainers.includes(other)) return false;
      trainers =
        present.trainers.length < 2
          ? [...present.trainers, other]
          : present.trainers.with(this.#random.below(present.trainers.length), other);
    }
    board.place(session, { ...present, trainers });
    return true;
  }

  #changePair(): boolean {
    const group = this.#group();
    if (group < 0 || this.#pool.length === 0) return false;
    return this.#lead(group, this.#random.of(this.#pool));
  }

  #swapPairs(): boolean {
    const one = this.#group();
    const two = this.#group();
    if (one < 0 || two < 0 || one === two) return false;
    const first = this.#board.trainers[one]!;
    const second = this.#board.trainers[two]!;
    return this.#lead(one, second) && this.#lead(two, first);
  }

  /** Gives a group other trainers; sessions that its own trainers held go along. */
  #lead(group: number, trainers: readonly number[]): boolean {
    const board = this.#board;
    const before = board.trainers[group]!;
    if (before === trainers) return false;
    board.lead(group, trainers);
    for (const session of board.sessionsOf[group]!) {
      const at = board.at[session]!;
      if (at === null || board.sessions[session]!.fixed) continue;
      const own =
        at.trainers.length === before.length && before.every((one) => at.trainers.includes(one));
      if (own) board.place(session, { ...at, trainers });
    }
    return true;
  }

  #group(): number {
    const { length } = this.#board.groups;
    if (length === 0) return -1;
    const group = this.#random.below(length);
    return this.#ties.group[group] === 1 ? -1 : group;
  }

  /** A person who may move, and another group of the same track; null: there is none. */
  #mover(): { person: number; from: number; to: number } | null {
    const board = this.#board;
    const from = this.#random.below(board.groups.length);
    const members = board.members[from];
    if (members === undefined || members.length === 0) return null;
    const groups = this.#groupsOf[board.groups[from]!.track]!;
    const to = this.#random.of(groups);
    const person = this.#random.of(members);
    if (to === from || this.#ties.person[person] === 1 || this.#ties.group[to] === 1) return null;
    return { person, from, to };
  }

  #movePerson(): boolean {
    const mover = this.#mover();
    // How many groups there are is decided before: none is filled that is empty, or emptied.
    if (mover === null || this.#board.members[mover.from]!.length === 1) return false;
    if (this.#board.members[mover.to]!.length === 0) return false;
    this.#board.leave(mover.person, mover.from);
    this.#board.enter(mover.person, mover.to);
    return true;
  }

  #swapPeople(): boolean {
    const board = this.#board;
    const mover = this.#mover();
    if (mover === null || board.members[mover.to]!.length === 0) return false;
    const { person, from, to } = mover;
    const other = this.#random.of(board.members[to]!);
    if (this.#ties.person[other] === 1 || this.#ties.group[from] === 1) return false;
    board.leave(person, from);
    board.leave(other, to);
    board.enter(person, to);
    board.enter(other, from);
    return true;
  }

  #changeSite(): boolean {
    const group = this.#group();
    const sites = this.#board.model.siteAt.size;
    if (group < 0 || sites === 0 || this.#board.site[group]! < 0) return false;
    return this.#settle(group, this.#random.below(sites));
  }

  #swapSites(): boolean {
    const one = this.#group();
    const two = this.#group();
    if (one < 0 || two < 0) return false;
    const first = this.#board.site[one]!;
    const second = this.#board.site[two]!;
    if (first < 0 || second < 0) return false;
    return this.#settle(one, second) && this.#settle(two, first);
  }

  /** Gives a group another site; its sessions at the site before go along. */
  #settle(group: number, site: number): boolean {
    const board = this.#board;
    const before = board.site[group]!;
    if (before === site) return false;
    board.settle(group, site);
    for (const session of board.sessionsOf[group]!) {
      const at = board.at[session]!;
      if (at === null || board.sessions[session]!.fixed || at.site !== before) continue;
      board.place(session, null);
      board.place(session, placementAt(board, session, at.day, at.halves, at.trainers));
    }
    return true;
  }
}

/** Place of the first day that is not before another, in days that are in order. */
function nearest(days: Int32Array, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
