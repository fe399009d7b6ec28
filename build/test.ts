/**
 * Runs all tests: prepares the Electron runtime, builds the program, runs every vitest project, and
 * ends with the line `N passed, N failed`.
 *
 *   node build/test.ts [arguments of vitest …]      such as  --project unit kit
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installed } from './check/folders.ts';
import { RuntimeProblem } from './runtime/problem.ts';
import { resolveRuntime } from './runtime/resolve.ts';
import { projectRoot } from './runtime/paths.ts';
import { count } from './testCount.ts';

const given = process.argv.slice(2);
const endToEnd = !given.some((argument) => argument.startsWith('--project'));
// Without a runtime the other tests are still worth running; those that need it count as failed.
const lacksRuntime = endToEnd && !(await prepared());
const folder = await mkdtemp(join(tmpdir(), 'bascule-test-'));
const report = join(folder, 'report.json');
const code = await vitest([
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...(lacksRuntime ? ['--project=!e2e'] : []),
  ...given,
]);
const result = count(await readFile(report, 'utf8').catch(() => undefined), code);
await rm(folder, { recursive: true, force: true });
const failed = result.failed + (lacksRuntime ? 1 : 0);
if (lacksRuntime) console.log('The end-to-end tests did not run: there is no Electron to start.');
process.exitCode = failed > 0 ? 1 : 0;
console.log(`${result.passed} passed, ${failed} failed`);

async function prepared(): Promise<boolean> {
  try {
    console.log((await resolveRuntime()).why);
    return true;
  } catch (error) {
    if (!(error instanceof RuntimeProblem)) throw error;
    console.error(error.message);
    return false;
  }
}

function vitest(args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [installed('vitest', 'vitest.mjs'), ...args], {
      cwd: projectRoot,
      stdio: 'inherit',
    });
    child.once('error', reject);
    child.once('close', (exit) => resolve(exit ?? 1));
  });
}
