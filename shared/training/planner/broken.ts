import type { Add, BoardState } from './board.types.ts';
import { brokenByMeeting } from './brokenMeetings.ts';
import {
  changes,
  isNeeded,
  linkOf,
  missedModules,
  missingSeats,
  repeating,
  sameSphere,
  sessionsForNobody,
  WHOLE_CHANGE,
} from './counting.ts';
import type { Broken } from './planner.types.ts';
import { RULES } from './rules.ts';
import { named } from './where.ts';

/** A broken rule and how many units it breaks. */
export interface Found {
  readonly broken: Broken;
  readonly units: number;
}

/** Longer ways than this are told, by group; every minute counts in the score. */
export const LONG_MINUTES = 60;
/** A group that is further from its aim than this is told; every person counts in the score. */
export const FAR_FROM_AIM = 2;

/** Of more names than this, the others are left out: their number is told. */
const NAMED = 5;

const nameSome = (names: readonly string[]): string =>
  names.slice(0, NAMED).join(', ') + (names.length > NAMED ? '…' : '');

/** All that a plan breaks, hard rules first. Each entry has the units that the board counts for it. */
export function listBroken(board: BoardState): Found[] {
  const found: Found[] = [];
  const add: Add = (rule, units, where, facts = {}, sessions) => {
    if (board.model.problem.weights?.[rule] === 0) return;
    const { hard } = RULES[rule];
    found.push({
      units,
      broken: { rule, hard, where, facts, ...(sessions === undefined ? {} : { sessions }) },
    });
  };
  for (let session = 0; session < board.sessions.length; session += 1)
    ofSession(board, session, add);
  for (let group = 0; group < board.groups.length; group += 1) ofGroup(board, group, add);
  ofPeople(board, add);
  ofWays(board, add);
  brokenByMeeting(board, add);
  return found.sort((a, b) => Number(b.broken.hard) - Number(a.broken.hard));
}

function ofSession(board: BoardState, session: number, add: Add): void {
  const { model } = board;
  const { problem } = model;
  const seed = board.sessions[session]!;
  const at = board.at[session]!;
  const here = named.session(board, session);
  if (at === null) {
    if (isNeeded(board, session)) add('sessionMissing', 1, here);
    return;
  }
  if (seed.held && !seed.unsaid) return;
  const { day } = at;
  if (model.past[day] === 1) add('dayPast', 1, here);
  const off = model.off[day]!;
  if (off !== null) add('dayOff', 1, here, { reason: off });
  if (seed.held) return;
  const date = model.dates[day]!;
  const group = board.groups[seed.group]!;
  const module = model.tracks[group.track]!.modules[seed.module]!;
  if (model.outside[day] === 1) {
    const { days } = problem;
    add('dayOutside', 1, here, { from: days[0]?.date ?? '', until: days.at(-1)?.date ?? '' });
  }
  const reason = model.avoidLabel[day]!;
  if (model.forbidden[day] === 1) add('dayForbidden', 1, here, { reason });
  const avoided = model.avoided[day]!;
  if (avoided > 0) add('dayAvoided', avoided, here, { reason, weight: avoided / 10 });
  if (module.base && model.base[day] === 0) add('trainingBaseClosed', 1, here);
  if (day < module.first || day > module.last) {
    const { notBefore, notAfter } = problem.tracks[group.track]!.modules[seed.module]!;
    add('moduleWindow', 1, here, { notBefore: notBefore ?? '', notAfter: notAfter ?? '' });
  }
  const members = board.members[seed.group]!;
  const late = members.filter((person) => day > model.deadline[person]!);
  if (late.length > 0) {
    const first = late.reduce((a, b) => (model.deadline[b]! < model.deadline[a]! ? b : a));
    const deadline = problem.people[first]!.deadline!;
    const who = { ...here, ...named.person(board, first) };
    add('afterDeadline', late.length, who, { people: late.length, deadline });
  }
  const again = repeating(board, session);
  if (again.length > 0) {
    const names = nameSome(again.map((person) => problem.people[person]!.name));
    add('moduleRepeated', again.length, here, { people: again.length, names });
  }
  if (!module.remote) {
    const rooms = at.site < 0 ? 0 : model.roomsOf[at.site]!.length;
    if (at.room < 0) add('roomMissing', 1, here, { needed: 1, available: rooms });
    else {
      const missing = missingSeats(board, at.room, members.length);
      const available = model.rooms[at.room]!.seats;
      const where = { ...here, ...named.room(board, at.room) };
      if (missing > 0) add('roomTooSmall', missing, where, { needed: members.length, available });
    }
    if (at.site >= 0) {
      if (model.closed[at.site * model.dates.length + day] === 1) {
        const closed = problem.sites[at.site]!.closed;
        const stretch = closed.find(({ from, until }) => from <= date && date <= until)!;
        add('siteClosed', 1, here, { from: stretch.from, until: stretch.until });
      }
      const home = board.site[seed.group]!;
      if (home >= 0 && home !== at.site) {
        add('siteChanged', 1, here, { site: problem.sites[home]!.name });
      }
    }
  }
  ofTrainers(board, session, add);
  const changed = seed.before === null ? 0 : changes(model, seed.before, at);
  if (seed.before !== null && changed > 0) {
    const { before } = seed;
    add('planChanged', changed, here, {
      day: model.dates[before.day]!,
      site: problem.sites[before.site]?.name ?? '',
      trainers: before.trainers.map((one) => problem.trainers[one]!.name).join(', '),
    });
  }
}

