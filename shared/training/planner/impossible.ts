import type { Board } from './board.ts';
import { hasFollowed, isNeeded } from './counting.ts';
import { lineUp } from './lineUp.ts';
import { modelOf, type ModelModule } from './model.ts';
import { moduleOf } from './placing.ts';
import type { Broken, PlanProblem, Where } from './planner.types.ts';
import { RULES, type RuleId } from './rules.ts';
import { named } from './where.ts';

type Tell = (rule: RuleId, where: Where, facts: Readonly<Record<string, string | number>>) => void;

/**
 * What no plan can keep, by bounds that are worked out at once: before a search, or to say why it ends
 * with broken rules. An empty list promises nothing. `facts`: `needed` against `available`, in days of
 * a pair or a room, people, seats or trainers as `unit` says.
 */
export function impossible(problem: PlanProblem): readonly Broken[] {
  const board = lineUp(modelOf(problem));
  const found: Broken[] = [];
  const tell: Tell = (rule, where, facts) => {
    if (problem.weights?.[rule] === 0) return;
    found.push({ rule, hard: RULES[rule].hard, where, facts });
  };
  for (const [person, track] of board.model.personTrack.entries()) {
    if (track >= 0) continue;
    const facts = { track: problem.people[person]!.track };
    tell('personWithoutGroup', named.person(board, person), facts);
  }
  for (const track of board.model.tracks.keys()) {
    if (board.groups.some((group) => group.track === track)) ofTrack(board, track, tell);
  }
  ofPairDays(board, null, tell);
  ofRoomDays(board, tell);
  ofOffices(board, tell);
  return found;
}

/** What is still to be held of a track, whoever is in which group; of all tracks: null. */
function ahead(board: Board, track: number | null): number[] {
  return [...board.sessions.keys()].filter((session) => {
    const { held, group } = board.sessions[session]!;
    const isAsked = !held && (track === null || board.groups[group]!.track === track);
    return isAsked && !mayFallAway(board, session);
  });
}

/** Whether nobody may need a session that is nowhere yet: its people may all have followed its module. */
function mayFallAway(board: Board, session: number): boolean {
  const { group, module } = board.sessions[session]!;
  const { before, track } = board.groups[group]!;
  if (board.at[session] !== null) return false;
  if (before !== null) return board.members[group]!.length > 0 && !isNeeded(board, session);
  return [...board.model.personTrack.keys()].some(
    (person) => board.model.personTrack[person] === track && hasFollowed(board, person, module),
  );
}

const halfDays = (board: Board, sessions: readonly number[]): number =>
  sessions.reduce((sum, session) => sum + (moduleOf(board, session).whole ? 2 : 1), 0);

/** People of the fullest group if all of a track are as small as they can be. */
function smallestGroup({ model, groups }: Board, track: number): number {
  const people = model.personTrack.filter((one) => one === track).length;
  return Math.ceil(people / groups.filter((group) => group.track === track).length);
}

function ofTrack(board: Board, track: number, tell: Tell): void {
  const { model } = board;
  const here = named.track(board, track);
  const sessions = ahead(board, track);
  if (sessions.length === 0) return;
  const teaching = teachers(board, track);
  if (teaching.length === 0) {
    tell('trackNotTaught', here, { needed: 2, available: 0, unit: 'trainers' });
  } else if (teaching.length === 1) {
    tell('pairIncomplete', here, { needed: 2, available: 1, unit: 'trainers' });
  }
  const inRooms = model.tracks[track]!.modules.some(({ remote }) => !remote);
  if (inRooms) {
    const reaching = teaching.filter((trainer) => reaches(board, trainer)).length;
    if (teaching.length > 1 && reaching < 2) {
      tell('trainerTooFar', here, { needed: 2, available: reaching, unit: 'trainers' });
    }
    const needed = smallestGroup(board, track);
    const available = Math.max(0, ...model.rooms.map(({ seats }) => seats));
    if (model.rooms.length === 0) {
      tell('roomMissing', here, { needed: 1, available: 0, unit: 'rooms' });
    } else if (available < needed) {
      tell('roomTooSmall', here, { needed, available, unit: 'seats' });
    }
  }
  if (ofDays(board, track, tell) && teaching.length > 1) ofPairDays(board, track, tell);
}

function teachers({ model }: Board, track: number): number[] {
  return [...model.trainerAt.values()].filter(
    (trainer) => model.taught[trainer * model.tracks.length + track] === 1,
  );
}

/** Whether a trainer may travel to one site at least. */
function reaches({ model }: Board, trainer: number): boolean {
  const sites = model.siteAt.size;
  for (let site = 0; site < sites; site += 1) {
    if (model.tooFar[trainer * sites + site] === 0) return true;
  }
  return sites === 0;
}

/**
 * Whether the modules of a track fit one after the other into the days that are open to them, and
 * before the first of its people's deadlines.
 */
