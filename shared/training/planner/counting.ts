import type { BoardState, GroupSeed } from './board.types.ts';
import type { Placement } from './placement.ts';
import { AFTERNOON, MORNING, type Model } from './model.ts';
import { RULE } from './rules.ts';

/**
 * Adds (1) or takes away (−1) the units that a session breaks by itself and by its group: not those
 * that come from two sessions meeting. What has been held breaks nothing any more.
 */
export function countOwn(board: BoardState, session: number, sign: 1 | -1): void {
  const { counts, model } = board;
  const seed = board.sessions[session]!;
  const at = board.at[session]!;
  if (at === null) {
    if (isNeeded(board, session)) counts[RULE.sessionMissing]! += sign;
    return;
  }
  const { day } = at;
  if (seed.held && !seed.unsaid) return;
  if (model.past[day] === 1) counts[RULE.dayPast]! += sign;
  if (model.off[day] !== null) counts[RULE.dayOff]! += sign;
  if (seed.held) return;
  const group = board.groups[seed.group]!;
  const module = model.tracks[group.track]!.modules[seed.module]!;
  if (model.outside[day] === 1) counts[RULE.dayOutside]! += sign;
  if (model.forbidden[day] === 1) counts[RULE.dayForbidden]! += sign;
  counts[RULE.dayAvoided]! += sign * model.avoided[day]!;
  if (module.base && model.base[day] === 0) counts[RULE.trainingBaseClosed]! += sign;
  if (day < module.first || day > module.last) counts[RULE.moduleWindow]! += sign;
  const members = board.members[seed.group]!;
  for (const person of members) {
    if (day > model.deadline[person]!) counts[RULE.afterDeadline]! += sign;
  }
  if (board.mayRepeat[session] === 1) {
    counts[RULE.moduleRepeated]! += sign * repeating(board, session).length;
  }
  if (!module.remote) {
    if (at.room < 0) counts[RULE.roomMissing]! += sign;
    else counts[RULE.roomTooSmall]! += sign * missingSeats(board, at.room, members.length);
    if (at.site >= 0) {
      if (model.closed[at.site * model.dates.length + day] === 1) counts[RULE.siteClosed]! += sign;
      const home = board.site[seed.group]!;
      if (home >= 0 && home !== at.site) counts[RULE.siteChanged]! += sign;
    }
  }
  countTrainers(board, at, group, board.trainers[seed.group]!, module.remote, sign);
  if (seed.before !== null) counts[RULE.planChanged]! += sign * changes(model, seed.before, at);
}

function countTrainers(
  board: BoardState,
  { day, site, trainers }: Placement,
  group: GroupSeed,
  pair: readonly number[],
  remote: boolean,
  sign: 1 | -1,
): void {
  const { counts, model } = board;
  if (trainers.length < 2) counts[RULE.pairIncomplete]! += sign * (2 - trainers.length);
  for (const trainer of trainers) {
    if (model.away[trainer * model.dates.length + day] === 1) counts[RULE.trainerAway]! += sign;
    if (!remote && site >= 0 && model.tooFar[trainer * model.siteAt.size + site] === 1) {
      counts[RULE.trainerTooFar]! += sign;
    }
    if (model.taught[trainer * model.tracks.length + group.track] === 0) {
      counts[RULE.trackNotTaught]! += sign;
    }
    if (pair.length > 0 && !pair.includes(trainer)) counts[RULE.pairChanged]! += sign;
  }
  if (sameSphere(board, trainers)) counts[RULE.sameSphere]! += sign;
}

/** Two trainers whose spheres are known to be one. */
export function sameSphere({ model }: BoardState, trainers: readonly number[]): boolean {
  if (trainers.length < 2) return false;
  const sphere = model.sphere[trainers[0]!]!;
  return sphere >= 0 && trainers.every((trainer) => model.sphere[trainer] === sphere);
}

/** Seats that a room has too few. */
export function missingSeats({ model }: BoardState, room: number, people: number): number {
  return Math.max(0, people - model.rooms[room]!.seats);
}

/** Adds (1) or takes away (−1) the units of a group: its size, the order and gaps of its sessions. */
export function countGroup(board: BoardState, group: number, sign: 1 | -1): void {
  const { counts, model } = board;
  const seed = board.groups[group]!;
  const track = model.tracks[seed.track]!;
  const size = board.members[group]!.length;
  if (size > track.max) counts[RULE.groupTooLarge]! += sign * (size - track.max);
  if (size > 0) counts[RULE.groupOffAim]! += sign * Math.abs(size - track.aim);
  else counts[RULE.groupEmpty]! += sign * sessionsForNobody(board, group);
  if (seed.before !== null) counts[RULE.planChanged]! += sign * groupChanges(board, group);
  let before = -1;
  for (const session of board.sessionsOf[group]!) {
    const at = board.at[session]!;
    if (at === null) continue;
    if (before >= 0) {
      const link = linkOf(board, before, session);
      if (link !== null) {
        if (!link.ordered) counts[RULE.modulesInOrder]! += sign;
        else counts[RULE.gapTooShort]! += sign * Math.max(0, track.minGapDays - link.gap);
      }
    }
    before = session;
  }
}

