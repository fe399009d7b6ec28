/**
 * The training planner: a year's plan of the practice data, the same after a trainer has fallen ill, and
 * ten academies at once, each held against a plan made greedily in the same run.
 * `npm run bench:training -- --json` prints an array of figures in milliseconds, with what the plans
 * cost; without `--json`, a table. `--only NAME` runs those with a part of the name.
 */
import { parseArgs } from 'node:util';
import { addDays } from '../../../shared/kernel/dates.ts';
import { createChecker } from '../../../shared/training/planner/checkPlan.ts';
import type { PlanProblem } from '../../../shared/training/planner/planner.types.ts';
import { type Figure, figureOf, round, timed } from '../measure.ts';
import { amiensProblem, timesAs } from './amiens.ts';
import { greedy, search, withIllTrainer } from './runs.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
  },
});
const SEED = 1;
const WEEK = 7;
const TIMES = 10;
const figures: Figure[] = [];

function compare(name: string, problem: PlanProblem, n: number): void {
  process.stderr.write(`${name} …\n`);
  const values: number[] = [];
  const bases: number[] = [];
  let last = { run: search(problem, SEED), base: greedy(problem) };
  for (let index = 0; index < n; index += 1) {
    if (index > 0) last = { base: greedy(problem), run: search(problem, SEED + index) };
    values.push(last.run.ms);
    bases.push(last.base.ms);
  }
  const { run, base } = last;
  figures.push({
    ...figureOf(name, 'ms', values, bases),
    legalMs: run.legalMs === null ? null : round(run.legalMs),
    longestStepMs: round(run.longestStepMs),
    ...run.plan.score,
    greedyHard: base.plan.score.hard,
    greedySoft: base.plan.score.soft,
    softRatio: round(run.plan.score.soft / base.plan.score.soft),
    groups: run.plan.groups.length,
    sessions: run.plan.sessions.length,
    moved: run.plan.moved,
  });
}

/** One edited session of a large plan, checked; held against checking the plan from nothing. */
async function checking(problem: PlanProblem): Promise<void> {
  process.stderr.write('check-edit …\n');
  const { plan } = greedy(problem);
  const checker = createChecker(problem);
  checker.check(plan);
  const values: number[] = [];
  const bases: number[] = [];
  for (let index = 0; index < 20; index += 1) {
    const at = (index * 7) % plan.sessions.length;
    const day = problem.days[(index * 5) % problem.days.length]!.date;
    const sessions = plan.sessions.with(at, { ...plan.sessions[at]!, day });
    values.push(await timed(() => checker.check({ ...plan, sessions })));
    bases.push(await timed(() => createChecker(problem).check({ ...plan, sessions })));
  }
  figures.push(figureOf('check-edit', 'ms', values, bases));
}

const amiens = amiensProblem();
const wants = (name: string): boolean => name.includes(options.only);
if (wants('demo')) compare('demo', amiens, 3);
if (wants('re-plan')) {
  const { plan } = search(amiens, SEED);
  const { day, trainers } = plan.sessions[plan.sessions.length >> 1]!;
  const until = addDays(day, WEEK - 1);
  compare('re-plan', withIllTrainer(amiens, plan, trainers[0]!, day, until), 3);
}
const ten = timesAs(amiens, TIMES);
if (wants('x10')) compare('x10', ten, 1);
if (wants('check-edit')) await checking(ten);

if (options.json) console.log(JSON.stringify(figures));
else console.table(figures);