function ofDays(board: Board, track: number, tell: Tell): boolean {
  const { model } = board;
  const sessions = ahead(board, track);
  const modules = new Set(sessions.map((session) => moduleOf(board, session)));
  const people = [...model.personTrack.keys()].filter((one) => model.personTrack[one] === track);
  const first = people.reduce(
    (a, b) => (a < 0 || model.deadline[b]! < model.deadline[a]! ? b : a),
    -1,
  );
  const last = first < 0 ? Infinity : model.deadline[first]!;
  let slot = 0;
  for (const module of modules) {
    if (!ofModule(board, track, module, first, tell)) return false;
    const day = module.open.find((one) => one * 2 >= (module.whole ? slot : slot - 1));
    if (day === undefined || day > last) {
      const days = module.open.filter((one) => one <= last);
      const facts = {
        module: module.title,
        needed: modules.size,
        available: days.length,
        unit: 'days',
      };
      const where = named.track(board, track);
      if (day === undefined) tell('modulesInOrder', where, facts);
      else {
        const { deadline } = model.problem.people[first]!;
        const who = { ...where, ...named.person(board, first) };
        tell('afterDeadline', who, { ...facts, deadline: deadline!, earliest: model.dates[day]! });
      }
      return false;
    }
    slot = module.whole ? day * 2 + 2 : Math.max(slot, day * 2) + 1;
  }
  return true;
}

/** Whether a module has a day at all: in its window, open, and before the first deadline. */
function ofModule(
  board: Board,
  track: number,
  module: ModelModule,
  first: number,
  tell: Tell,
): boolean {
  const { model } = board;
  const person = first < 0 ? undefined : model.problem.people[first];
  const last = first < 0 ? Infinity : model.deadline[first]!;
  if (module.open.some((day) => day <= last)) return true;
  const inWindow = [...model.dates.keys()].filter(
    (day) => model.outside[day] === 0 && day >= module.first && day <= Math.min(module.last, last),
  );
  const toCome = inWindow.filter((day) => model.gone[day] === 0);
  const worked = toCome.filter((day) => model.off[day] === null);
  const allowed = worked.filter((day) => model.forbidden[day] === 0);
  const facts = {
    module: module.title,
    needed: 1,
    available: 0,
    unit: 'days',
    ...(person?.deadline === undefined ? {} : { deadline: person.deadline }),
  };
  const where = {
    ...named.track(board, track),
    ...(person?.deadline === undefined ? {} : named.person(board, first)),
  };
  if (inWindow.length === 0) {
    tell(module.open.length > 0 ? 'afterDeadline' : 'moduleWindow', where, facts);
  } else if (toCome.length === 0) tell('dayPast', where, facts);
  else if (worked.length === 0) tell('dayOff', where, facts);
  else if (allowed.length === 0) tell('dayForbidden', where, facts);
  else tell('trainingBaseClosed', where, facts);
  return false;
}

/** Days on which one of some sessions may be held. */
function openDays(board: Board, sessions: readonly number[]): number[] {
  const days = new Set<number>();
  const modules = new Set(sessions.map((session) => moduleOf(board, session)));
  for (const module of modules) for (const day of module.open) days.add(day);
  return [...days];
}

/** Whether trainers have as many days as groups need pairs for; of all tracks together: null. */
function ofPairDays(board: Board, track: number | null, tell: Tell): void {
  const { model } = board;
  const sessions = ahead(board, track);
  const days = openDays(board, sessions);
  const remote = sessions.some((session) => moduleOf(board, session).remote);
  let available = 0;
  for (const trainer of track === null ? model.trainerAt.values() : teachers(board, track)) {
    if (!remote && !reaches(board, trainer)) continue;
    const weeks = new Map<number, number>();
    for (const day of days) {
      if (model.away[trainer * model.dates.length + day] === 1) continue;
      const week = model.week[day]!;
      weeks.set(week, (weeks.get(week) ?? 0) + 1);
    }
    for (const free of weeks.values()) available += Math.min(free, model.maxDays[trainer]!);
  }
  const facts = {
    needed: halfDays(board, sessions) / 2,
    available: available / 2,
    groups: new Set(sessions.map((session) => board.sessions[session]!.group)).size,
    unit: 'pairDays',
  };
  if (facts.needed > facts.available) {
    tell('pairIncomplete', track === null ? {} : named.track(board, track), facts);
  }
}

/** Whether rooms that are large enough for the smallest group have as many days as are needed. */
function ofRoomDays(board: Board, tell: Tell): void {
  const { model } = board;
  const sessions = ahead(board, null).filter((session) => !moduleOf(board, session).remote);
  const tracks = new Set(
    sessions.map((session) => board.groups[board.sessions[session]!.group]!.track),
  );
  const least = Math.min(...[...tracks].map((track) => smallestGroup(board, track)));
  const days = openDays(board, sessions);
  let available = 0;
  for (const { seats, site } of model.rooms) {
    if (seats < least) continue;
    available += days.filter((day) => model.closed[site * model.dates.length + day] === 0).length;
  }
  const needed = halfDays(board, sessions) / 2;
  if (available > 0 && needed > available)
    tell('roomTwice', {}, { needed, available, unit: 'roomDays' });
}

/** Offices whose people are all in the one group of a track: they are always away together. */
function ofOffices(board: Board, tell: Tell): void {
  const { model } = board;
  const tracksOf = model.offices.map(() => new Set<number>());
  for (const [person, office] of model.office.entries()) {
    if (office >= 0) tracksOf[office]!.add(model.personTrack[person]!);
  }
  for (const [office, tracks] of tracksOf.entries()) {
    const [track] = tracks;
    if (tracks.size !== 1 || track === undefined || track < 0) continue;
    const groups = board.groups.filter((group) => group.track === track).length;
    if (groups !== 1 || ahead(board, track).length === 0) continue;
    const where = { ...named.track(board, track), ...named.office(board, office) };
    tell('officeEmpty', where, {
      needed: 2,
      available: 1,
      people: model.officeSize[office]!,
      unit: 'groups',
    });
  }
}