/** Sessions to come of a group that nobody is in, and that may go. */
export function sessionsForNobody(board: BoardState, group: number): number {
  const { toCome, pinned, list } = board.groups[group]!;
  return board.members[group]!.length > 0 || pinned || list ? 0 : toCome;
}

/** Whether a person has followed a module of their track: as it is told, else what their group has held. */
export function hasFollowed(
  { model, heldModules, homeGroup }: BoardState,
  person: number,
  module: number,
): boolean {
  const told = model.followed[person];
  if (told !== null && told !== undefined) return told.has(module);
  const home = homeGroup[person]!;
  return home >= 0 && heldModules[home]!.includes(module);
}

/** Modules that a group has held, will not hold again, and that a person has not followed. */
export function missedModules(board: BoardState, person: number, group: number): readonly number[] {
  const held = board.heldModules[group]!;
  return held.length === 0 ? held : held.filter((module) => !hasFollowed(board, person, module));
}

/**
 * Whether a session has to be held: not in a group without people, nor in one whose people have all
 * followed its module in the group that they come from.
 */
export function isNeeded(board: BoardState, session: number): boolean {
  const { group, module } = board.sessions[session]!;
  const { track } = board.groups[group]!;
  return board.members[group]!.some(
    (person) => board.model.personTrack[person] !== track || !hasFollowed(board, person, module),
  );
}

/** Finds {@link BoardState.mayRepeat}. Where a group's own people hear something again, somebody wanted it so. */
export function sessionsToRepeat(
  board: Pick<BoardState, 'model' | 'groups' | 'sessions' | 'heldModules' | 'homeGroup'>,
): Uint8Array {
  const { model, groups, sessions, heldModules, homeGroup } = board;
  const followed = model.tracks.map(() => new Set<number>());
  for (const [person, track] of model.personTrack.entries()) {
    const home = homeGroup[person]!;
    const own = model.followed[person] ?? (home < 0 ? [] : heldModules[home]!);
    for (const module of own) followed[track]?.add(module);
  }
  return Uint8Array.from(sessions, ({ group, module, fixed }) => {
    if (fixed || heldModules[group]!.includes(module)) return 0;
    return followed[groups[group]!.track]!.has(module) ? 1 : 0;
  });
}

/**
 * People who are new in a group and have followed what a session of it is to teach.
 */
export function repeating(board: BoardState, session: number): readonly number[] {
  if (board.mayRepeat[session] === 0) return [];
  const { group, module } = board.sessions[session]!;
  const { track } = board.groups[group]!;
  return board.members[group]!.filter(
    (person) =>
      board.homeGroup[person] !== group &&
      board.model.personTrack[person] === track &&
      hasFollowed(board, person, module),
  );
}

/** How two placed sessions of a group follow each other; null: nothing is asked of them. */
export function linkOf(
  board: BoardState,
  first: number,
  second: number,
): { ordered: boolean; gap: number } | null {
  const one = board.sessions[first]!;
  const two = board.sessions[second]!;
  if (one.module === two.module || (one.held && two.held)) return null;
  const from = board.at[first]!;
  const to = board.at[second]!;
  const end = from.day * 2 + (from.halves === MORNING ? 1 : 2);
  const start = to.day * 2 + (to.halves === AFTERNOON ? 1 : 0);
  const { epoch } = board.model;
  return { ordered: start >= end, gap: epoch[to.day]! - epoch[from.day]! };
}

/** From so many quarters on, a session is not as before for those who come to it. */
export const WHOLE_CHANGE = 4;

/** A day that is further off counts a quarter more for each so many days, up to a whole change. */
const DAYS_A_QUARTER = 14;

/** Quarters of a change: a whole one as soon as a session is not as before, more the more is not. */
export function changes({ epoch }: Model, before: Placement, at: Placement): number {
  if (before === at) return 0;
  let all = before.day !== at.day || before.halves !== at.halves ? 1 : 0;
  const days = Math.abs(epoch[before.day]! - epoch[at.day]!);
  all += Math.min(WHOLE_CHANGE, Math.floor(days / DAYS_A_QUARTER));
  if (before.site !== at.site) all += 1;
  if (before.trainers.length > at.trainers.length) all += 1;
  for (const trainer of at.trainers) if (!before.trainers.includes(trainer)) all += 1;
  if (all > 0) return WHOLE_CHANGE + all;
  return before.room === at.room ? 0 : 1;
}

/** Quarters of a change of a group that existed: another site, other trainers. */
export function groupChanges(board: BoardState, group: number): number {
  const before = board.groups[group]!.before!;
  const trainers = board.trainers[group]!;
  const elsewhere = before.site >= 0 && before.site !== board.site[group];
  const others =
    before.trainers.length > 0 &&
    (before.trainers.length !== trainers.length ||
      before.trainers.some((trainer) => !trainers.includes(trainer)));
  return (elsewhere ? WHOLE_CHANGE : 0) + (others ? WHOLE_CHANGE : 0);
}

/** Fewer than half of an office remain, but somebody does. */
export function isThin(away: number, size: number): boolean {
  return away * 2 > size && away < size;
}
