/**
 * Everything that can be said about the sources without running them. The steps run side by side;
 * each says one line, and all it found when it failed.
 *
 *   node build/check.ts [step …]
 */
import { availableParallelism } from 'node:os';
import { FORMATTED, LINTED } from './check/folders.ts';
import { installed } from './check/folders.ts';
import { projectRoot } from './runtime/paths.ts';
import { run } from './runtime/run.ts';

interface Step {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
}

const STEPS: readonly Step[] = [
  // Each checker works every type out by itself: several cost memory and, on two cores, time.
  {
    name: 'types',
    script: installed('@typescript/native', 'bin/tsc'),
    args: ['-b', '--checkers', '1', '--builders', '1'],
  },
  {
    name: 'lint',
    script: installed('oxlint', 'bin/oxlint'),
    args: ['--type-aware', '--deny-warnings', ...LINTED],
  },
  { name: 'boundaries', script: 'build/check/boundaries.ts', args: [] },
  { name: 'unused', script: installed('knip', 'bin/knip.js'), args: ['--no-progress'] },
  { name: 'format', script: installed('oxfmt', 'bin/oxfmt'), args: ['--check', ...FORMATTED] },
];

async function check(step: Step): Promise<boolean> {
  const started = performance.now();
  const result = await run(process.execPath, [step.script, ...step.args], { cwd: projectRoot });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const ok = result.code === 0;
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${step.name} (${seconds} s)`);
  if (!ok) console.log(`${result.stdout}${result.stderr}`.trimEnd());
  return ok;
}

const wanted = process.argv.slice(2);
const steps = STEPS.filter((step) => wanted.length === 0 || wanted.includes(step.name));
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.error(
    `No such step: ${unknown.join(', ')}. There are: ${STEPS.map((s) => s.name).join(', ')}.`,
  );
  process.exit(1);
}
const queue = [...steps];
let failed = 0;
const worker = async (): Promise<void> => {
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    if (!(await check(step))) failed += 1;
  }
};
await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, worker));
console.log(failed === 0 ? 'All checks passed.' : `${failed} of ${steps.length} checks failed.`);
if (failed > 0) process.exitCode = 1;
