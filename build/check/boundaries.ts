/**
 * Checks who imports whom. Fails on a forbidden import, and also when hardly any file was looked
 * at: the tool counts zero files as a success.
 */
import { existsSync } from 'node:fs';
import { cruise, format } from 'dependency-cruiser';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { projectRoot } from '../runtime/paths.ts';

/** Fewer files than this, and the tool has not understood the sources. Raise it as they grow. */
const AT_LEAST = 60;
const FOLDERS = ['shared', 'main', 'renderer', 'server', 'build', 'test'];

process.chdir(projectRoot);
const { forbidden, options } = createRequire(import.meta.url)(
  join(projectRoot, 'build', 'boundaries.cjs'),
) as { forbidden: object[]; options: object };
const { output } = await cruise(
  FOLDERS.filter((folder) => existsSync(folder)),
  {
    ...options,
    validate: true,
    ruleSet: { forbidden },
  } as Parameters<typeof cruise>[1],
);
if (typeof output === 'string') throw new Error('dependency-cruiser gave a text, not a result.');
const looked = output.modules.filter((module) => !module.source.includes('node_modules')).length;
const report = await format(output, { outputType: 'err' });
if (typeof report.output === 'string') console.log(report.output.trim());
if (looked < AT_LEAST) {
  console.error(
    `Only ${looked} files were looked at, fewer than ${AT_LEAST}: nothing was checked.`,
  );
  process.exitCode = 1;
}
if (output.summary.error > 0) process.exitCode = 1;
