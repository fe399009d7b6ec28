import type { Board } from './board.ts';
import { halfOf } from './load.ts';
import type { Model, ModelTaken } from './model.ts';
import type { Broken, DayHint } from './planner.types.ts';
import { RULE, RULE_IDS, RULES, type RuleId } from './rules.ts';
import { named } from './where.ts';

interface Own {
  readonly rule: RuleId;
  readonly units: number;
  readonly facts: Broken['facts'];
  /** Of the trainer that it is about. */
  readonly trainer?: number;
}

/**
 * What something that is not planned breaks by its own day: told to whoever puts it there, and no
 * part of a plan's score.
 */
function ownOf(model: Model, { at, people }: ModelTaken, day: number): Own[] {
  const { problem } = model;
  const date = model.dates[day]!;
  const found: Own[] = [];
  const reason = model.avoidLabel[day]!;
  const off = model.off[day]!;
  if (off !== null) found.push({ rule: 'dayOff', units: 1, facts: { reason: off } });
  if (model.past[day] === 1) found.push({ rule: 'dayPast', units: 1, facts: {} });
  if (model.forbidden[day] === 1) found.push({ rule: 'dayForbidden', units: 1, facts: { reason } });
  const avoided = model.avoided[day]!;
  if (avoided > 0) {
    found.push({ rule: 'dayAvoided', units: avoided, facts: { reason, weight: avoided / 10 } });
  }
  for (const trainer of at.trainers) {
    const way = trainer * model.siteAt.size + at.site;
    if (at.site >= 0 && model.tooFar[way] === 1) {
      const max = problem.trainers[trainer]!.maxTravelMinutes ?? 0;
      const facts = { minutes: model.trainerMinutes[way]!, max };
      found.push({ rule: 'trainerTooFar', units: 1, facts, trainer });
    }
    if (model.away[trainer * model.dates.length + day] !== 1) continue;
    const stretch = problem.trainers[trainer]!.away.find(
      ({ from, until }) => from <= date && date <= until,
    )!;
    const facts = { from: stretch.from, until: stretch.until };
    found.push({ rule: 'trainerAway', units: 1, facts, trainer });
  }
  if (at.site >= 0 && model.closed[at.site * model.dates.length + day] === 1) {
    const closed = problem.sites[at.site]!.closed;
    const stretch = closed.find(({ from, until }) => from <= date && date <= until)!;
    const facts = { from: stretch.from, until: stretch.until };
    found.push({ rule: 'siteClosed', units: 1, facts });
  }
  const room = model.rooms[at.room];
  if (room !== undefined && people.length > room.seats) {
    const facts = { needed: people.length, available: room.seats };
    found.push({ rule: 'roomTooSmall', units: people.length - room.seats, facts });
  }
  return found.filter(({ rule }) => model.costs[RULE[rule]] !== 0);
}

/** What all that is not planned breaks by its own day. */
export function brokenByTaken(board: Board): Broken[] {
  const { model } = board;
  return model.taken.flatMap((taken, number) => {
    const at = board.takenAt[number]!;
    if (at === null) return [];
    return ownOf(model, taken, at.day).map(({ rule, facts, trainer }): Broken => {
      const here = named.taken(board, number);
      const where = trainer === undefined ? here : { ...here, ...named.trainer(board, trainer) };
      return { rule, hard: RULES[rule].hard, where, facts };
    });
  });
}

/** Each day of the span, and what something that is not planned would break there. */
export function hintsForTaken(board: Board, number: number): DayHint[] {
  const { model } = board;
  const taken = model.taken[number]!;
  const softNow = board.soft();
  const before = board.takenAt[number]!;
  board.take(number, null);
  const without = Float64Array.from(board.counts);
  const hints: DayHint[] = [];
  for (let day = 0; day < model.dates.length; day += 1) {
    if (model.outside[day] === 1) continue;
    board.take(number, { ...taken.at, day });
    const reasons: Partial<Record<RuleId, number>> = {};
    for (const { rule, units } of ownOf(model, taken, day)) {
      reasons[rule] = (reasons[rule] ?? 0) + units;
    }
    for (const [rule, id] of RULE_IDS.entries()) {
      const units = board.counts[rule]! - without[rule]!;
      if (units > 0 && model.costs[rule] !== 0) reasons[id] = (reasons[id] ?? 0) + units;
    }
    const hard = Object.entries(reasons).reduce(
      (sum, [id, units]) =>
        RULES[id as RuleId].hard ? sum + units * model.costs[RULE[id as RuleId]]! : sum,
      0,
    );
    hints.push({
      date: model.dates[day]!,
      half: halfOf(taken.at.halves),
      room: model.rooms[taken.at.room]?.id ?? null,
      hard,
      soft: Math.round((board.soft() - softNow) * 1000) / 1000,
      reasons,
    });
    board.take(number, null);
  }
  board.take(number, before);
  return hints;
}
