import { Board } from './board.ts';
import type { GroupSeed } from './board.types.ts';
import { existingMembers, groupSeed, homeGroups, sessionSeeds } from './load.ts';
import { bitsOf, type Model } from './model.ts';

/** Groups that so many people make: as near the aim as the most allows. */
export function groupsNeeded(people: number, aim: number, max: number): number {
  if (people === 0) return 0;
  const most = Math.max(1, max);
  return Math.max(1, Math.round(people / Math.max(1, aim)), Math.ceil(people / most));
}

/** Fewer people than this get no group of their own where groups that have begun have a place. */
const FEWEST_OF_A_GROUP = 3;

/**
 * Groups of a track that are to be made: for those who find no place in groups that have not begun. Who
 * is in a group that has begun, or was pinned to one, stays there.
 */
function newGroups(model: Model, track: number, begun: ReadonlySet<string>): number {
  const { id, aim, max } = model.tracks[track]!;
  const most = Math.max(1, max);
  const people = model.personTrack.reduce((sum, one) => sum + (one === track ? 1 : 0), 0);
  const own = (model.problem.groups ?? []).filter((group) => group.track === id);
  if (own.length === 0) return groupsNeeded(people, aim, max);
  if (own.some(({ list }) => list === true)) return 0;
  const staying = new Set<number>();
  let free = 0;
  let late = 0;
  for (const group of own) {
    const members = existingMembers(model, group).filter(
      (person) => model.personTrack[person] === track,
    );
    const stays = begun.has(group.id) || group.pinned === true;
    const tied = stays
      ? members
      : members.filter((person) => group.pinnedMembers?.includes(model.problem.people[person]!.id));
    for (const person of tied) staying.add(person);
    const places = Math.max(0, most - tied.length);
    if (begun.has(group.id)) late += places;
    else free += places;
  }
  const rest = people - staying.size - free;
  if (rest <= 0 || (rest < FEWEST_OF_A_GROUP && rest <= late)) return 0;
  return groupsNeeded(rest, aim, max);
}

/** Groups that exist, and new ones for tracks whose people do not fit into those. */
function groupSeeds(model: Model): GroupSeed[] {
  const existing = model.problem.groups ?? [];
  const seeds = existing
    .filter(({ track }) => model.trackAt.has(track))
    .map((group) => groupSeed(model, group, group));
  const begun = new Set(
    (model.problem.sessions ?? []).flatMap(({ group, held }) => (held === true ? [group] : [])),
  );
  const ids = new Set(seeds.map(({ id }) => id));
  for (const [at, track] of model.tracks.entries()) {
    const present = seeds.filter((seed) => seed.track === at).length;
    const needed = present + newGroups(model, at, begun);
    for (let number = present + 1; number <= needed; number += 1) {
      let id = `${track.id}-${number}`;
      while (ids.has(id)) id += '+';
      ids.add(id);
      const label = `${track.label} ${number}`;
      const made = { before: null, pinned: false, list: false, toCome: 0 };
      seeds.push({ id, label, track: at, ...made });
    }
  }
  return seeds;
}

/** A board with what exists already on it, and everything else to be found. */
export function lineUp(model: Model): Board {
  const { problem } = model;
  const groups = groupSeeds(model);
  const sessions = sessionSeeds(model, groups, problem.sessions ?? []);
  const board = new Board(model, groups, sessions, homeGroups(model, groups));
  for (const group of problem.groups ?? []) {
    const at = groups.findIndex(({ id }) => id === group.id);
    if (at === -1) continue;
    const { before } = groups[at]!;
    if (before !== null && before.site >= 0) board.settle(at, before.site);
    if (before !== null && before.trainers.length > 0) board.lead(at, before.trainers);
    for (const person of existingMembers(model, group)) {
      if (model.personTrack[person] !== groups[at]!.track) continue;
      board.enter(person, at);
    }
  }
  for (const [at, { before, fixed, module, group }] of sessions.entries()) {
    if (before === null) continue;
    const { whole } = model.tracks[groups[group]!.track]!.modules[module]!;
    // What was half a day and is a whole one now has to be found a place anew.
    if (fixed || whole === (before.halves === bitsOf('day'))) board.place(at, before);
  }
  return board;
}

/** What a search may not touch. */
export interface Ties {
  /** People who stay in their group. */
  readonly person: Uint8Array;
  /** Groups whose trainers and site stay. */
  readonly group: Uint8Array;
}

/**
 * Pinned groups and people, people of a group that has begun, and people who are in two groups: it is
 * not for the planner to say in which of them.
 */
export function tiesOf(board: Board): Ties {
  const { model, groups, sessions, homeGroup } = board;
  const person = new Uint8Array(model.personTrack.length);
  const group = Uint8Array.from(groups, ({ pinned }) => (pinned ? 1 : 0));
  const begun = new Uint8Array(groups.length);
  for (const session of sessions) if (session.held) begun[session.group] = 1;
  const inGroup = new Uint8Array(person.length);
  for (const [at, members] of board.members.entries()) {
    for (const one of members) {
      const stays = group[at] === 1 || (begun[at] === 1 && homeGroup[one] === at);
      if (stays || inGroup[one] === 1) person[one] = 1;
      inGroup[one] = 1;
    }
  }
  for (const existing of model.problem.groups ?? []) {
    for (const id of existing.pinnedMembers ?? []) {
      const one = model.personAt.get(id);
      if (one !== undefined) person[one] = 1;
    }
  }
  return { person, group };
}
