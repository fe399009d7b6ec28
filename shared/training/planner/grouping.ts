import type { Board } from './board.ts';
import { hasFollowed, missedModules } from './counting.ts';
import { tiesOf } from './lineUp.ts';
import { assign, type Transport } from './transport.ts';
import { travelMinutes } from './travel.ts';

/** Rounds of "people to the nearest site, then a better site for each group". */
const ROUNDS = 8;

/** A module that is missed is worth any way. */
const MISSED_MINUTES = 10_000;

/** A module that somebody has to hear once more, as a way. */
const REPEATED_MINUTES = 60;

/**
 * Puts people without a group into one of their track, and gives groups without a site one, so that
 * people travel little and groups are of like size. Yields between pieces of work.
 */
export function* fillGroups(board: Board): Generator<void> {
  for (let track = 0; track < board.model.tracks.length; track += 1) yield* fillTrack(board, track);
}

function* fillTrack(board: Board, track: number): Generator<void> {
  const { model } = board;
  const groups = [...board.groups.keys()].filter((group) => board.groups[group]!.track === track);
  if (groups.length === 0) return;
  makeRoom(board, groups);
  const placed = new Set(groups.flatMap((group) => board.members[group]!));
  const people = [...model.personTrack.keys()]
    .filter((person) => model.personTrack[person] === track && !placed.has(person))
    // Those without a group first: the others may stay where they are.
    .sort((a, b) => Number(board.homeGroup[a]! >= 0) - Number(board.homeGroup[b]! >= 0) || a - b);
  const all = people.length + placed.size;
  const most = Math.ceil(all / groups.length);
  const needsSite = model.tracks[track]!.modules.some(({ remote }) => !remote);
  const open = needsSite ? groups.filter((group) => board.site[group]! < 0) : [];
  yield* firstSites(board, open, people, most);
  let chosen: Int32Array = new Int32Array(people.length);
  for (let round = 0; round < ROUNDS; round += 1) {
    chosen = yield* assign(transportOf(board, groups, people, all));
    let better = false;
    for (const group of open) {
      const own = people.filter((_, at) => groups[chosen[at]!] === group);
      const site = bestSite(board, [...board.members[group]!, ...own], most);
      if (site !== board.site[group]) {
        board.settle(group, site);
        better = true;
      }
    }
    yield;
    if (!better) break;
  }
  for (const [at, person] of people.entries()) {
    const to = groups[chosen[at]!]!;
    board.enter(person, isWorse(board, person, to) ? board.homeGroup[person]! : to);
  }
}

/** Whether somebody would better stay in their group that has begun, though it is too large. */
function isWorse(board: Board, person: number, to: number): boolean {
  const home = board.homeGroup[person]!;
  if (home < 0 || board.heldModules[home]!.length === 0) return false;
  const { max } = board.model.tracks[board.groups[to]!.track]!;
  return board.members[to]!.length >= max || missedModules(board, person, to).length > 0;
}

/** Takes out of groups that are too large those who travel furthest: they go where there is a place. */
function makeRoom(board: Board, groups: readonly number[]): void {
  const ties = tiesOf(board);
  for (const group of groups) {
    const members = board.members[group]!;
    const { max } = board.model.tracks[board.groups[group]!.track]!;
    if (ties.group[group] === 1 || members.length <= max) continue;
    const way = (person: number): number => board.minutes(person, board.site[group]!);
    const free = members
      .filter((person) => ties.person[person] === 0)
      .sort((a, b) => way(b) - way(a) || a - b);
    for (const person of free.slice(0, members.length - max)) board.leave(person, group);
  }
}

function transportOf(
  board: Board,
  groups: readonly number[],
  people: readonly number[],
  all: number,
): Transport {
  const sizes = groups.map((group) => board.members[group]!.length);
  const even = sizes.every((size) => size === 0);
  const fewest = Math.floor(all / groups.length);
  const most = Math.ceil(all / groups.length);
  return {
    costs: Float64Array.from(
      people.flatMap((person) =>
        groups.map(
          (group) =>
            board.minutes(person, board.site[group]!) +
            missedModules(board, person, group).length * MISSED_MINUTES +
            heardAgain(board, person, group) * REPEATED_MINUTES,
        ),
      ),
    ),
    things: people.length,
    groups: groups.length,
    fewest: sizes.map(() => (even ? fewest : 0)),
    most: even ? sizes.map(() => most) : places(board, groups, sizes, people),
  };
}

