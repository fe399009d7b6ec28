/** Writes every source file in the project's one style. */
import { FORMATTED, installed } from './check/folders.ts';
import { projectRoot } from './runtime/paths.ts';
import { run } from './runtime/run.ts';

const args = [installed('oxfmt', 'bin/oxfmt'), ...FORMATTED];
const result = await run(process.execPath, args, { cwd: projectRoot });
process.stdout.write(result.stdout);
process.stderr.write(result.stderr);
process.exitCode = result.code;
