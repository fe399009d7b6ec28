import { existingMembers } from './load.ts';
import type { Model } from './model.ts';
import type { ExistingGroup } from './planner.types.ts';

/** Groups that so many people make: as near the aim as the most allows. */
export function groupsNeeded(people: number, aim: number, max: number): number {
  if (people === 0) return 0;
  const most = Math.max(1, max);
  return Math.max(1, Math.round(people / Math.max(1, aim)), Math.ceil(people / most));
}

/** Fewer people than this get no group of their own where they can be in one that has begun. */
const FEWEST_OF_A_GROUP = 3;

/**
 * Groups of a track that are to be made: for those who find no place in a group that has not begun, nor in
 * one that has held nothing that they have not followed. Who is in a group that has begun stays there, up
 * to the most that it may have; who was pinned to one stays in any case.
 */
export function newGroups(model: Model, track: number): number {
  const { id, aim, max } = model.tracks[track]!;
  const most = Math.max(1, max);
  const people = [...model.personTrack.keys()].filter((one) => model.personTrack[one] === track);
  const own = (model.problem.groups ?? []).filter((group) => group.track === id);
  if (own.length === 0) return groupsNeeded(people.length, aim, max);
  if (own.some(({ list }) => list === true)) return 0;
  const staying = new Set<number>();
  const surplus = new Set<number>();
  const followed = new Map<number, ReadonlySet<number>>();
  const late: { places: number; readonly held: ReadonlySet<number> }[] = [];
  let free = 0;
  for (const group of own) {
    const held = heldBy(model, track, group);
    const { tied, others } = standing(model, track, group, held.size > 0);
    for (const person of tied) staying.add(person);
    const begun = held.size > 0;
    if (begun) for (const person of others) surplus.add(person);
    for (const person of [...tied, ...others]) followed.set(person, held);
    const places = Math.max(0, most - tied.length);
    if (begun) late.push({ places, held });
    else free += places;
  }
  let rest = 0;
  let tooMany = 0;
  for (const person of people) {
    if (staying.has(person)) continue;
    const known = model.followed[person] ?? followed.get(person) ?? new Set();
    const fit = late.find(
      ({ places, held }) => places > 0 && [...held].every((one) => known.has(one)),
    );
    if (fit !== undefined) fit.places -= 1;
    else if (surplus.has(person)) tooMany += 1;
    else rest += 1;
  }
  // Those without a group come first: the others have one.
  const without = Math.max(0, rest - free);
  const left = without + Math.max(0, tooMany - Math.max(0, free - rest));
  const lateLeft = late.reduce((sum, { places }) => sum + places, 0);
  if (left < Math.min(FEWEST_OF_A_GROUP, most) && without <= lateLeft) return 0;
  return groupsNeeded(left, aim, max);
}

/** Modules that a group has held and will not hold again, by their numbers; none: it has not begun. */
function heldBy(model: Model, track: number, { id }: ExistingGroup): ReadonlySet<number> {
  const { modules } = model.tracks[track]!;
  const own = (model.problem.sessions ?? []).filter(({ group }) => group === id);
  const again = new Set(own.flatMap(({ module, held }) => (held === true ? [] : [module])));
  return new Set(
    own.flatMap(({ module, held }) => {
      const at = modules.findIndex((one) => one.id === module);
      return held === true && !again.has(module) && at !== -1 ? [at] : [];
    }),
  );
}

/** People of a group who stay in it, and those who may go. */
function standing(
  model: Model,
  track: number,
  group: ExistingGroup,
  begun: boolean,
): { readonly tied: readonly number[]; readonly others: readonly number[] } {
  const { max } = model.tracks[track]!;
  const members = existingMembers(model, group).filter((one) => model.personTrack[one] === track);
  if (group.pinned === true) return { tied: members, others: [] };
  const pinned = new Set(group.pinnedMembers);
  const isPinned = (person: number): boolean => pinned.has(model.problem.people[person]!.id);
  const tied = members.filter(isPinned);
  const others = members.filter((person) => !isPinned(person));
  if (begun) tied.push(...others.splice(0, Math.max(0, max - tied.length)));
  return { tied, others };
}