function ofTrainers(board: BoardState, session: number, add: Add): void {
  const { model } = board;
  const { problem } = model;
  const seed = board.sessions[session]!;
  const { day, trainers } = board.at[session]!;
  const date = model.dates[day]!;
  const { track } = board.groups[seed.group]!;
  const here = named.session(board, session);
  const pair = board.trainers[seed.group]!;
  const missing = 2 - trainers.length;
  if (missing > 0) add('pairIncomplete', missing, here, { needed: 2, available: trainers.length });
  for (const trainer of trainers) {
    const who = { ...here, ...named.trainer(board, trainer) };
    const { away } = problem.trainers[trainer]!;
    if (model.away[trainer * model.dates.length + day] === 1) {
      const stretch = away.find(({ from, until }) => from <= date && date <= until)!;
      add('trainerAway', 1, who, { from: stretch.from, until: stretch.until });
    }
    if (model.taught[trainer * model.tracks.length + track] === 0) {
      add('trackNotTaught', 1, { ...who, ...named.track(board, track) });
    }
    if (pair.length > 0 && !pair.includes(trainer)) add('pairChanged', 1, who);
  }
  if (sameSphere(board, trainers)) {
    add('sameSphere', 1, here, { sphere: problem.trainers[trainers[0]!]!.sphere! });
  }
}

function ofGroup(board: BoardState, group: number, add: Add): void {
  const { model } = board;
  const seed = board.groups[group]!;
  const track = model.tracks[seed.track]!;
  const size = board.members[group]!.length;
  const here = named.group(board, group);
  if (size > track.max) {
    const facts = { size, max: track.max, stays: whyStay(board, group) };
    add('groupTooLarge', size - track.max, here, facts);
  }
  const off = Math.abs(size - track.aim);
  const forNobody = sessionsForNobody(board, group);
  if (forNobody > 0) add('groupEmpty', forNobody, here, { sessions: forNobody });
  if (size > 0 && off > FAR_FROM_AIM) add('groupOffAim', off, here, { size, aim: track.aim });
  let before = -1;
  for (const session of board.sessionsOf[group]!) {
    if (board.at[session] === null) continue;
    const link = before < 0 ? null : linkOf(board, before, session);
    if (link !== null) {
      const where = named.session(board, session);
      const both = [board.sessions[before]!.id, board.sessions[session]!.id];
      if (!link.ordered) {
        const title = track.modules[board.sessions[before]!.module]!.title;
        const day = model.dates[board.at[before]!.day]!;
        add('modulesInOrder', 1, where, { before: title, day }, both);
      } else if (link.gap < track.minGapDays) {
        const facts = { days: link.gap, wished: track.minGapDays };
        add('gapTooShort', track.minGapDays - link.gap, where, facts, both);
      }
    }
    before = session;
  }
  const schools = model.schools.length;
  for (let school = 0; school < schools; school += 1) {
    const people = board.schoolMates[group * schools + school]!;
    if (people > 1) {
      add('schoolTogether', people - 1, here, { people, school: model.schools[school]! });
    }
  }
  ofChangedGroup(board, group, add);
}

