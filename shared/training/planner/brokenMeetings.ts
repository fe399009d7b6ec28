import type { Add, BoardState } from './board.types.ts';
import type { Placement } from './placement.ts';
import { isThin } from './counting.ts';
import type { Where } from './planner.types.ts';
import { RULE, type RuleId } from './rules.ts';
import { named } from './where.ts';

/** What is broken because sessions meet: in a trainer, a room, a person, an office, a week. */
export function brokenByMeeting(board: BoardState, add: Add): void {
  const onDay = meetingsByDay(board);
  // What counts nothing need not be looked for: most drafts are nearly legal.
  const has = (...rules: readonly RuleId[]): boolean =>
    rules.some((rule) => board.counts[RULE[rule]]! > 0);
  if (has('trainerTwice')) ofTrainers(board, onDay, add);
  if (has('roomTwice')) ofRooms(board, onDay, add);
  if (has('personTwice')) ofPeople(board, onDay, add);
  if (has('officeEmpty', 'officeThin')) ofOffices(board, onDay, add);
  if (has('trainerWeekFull')) ofWeeks(board, onDay, add);
  if (has('loadUneven')) ofLoads(board, add);
}

/** What meets: sessions by their number, and what is not planned by its own. */
interface Meeting {
  readonly sessions: readonly number[];
  readonly taken: readonly number[];
}
type ByDay = readonly Meeting[];

function meetingsByDay(board: BoardState): ByDay {
  const days = board.model.dates.map(() => ({ sessions: [] as number[], taken: [] as number[] }));
  for (const [session, at] of board.at.entries())
    if (at !== null) days[at.day]!.sessions.push(session);
  for (const [taken, at] of board.takenAt.entries())
    if (at !== null) days[at.day]!.taken.push(taken);
  return days;
}

/** Those of some that a placement, or people, have a part in. */
function those(
  board: BoardState,
  { sessions, taken }: Meeting,
  of: (at: Placement) => boolean,
): Meeting {
  return {
    sessions: sessions.filter((one) => of(board.at[one]!)),
    taken: taken.filter((one) => of(board.takenAt[one]!)),
  };
}

const countOf = ({ sessions, taken }: Meeting): number => sessions.length + taken.length;

/** Visits each thing × day on which something counts more than `most` in one of the halves. */
function crowded(
  slots: ArrayLike<number>,
  days: number,
  most: number,
  visit: (thing: number, day: number, morning: number, afternoon: number) => void,
): void {
  for (let key = 0; key < slots.length; key += 2) {
    const morning = slots[key]!;
    const afternoon = slots[key + 1]!;
    if (morning <= most && afternoon <= most) continue;
    const day = key / 2;
    visit(Math.floor(day / days), day % days, morning, afternoon);
  }
}

const above = (...numbers: number[]): number =>
  numbers.reduce((sum, one) => sum + Math.max(0, one - 1), 0);

const idsOf = (board: BoardState, { sessions, taken }: Meeting): string[] => [
  ...sessions.map((session) => board.sessions[session]!.id),
  ...taken.map((one) => board.model.taken[one]!.id),
];

/** Of those that meet, the one to name: the last session that may still move. */
function toName(board: BoardState, { sessions, taken }: Meeting): Where {
  if (sessions.length === 0) return taken.length === 0 ? {} : named.taken(board, taken.at(-1)!);
  const one = sessions.findLast((session) => !board.sessions[session]!.fixed) ?? sessions.at(-1)!;
  return named.session(board, one);
}

function ofTrainers(board: BoardState, onDay: ByDay, add: Add): void {
  const days = board.model.dates.length;
  crowded(board.trainerSlots, days, 1, (trainer, day, morning, afternoon) => {
    const met = those(board, onDay[day]!, (at) => at.trainers.includes(trainer));
    const halfDays = above(morning, afternoon);
    const where = { ...toName(board, met), ...named.trainer(board, trainer) };
    const facts = { sessions: countOf(met), halfDays };
    add('trainerTwice', halfDays, where, facts, idsOf(board, met));
  });
}

