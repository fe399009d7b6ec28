import type { Board } from './board.ts';
import type { Placement } from './placement.ts';
import { boardOf, halfOf, placementOf, setGroup } from './load.ts';
import { AFTERNOON, MORNING, modelOf, WHOLE_DAY } from './model.ts';
import { listBroken } from './broken.ts';
import { scoreOf } from './planOf.ts';
import type { Broken, DayHint, PlanDraft, PlanProblem, Score } from './planner.types.ts';
import { roomFor } from './roomChoice.ts';
import { RULE, RULE_IDS, type RuleId } from './rules.ts';
import { brokenByTaken, hintsForTaken } from './taken.ts';

/**
 * Checks one draft after another of the same problem. What has not changed since the draft before (the
 * same objects) is not counted anew: that makes it fast enough for each key and each drag.
 */
export interface Checker {
  /** Every rule that a draft breaks, hard ones first. */
  check(plan: PlanDraft): readonly Broken[];
  score(plan: PlanDraft): Score;
  /**
   * Each day of the span, and what a session would break there with its trainers and site.
   * @returns no days when the draft has no such session
   */
  whyNot(plan: PlanDraft, session: string): readonly DayHint[];
}

/** Makes a checker; the problem must not change under it. */
export function createChecker(problem: PlanProblem): Checker {
  let now: { plan: PlanDraft; board: Board } | null = null;
  const load = (plan: PlanDraft): Board => {
    if (now !== null && follows(now.board, now.plan, plan)) now = { plan, board: now.board };
    else {
      const model = modelOf(
        problem,
        plan.sessions.map(({ day }) => day),
      );
      now = { plan, board: boardOf(model, plan) };
    }
    return now.board;
  };
  return {
    check: (plan) => {
      const board = load(plan);
      const broken = [...listBroken(board).map((one) => one.broken), ...brokenByTaken(board)];
      return broken.sort((a, b) => Number(b.hard) - Number(a.hard));
    },
    score: (plan) => scoreOf(load(plan)),
    whyNot: (plan, session) => hintsFor(load(plan), session),
  };
}

/** Every rule that a plan breaks, hard ones first. For one draft after another: {@link createChecker}. */
export function checkPlan(problem: PlanProblem, plan: PlanDraft): readonly Broken[] {
  return createChecker(problem).check(plan);
}

/** Each day of the span, and what a session would break there: see {@link Checker}. */
export function whyNot(problem: PlanProblem, plan: PlanDraft, session: string): readonly DayHint[] {
  return createChecker(problem).whyNot(plan, session);
}

/** Brings a board from one draft to the next; false when they are too different for that. */
function follows(board: Board, from: PlanDraft, to: PlanDraft): boolean {
  if (from === to) return true;
  const same =
    from.groups.length === to.groups.length &&
    from.sessions.length === to.sessions.length &&
    to.groups.every(
      ({ id, track }, at) => from.groups[at]!.id === id && from.groups[at]!.track === track,
    ) &&
    to.sessions.every((session, at) => {
      const before = from.sessions[at]!;
      if (before === session) return true;
      const { id, group, module } = before;
      return session.id === id && session.group === group && session.module === module;
    });
  if (!same || to.sessions.some(({ day }) => !board.model.dayAt.has(day))) return false;
  if (to.groups.some((group, at) => group !== from.groups[at])) {
    const groupAt = new Map(board.groups.map(({ id }, at) => [id, at]));
    for (const [at, group] of to.groups.entries()) {
      const number = groupAt.get(group.id);
      if (group !== from.groups[at] && number !== undefined) setGroup(board, number, group);
    }
  }
  const changed = to.sessions.filter((session, at) => session !== from.sessions[at]);
  if (changed.length > 0) {
    const sessionAt = new Map(board.sessions.map(({ id }, at) => [id, at]));
    for (const session of changed) {
      const number = sessionAt.get(session.id);
      if (number !== undefined) board.place(number, placementOf(board.model, session));
    }
  }
  return true;
}

function hintsFor(board: Board, id: string): DayHint[] {
  const session = board.sessions.findIndex((one) => one.id === id);
  if (session === -1) {
    const taken = board.model.taken.findIndex((one) => one.id === id);
    return taken === -1 ? [] : hintsForTaken(board, taken);
  }
  const { model } = board;
  const { group, module } = board.sessions[session]!;
  const { whole, remote } = model.tracks[board.groups[group]!.track]!.modules[module]!;
  const present = board.at[session]!;
  const softNow = board.soft();
  const site = remote ? -1 : (present?.site ?? board.site[group]!);
  const trainers = present?.trainers ?? board.trainers[group]!;
  const people = board.members[group]!.length;
  board.place(session, null);
  const without = Float64Array.from(board.counts);
  without[RULE.sessionMissing]! -= 1;
  const hints: DayHint[] = [];
  for (let day = 0; day < model.dates.length; day += 1) {
    if (model.outside[day] === 1) continue;
    let best: DayHint | null = null;
    for (const halves of whole ? [WHOLE_DAY] : [MORNING, AFTERNOON]) {
      const room = roomFor(board, site, day, halves, people, present?.room ?? -1);
      const at: Placement = { day, halves, site, room, trainers };
      board.place(session, at);
      const hint = hintAt(board, at, without, softNow);
      board.place(session, null);
      if (
        best === null ||
        hint.hard < best.hard ||
        (hint.hard === best.hard && hint.soft < best.soft)
      ) {
        best = hint;
      }
    }
    hints.push(best!);
  }
  board.place(session, present);
  return hints;
}

function hintAt(board: Board, at: Placement, without: Float64Array, softNow: number): DayHint {
  const { costs, hardRules, rooms, dates } = board.model;
  const reasons: Partial<Record<RuleId, number>> = {};
  let hard = 0;
  for (const [rule, id] of RULE_IDS.entries()) {
    const units = board.counts[rule]! - without[rule]!;
    if (units <= 0 || costs[rule] === 0) continue;
    reasons[id] = units;
    if (hardRules[rule] === 1) hard += units * costs[rule]!;
  }
  return {
    date: dates[at.day]!,
    half: halfOf(at.halves),
    room: rooms[at.room]?.id ?? null,
    hard,
    soft: Math.round((board.soft() - softNow) * 1000) / 1000,
    reasons,
  };
}