/** Modules that a group is still to hold and somebody has followed elsewhere. */
function heardAgain(board: Board, person: number, group: number): number {
  if (board.groups[group]!.before === null) return 0;
  return board.sessionsOf[group]!.filter((session) => {
    const { held, module } = board.sessions[session]!;
    return !held && hasFollowed(board, person, module);
  }).length;
}

/**
 * How many more people each group may get where some have people already: as many as make groups that
 * have not begun of like size or fill them to the aim, then to the most, then those that have begun.
 * A group that has begun and in which somebody misses nothing is open to the most.
 */
function places(
  board: Board,
  groups: readonly number[],
  sizes: readonly number[],
  toPlace: readonly number[],
): number[] {
  const { length: people } = toPlace;
  const { aim, max } = board.model.tracks[board.groups[groups[0]!]!.track]!;
  const open = groups.map((group) => board.heldModules[group]!.length === 0);
  const suits = groups.map(
    (group, at) =>
      open[at] === false &&
      toPlace.some((person) => missedModules(board, person, group).length === 0),
  );
  const upTo = (level: number, begun: boolean): number[] =>
    sizes.map((size, at) => (begun || open[at] === true ? Math.max(0, level - size) : 0));
  const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);
  let level = Math.min(aim, max);
  while (level < max && sum(upTo(level, false)) < people) level += 1;
  if (sum(upTo(level, false)) >= people) {
    const more = upTo(max, true);
    return upTo(level, false).map((one, at) => (suits[at] === true ? more[at]! : one));
  }
  const all = upTo(max, true);
  // More people than places: each group gets as many too many.
  const over = Math.ceil(Math.max(0, people - sum(all)) / groups.length);
  return all.map((one) => one + over);
}

/** Sites to begin with: each group is the person who lives furthest out, and the nearest others. */
function* firstSites(
  board: Board,
  groups: readonly number[],
  people: readonly number[],
  most: number,
): Generator<void> {
  const places = board.model.problem.people;
  const left = new Set(people);
  for (const group of groups) {
    if (board.members[group]!.length > 0 || left.size === 0) {
      board.settle(group, bestSite(board, board.members[group]!, most));
      continue;
    }
    const sum = { lat: 0, lng: 0, known: 0 };
    for (const person of left) {
      const { at } = places[person]!;
      if (at === null) continue;
      sum.lat += at.lat;
      sum.lng += at.lng;
      sum.known += 1;
    }
    const known = Math.max(1, sum.known);
    const centre = { lat: sum.lat / known, lng: sum.lng / known };
    const nearest = (from: typeof centre): number[] =>
      [...left]
        .map((person) => ({ person, far: travelMinutes(places[person]!.at, from) }))
        .sort((a, b) => a.far - b.far || a.person - b.person)
        .map(({ person }) => person);
    const outmost = nearest(centre).at(-1)!;
    const own = nearest(places[outmost]!.at ?? centre).slice(0, most);
    for (const person of own) left.delete(person);
    board.settle(group, bestSite(board, own, most));
    yield;
  }
}

/** The site to which people travel least, among those with a room for a group if there are any. */
function bestSite(board: Board, people: readonly number[], seats: number): number {
  const { model } = board;
  const largest = model.roomsOf.map((rooms) => model.rooms[rooms.at(-1) ?? -1]?.seats ?? 0);
  let best = -1;
  let least = Infinity;
  for (const [site, most] of largest.entries()) {
    const missing = Math.max(0, seats - most);
    const way = people.reduce((sum, person) => sum + board.minutes(person, site), 0);
    const cost = way + missing * 10_000;
    if (cost < least) [best, least] = [site, cost];
  }
  return best;
}
