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

/** Groups that exist, and new ones for tracks whose people do not fit into those. */
function groupSeeds(model: Model): GroupSeed[] {
  const existing = model.problem.groups ?? [];
  const seeds = existing
    .filter(({ track }) => model.trackAt.has(track))
    .map((group) => groupSeed(model, group, group));
  const ids = new Set(seeds.map(({ id }) => id));
  for (const [at, track] of model.tracks.entries()) {
    const people = model.personTrack.reduce((sum, one) => sum + (one === at ? 1 : 0), 0);
    const present = seeds.filter((seed) => seed.track === at).length;
    const needed =
      present > 0
        ? Math.ceil(people / Math.max(1, track.max))
        : groupsNeeded(people, track.aim, track.max);
    for (let number = present + 1; number <= needed; number += 1) {
      let id = `${track.id}-${number}`;
      while (ids.has(id)) id += '+';
      ids.add(id);
      const label = `${track.label} ${number}`;
      seeds.push({ id, label, track: at, before: null, pinned: false });
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
  const taken = new Set<number>();
  for (const group of problem.groups ?? []) {
    const at = groups.findIndex(({ id }) => id === group.id);
    if (at === -1) continue;
    const { before } = groups[at]!;
    if (before !== null && before.site >= 0) board.settle(at, before.site);
    if (before !== null && before.trainers.length > 0) board.lead(at, before.trainers);
    for (const person of existingMembers(model, group)) {
      if (taken.has(person) || model.personTrack[person] !== groups[at]!.track) continue;
      taken.add(person);
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

/** Pinned groups and people, and people of a group that has begun. */
export function tiesOf(board: Board): Ties {
  const { model, groups, sessions } = board;
  const person = new Uint8Array(model.personTrack.length);
  const group = Uint8Array.from(groups, ({ pinned }) => (pinned ? 1 : 0));
  const begun = new Uint8Array(groups.length);
  for (const session of sessions) if (session.held) begun[session.group] = 1;
  for (const [at, members] of board.members.entries()) {
    if (group[at] === 1 || begun[at] === 1) for (const one of members) person[one] = 1;
  }
  for (const existing of model.problem.groups ?? []) {
    for (const id of existing.pinnedMembers ?? []) {
      const one = model.personAt.get(id);
      if (one !== undefined) person[one] = 1;
    }
  }
  return { person, group };
}
