import { Board } from './board.ts';
import type { GroupSeed, SessionSeed } from './board.types.ts';
import type { Placement } from './placement.ts';
import { bitsOf, MORNING, WHOLE_DAY, type Model } from './model.ts';
import type {
  ExistingGroup,
  ExistingSession,
  Half,
  PlanDraft,
  PlannedGroup,
  PlannedSession,
} from './planner.types.ts';

/** The half that bits say. */
export function halfOf(bits: number): Half {
  if (bits === WHOLE_DAY) return 'day';
  return bits === MORNING ? 'morning' : 'afternoon';
}

/** Numbers of trainers that are known, each once. */
export function trainersOf(model: Model, ids: readonly string[]): readonly number[] {
  return [...new Set(ids)].flatMap((id) => model.trainerAt.get(id) ?? []);
}

/** Where a session is, in numbers; null: on a day that the model does not have. */
export function placementOf(
  model: Model,
  session: Pick<PlannedSession, 'day' | 'half' | 'site' | 'room' | 'trainers'>,
): Placement | null {
  const day = model.dayAt.get(session.day);
  if (day === undefined) return null;
  const { site, room } = session;
  return {
    day,
    halves: bitsOf(session.half),
    site: site === null ? -1 : (model.siteAt.get(site) ?? -1),
    room: site === null || room === null ? -1 : (model.roomAt.get(`${site} ${room}`) ?? -1),
    trainers: trainersOf(model, session.trainers),
  };
}

/** A group of a plan before anybody is in it. */
export function groupSeed(
  model: Model,
  group: Pick<PlannedGroup, 'id' | 'track' | 'label'>,
  existing: ExistingGroup | undefined,
): GroupSeed {
  const track = model.trackAt.get(group.track);
  if (track === undefined) throw new Error(`group ${group.id}: no track ${group.track}`);
  return {
    id: group.id,
    label: group.label ?? existing?.label ?? group.id,
    track,
    before:
      existing === undefined
        ? null
        : {
            site: model.siteAt.get(existing.site ?? '') ?? -1,
            trainers: trainersOf(model, existing.trainers ?? []),
          },
    pinned: existing?.pinned === true,
    size: existing === undefined ? 0 : existingMembers(model, existing).length,
    list: existing?.list === true,
    toCome:
      existing === undefined
        ? 0
        : (model.problem.sessions ?? []).filter(
            (one) => one.group === group.id && one.held !== true && !one.pinned,
          ).length,
  };
}

/** Seeds of sessions: those given, and one for every module of a group that has none. */
export function sessionSeeds(
  model: Model,
  groups: readonly GroupSeed[],
  given: readonly { readonly id: string; readonly group: string; readonly module: string }[],
): SessionSeed[] {
  const existing = new Map((model.problem.sessions ?? []).map((one) => [one.id, one]));
  const groupAt = new Map(groups.map(({ id }, at) => [id, at]));
  const has = new Set<string>();
  const ids = new Set<string>();
  const seeds: SessionSeed[] = [];
  for (const { id, group, module } of given) {
    const at = groupAt.get(group);
    if (at === undefined || ids.has(id)) continue;
    const number = model.tracks[groups[at]!.track]!.modules.findIndex((one) => one.id === module);
    if (number === -1) continue;
    has.add(`${at} ${number}`);
    ids.add(id);
    seeds.push(seedOf(model, id, at, number, existing.get(id)));
  }
  for (const [at, group] of groups.entries()) {
    for (const [number, module] of model.tracks[group.track]!.modules.entries()) {
      if (has.has(`${at} ${number}`)) continue;
      let id = `${group.id}.${module.id}`;
      while (ids.has(id)) id += '+';
      ids.add(id);
      seeds.push(seedOf(model, id, at, number, undefined));
    }
  }
  return seeds;
}

function seedOf(
  model: Model,
  id: string,
  group: number,
  module: number,
  existing: ExistingSession | undefined,
): SessionSeed {
  const held = existing?.held === true;
  return {
    id,
    group,
    module,
    held,
    unsaid: existing?.unsaid === true,
    fixed: held || existing?.pinned === true,
    before: existing === undefined ? null : placementOf(model, existing),
  };
}

/** Numbers of people whom an existing group has, pinned ones too. */
export function existingMembers(model: Model, group: ExistingGroup): number[] {
  const ids = new Set([...(group.members ?? []), ...(group.pinnedMembers ?? [])]);
  return [...ids].flatMap((id) => model.personAt.get(id) ?? []);
}

/** The existing group of each person, as its number in a line-up; −1: none. */
export function homeGroups(model: Model, groups: readonly GroupSeed[]): Int32Array {
  const home = new Int32Array(model.personTrack.length).fill(-1);
  const groupAt = new Map(groups.map(({ id }, at) => [id, at]));
  for (const group of model.problem.groups ?? []) {
    const at = groupAt.get(group.id);
    if (at === undefined) continue;
    for (const person of existingMembers(model, group)) home[person] = at;
  }
  return home;
}

/** A board with a plan on it as it is, its mistakes too. */
export function boardOf(model: Model, plan: PlanDraft): Board {
  const existing = new Map((model.problem.groups ?? []).map((group) => [group.id, group]));
  const known = plan.groups.filter(({ track }) => model.trackAt.has(track));
  const groups = known.map((group) => groupSeed(model, group, existing.get(group.id)));
  const sessions = sessionSeeds(model, groups, plan.sessions);
  const board = new Board(model, groups, sessions, homeGroups(model, groups));
  for (const [at, group] of known.entries()) setGroup(board, at, group);
  const places = new Map(plan.sessions.map((session) => [session.id, session]));
  for (const [at, { id }] of sessions.entries()) {
    const place = places.get(id);
    if (place !== undefined) board.place(at, placementOf(model, place));
  }
  return board;
}

/** Makes a group on a board what a plan says. */
export function setGroup(board: Board, group: number, to: PlannedGroup): void {
  const { model } = board;
  board.settle(group, to.site === null ? -1 : (model.siteAt.get(to.site) ?? -1));
  board.lead(group, trainersOf(model, to.trainers));
  const wanted = new Set(to.members.flatMap((id) => model.personAt.get(id) ?? []));
  const present = new Set(board.members[group]);
  for (const person of present) if (!wanted.has(person)) board.leave(person, group);
  for (const person of wanted) if (!present.has(person)) board.enter(person, group);
}
