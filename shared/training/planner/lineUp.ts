import { Board } from './board.ts';
import type { GroupSeed } from './board.types.ts';
import { newGroups } from './groupsToMake.ts';
import { existingMembers, groupSeed, homeGroups, sessionSeeds } from './load.ts';
import { bitsOf, type Model } from './model.ts';

/** Groups that exist, and new ones for tracks whose people do not fit into those. */
function groupSeeds(model: Model): GroupSeed[] {
  const existing = model.problem.groups ?? [];
  const seeds = existing
    .filter(({ track }) => model.trackAt.has(track))
    .map((group) => groupSeed(model, group, group));
  const ids = new Set(seeds.map(({ id }) => id));
  for (const [at, track] of model.tracks.entries()) {
    const present = seeds.filter((seed) => seed.track === at).length;
    const needed = present + newGroups(model, at);
    for (let number = present + 1; number <= needed; number += 1) {
      let id = `${track.id}-${number}`;
      while (ids.has(id)) id += '+';
      ids.add(id);
      const label = `${track.label} ${number}`;
      const made = { before: null, pinned: false, size: 0, list: false, toCome: 0 };
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
 * Pinned groups and people, people of a group that has begun unless it is larger than it may be, and
 * people who are in two groups: it is not for the planner to say in which of them.
 */
export function tiesOf(board: Board): Ties {
  const { model, groups, sessions, homeGroup } = board;
  const person = new Uint8Array(model.personTrack.length);
  const group = Uint8Array.from(groups, ({ pinned }) => (pinned ? 1 : 0));
  const begun = new Uint8Array(groups.length);
  for (const session of sessions) if (session.held) begun[session.group] = 1;
  const fits = (at: number): boolean => groups[at]!.size <= model.tracks[groups[at]!.track]!.max;
  const inGroup = new Uint8Array(person.length);
  for (const [at, members] of board.members.entries()) {
    for (const one of members) {
      const stays = group[at] === 1 || (begun[at] === 1 && homeGroup[one] === at && fits(at));
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