/** Why a search leaves a group as large as it is: it is pinned, or has begun; else nothing. */
function whyStay({ model, groups, sessionsOf, sessions }: BoardState, group: number): string {
  const { id, pinned, track } = groups[group]!;
  const existing = model.problem.groups?.find((one) => one.id === id);
  const held = existing?.pinnedMembers?.length ?? 0;
  if (pinned || held > model.tracks[track]!.max) return 'pinned';
  return sessionsOf[group]!.some((session) => sessions[session]!.held) ? 'begun' : '';
}

function ofChangedGroup(board: BoardState, group: number, add: Add): void {
  const { before } = board.groups[group]!;
  if (before === null) return;
  const { sites, trainers } = board.model.problem;
  const here = named.group(board, group);
  const now = board.trainers[group]!;
  if (before.site >= 0 && before.site !== board.site[group]) {
    add('planChanged', WHOLE_CHANGE, here, { site: sites[before.site]!.name });
  }
  if (
    before.trainers.length > 0 &&
    (before.trainers.length !== now.length || before.trainers.some((one) => !now.includes(one)))
  ) {
    const names = before.trainers.map((one) => trainers[one]!.name).join(', ');
    add('planChanged', WHOLE_CHANGE, here, { trainers: names });
  }
}

function ofPeople(board: BoardState, add: Add): void {
  const { model } = board;
  const inGroups = Array.from(model.personTrack, (): number[] => []);
  const atHome = new Uint8Array(model.personTrack.length);
  for (const [group, members] of board.members.entries()) {
    const site = board.site[group]!;
    for (const person of members) {
      if (model.personTrack[person] === board.groups[group]!.track) inGroups[person]!.push(group);
      if (board.homeGroup[person] === group) atHome[person] = 1;
    }
    const ways = members
      .map((person) => (site < 0 ? 0 : model.personMinutes[person * model.siteAt.size + site]!))
      .filter((minutes) => minutes > LONG_MINUTES);
    if (ways.length === 0) continue;
    const where = { ...named.group(board, group), ...named.site(board, site) };
    const units = ways.reduce((sum, minutes) => sum + minutes, 0);
    add('travelLong', units, where, { people: ways.length, minutes: Math.max(...ways) });
  }
  for (const [person, track] of model.personTrack.entries()) {
    const who = named.person(board, person);
    const own = inGroups[person]!;
    if (own.length === 0) {
      add('personWithoutGroup', 1, track < 0 ? who : { ...who, ...named.track(board, track) });
    }
    if (own.length > 1) {
      const groups = own.map((group) => board.groups[group]!.label).join(', ');
      const where = { ...who, ...named.track(board, track) };
      add('personInTwoGroups', own.length - 1, where, { groups });
    }
    for (const group of own) {
      const missed = missedModules(board, person, group);
      if (missed.length === 0) continue;
      const modules = missed.map((module) => model.tracks[track]!.modules[module]!.title);
      const where = { ...named.group(board, group), ...who };
      add('modulesMissed', missed.length, where, { modules: modules.join(', ') });
    }
    const home = board.homeGroup[person]!;
    if (home >= 0 && atHome[person] === 0) {
      const { label, track: of, size } = board.groups[home]!;
      const { max } = model.tracks[of]!;
      const to = own.map((group) => board.groups[group]!.label).join(', ');
      add('memberMoved', 1, who, { group: label, to, max: size > max ? max : '' });
    }
  }
}

/** A way that is too long for a trainer is told once for each site, with all the sessions there. */
function ofWays(board: BoardState, add: Add): void {
  const { model } = board;
  const ways = new Map<number, number[]>();
  for (const [session, at] of board.at.entries()) {
    const { held, group, module } = board.sessions[session]!;
    if (at === null || held || at.site < 0) continue;
    if (model.tracks[board.groups[group]!.track]!.modules[module]!.remote) continue;
    for (const trainer of at.trainers) {
      const way = trainer * model.siteAt.size + at.site;
      if (model.tooFar[way] === 1) ways.set(way, [...(ways.get(way) ?? []), session]);
    }
  }
  for (const [way, sessions] of ways) {
    const trainer = Math.floor(way / model.siteAt.size);
    const [only, ...others] = sessions;
    const site = named.site(board, way % model.siteAt.size);
    const where = others.length === 0 ? named.session(board, only!) : site;
    const facts = {
      minutes: model.trainerMinutes[way]!,
      max: model.problem.trainers[trainer]!.maxTravelMinutes!,
    };
    const ids = sessions.map((session) => board.sessions[session]!.id);
    const about = { ...where, ...named.trainer(board, trainer) };
    add('trainerTooFar', sessions.length, about, facts, ids);
  }
}
