import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amiensProblem } from '../../../test/bench/training/amiens.ts';
import { Board } from './board.ts';
import { listBroken } from './broken.ts';
import { build } from './building.ts';
import { lineUp, tiesOf } from './lineUp.ts';
import { boardOf } from './load.ts';
import { modelOf } from './model.ts';
import { Moves } from './moves.ts';
import { pairPool } from './pairing.ts';
import { planOf } from './planOf.ts';
import type { PlanProblem } from './planner.types.ts';
import { SeededRandom } from './random.ts';
import { RULE_IDS, type RuleId } from './rules.ts';
import { smallProblem } from './testing/smallProblem.ts';

/** Told one by one above a threshold only: their units say more than the list. */
const THRESHOLDS: readonly RuleId[] = ['travelLong', 'groupOffAim'];

/** Makes a problem narrow: illness, deadlines, closed sites, full weeks, halved rooms. */
function narrowed(problem: PlanProblem, random: SeededRandom): PlanProblem {
  const some = (share: number): boolean => random.next() < share;
  const day = (): string => random.of(problem.days).date;
  const stretch = (): { from: string; until: string } => {
    const [from, until] = [day(), day()].sort();
    return { from: from!, until: until! };
  };
  return {
    ...problem,
    days: problem.days.map((one) =>
      some(0.1) ? { ...one, avoid: { label: 'busy', weight: some(0.5) ? 1.5 : Infinity } } : one,
    ),
    tracks: problem.tracks.map((track) => ({
      ...track,
      max: track.aim - (some(0.3) ? 1 : 0),
      modules: track.modules.map((module) => ({
        ...module,
        halfDays: some(0.4) ? 1 : module.halfDays,
        remote: some(0.1),
        ...(some(0.2) ? { notBefore: day() } : {}),
        ...(some(0.2) ? { notAfter: day() } : {}),
      })),
    })),
    people: problem.people.map((one) => (some(0.05) ? { ...one, deadline: day() } : one)),
    trainers: problem.trainers
      .filter(() => some(0.8))
      .map((one) => ({
        ...one,
        maxTravelMinutes: some(0.5) ? 45 : null,
        maxDaysPerWeek: some(0.5) ? 1 : null,
        away: some(0.3) ? [stretch()] : [],
      })),
    sites: problem.sites.map((site) => ({
      ...site,
      rooms: site.rooms.filter(() => some(0.8)).map((room) => ({ ...room, seats: room.seats - 4 })),
      closed: some(0.3) ? [stretch()] : [],
    })),
    taken: Array.from({ length: 4 }, (_, at) => {
      const site = random.of(problem.sites);
      return {
        id: `taken-${at}`,
        label: 'Webinar',
        day: day(),
        half: random.of(['morning', 'afternoon', 'day'] as const),
        site: site.id,
        room: random.of(site.rooms).id,
        trainers: problem.trainers.filter(() => some(0.3)).map(({ id }) => id),
        people: problem.people.filter(() => some(0.5)).map(({ id }) => id),
      };
    }),
  };
}

/** A plan that exists, some of it pinned or held. */
function existing(problem: PlanProblem, board: Board, random: SeededRandom): PlanProblem {
  const plan = planOf(board);
  return {
    ...problem,
    groups: plan.groups.map(({ site, ...group }) => ({
      ...group,
      site: site ?? undefined,
      pinned: random.next() < 0.2,
      pinnedMembers: group.members.slice(0, 2),
    })),
    sessions: plan.sessions.map((session) => ({
      ...session,
      pinned: random.next() < 0.2,
      held: random.next() < 0.2,
    })),
  };
}

function built(problem: PlanProblem): Board {
  const board = lineUp(modelOf(problem));
  for (const work = build(board, pairPool(board)); work.next().done !== true;);
  return board;
}

describe('a plan under work', () => {
  it.each([
    ['small', smallProblem()],
    ['practice data', amiensProblem()],
  ])('counts after random changes what a count from nothing gives (%s)', (_, problem) => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 150 }), (seed, count) => {
        const random = new SeededRandom(seed);
        const narrow = narrowed(problem, random);
        const board = built(existing(narrow, built(narrow), random));
        const moves = new Moves(board, tiesOf(board), pairPool(board), random);
        for (let move = 0; move < count; move += 1) {
          const before = Float64Array.from(board.counts);
          board.begin();
          moves.one();
          if (random.next() < 0.5) board.keep();
          else {
            board.undo();
            expect(board.counts).toEqual(before);
          }
        }
        const fresh = new Board(board.model, board.groups, board.sessions, board.homeGroup);
        fresh.restore(board.snapshot());
        expect(board.counts).toEqual(fresh.counts);
        // A plan says all that a board knows.
        const plan = planOf(board);
        expect(plan.score).toEqual(planOf(boardOf(board.model, plan)).score);
        // What is listed is what is counted, rule by rule.
        const listed = new Map<RuleId, number>();
        for (const { broken, units } of listBroken(board)) {
          listed.set(broken.rule, (listed.get(broken.rule) ?? 0) + units);
        }
        for (const [rule, id] of RULE_IDS.entries()) {
          if (!THRESHOLDS.includes(id)) expect(listed.get(id) ?? 0, id).toBe(board.counts[rule]);
        }
      }),
      { numRuns: 30 },
    );
  });
});
