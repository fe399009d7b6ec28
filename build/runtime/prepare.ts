/**
 * Prepares the Electron runtime and says in one sentence which one was taken and why.
 *
 *   node build/runtime/prepare.ts [--retry]
 *
 * `--retry` asks the official release host again even if it did not answer less than a day ago.
 */
import { launchArguments } from './launch.ts';
import { reportAndFail } from './problem.ts';
import { resolveRuntime } from './resolve.ts';

try {
  const runtime = await resolveRuntime({ retry: process.argv.includes('--retry') });
  const { args, why } = await launchArguments(runtime.dist);
  console.log(runtime.why);
  console.log(
    `It is started with ${args.length === 0 ? 'no extra argument' : args.join(' ')}: ${why}`,
  );
} catch (error) {
  reportAndFail(error);
}