function ofLoads(board: BoardState, add: Add): void {
  for (const [trainer, halfDays] of board.load.entries()) {
    const over = halfDays - board.fair;
    const facts = { halfDays, fair: board.fair };
    if (over > 0) add('loadUneven', over, named.trainer(board, trainer), facts);
  }
}

function ofRooms(board: BoardState, onDay: ByDay, add: Add): void {
  const days = board.model.dates.length;
  crowded(board.roomSlots, days, 1, (room, day, morning, afternoon) => {
    const met = those(board, onDay[day]!, (at) => at.room === room);
    const halfDays = above(morning, afternoon);
    const where = { ...toName(board, met), ...named.room(board, room) };
    const facts = { sessions: countOf(met), halfDays };
    add('roomTwice', halfDays, where, facts, idsOf(board, met));
  });
}

/** One entry for the people who meet the same sessions at once, not one for each of them. */
function ofPeople(board: BoardState, onDay: ByDay, add: Add): void {
  const days = board.model.dates.length;
  const clashes = new Map<string, { met: Meeting; people: number[]; units: number }>();
  crowded(board.personSlots, days, 1, (person, day, morning, afternoon) => {
    const { sessions, taken } = onDay[day]!;
    const met = {
      sessions: sessions.filter((one) =>
        board.members[board.sessions[one]!.group]!.includes(person),
      ),
      taken: taken.filter((one) => board.model.taken[one]!.people.includes(person)),
    };
    const key = idsOf(board, met).join(' ');
    const clash = clashes.get(key) ?? { met, people: [], units: 0 };
    clash.people.push(person);
    clash.units += above(morning, afternoon);
    clashes.set(key, clash);
  });
  for (const { met, people, units } of clashes.values()) {
    const where = { ...toName(board, met), ...named.person(board, people[0]!) };
    const facts = { sessions: countOf(met), people: people.length };
    add('personTwice', units, where, facts, idsOf(board, met));
  }
}

function ofOffices(board: BoardState, onDay: ByDay, add: Add): void {
  const { model } = board;
  crowded(board.officeSlots, model.dates.length, 0, (office, day, morning, afternoon) => {
    const people = model.officeSize[office]!;
    const empty = (morning === people ? 1 : 0) + (afternoon === people ? 1 : 0);
    const thin = (isThin(morning, people) ? 1 : 0) + (isThin(afternoon, people) ? 1 : 0);
    if (empty + thin === 0) return;
    const sessions = onDay[day]!.sessions.filter((one) =>
      board.members[board.sessions[one]!.group]!.some((person) => model.office[person] === office),
    );
    const met = { sessions, taken: [] };
    const where = { ...toName(board, met), ...named.office(board, office) };
    const facts = { people, away: Math.max(morning, afternoon) };
    const ids = idsOf(board, met);
    if (empty > 0) add('officeEmpty', empty, where, facts, ids);
    if (thin > 0) add('officeThin', thin, where, facts, ids);
  });
}

function ofWeeks(board: BoardState, onDay: ByDay, add: Add): void {
  const { model } = board;
  for (const [key, days] of board.trainerWeeks.entries()) {
    const trainer = Math.floor(key / model.weeks);
    const max = model.maxDays[trainer]!;
    if (days <= max) continue;
    const week = key % model.weeks;
    const first = model.week.indexOf(week);
    const last = model.week.lastIndexOf(week);
    const ofWeek = onDay.slice(first, last + 1);
    const all = {
      sessions: ofWeek.flatMap(({ sessions }) => sessions),
      taken: ofWeek.flatMap(({ taken }) => taken),
    };
    const met = those(board, all, (at) => at.trainers.includes(trainer));
    const where = { ...toName(board, met), ...named.trainer(board, trainer) };
    const facts = { days, max, week: model.dates[first]! };
    add('trainerWeekFull', days - max, where, facts, idsOf(board, met));
  }
}
