import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder, projectRoot } from '../runtime/paths.ts';

const SOURCES = ['shared', 'main', 'renderer', 'server', 'build', 'test'];
const present = (name: string): boolean => existsSync(join(projectRoot, name));

/** The folders the linter reads: named one by one, so that it never wanders into what was built. */
export const LINTED: readonly string[] = [...SOURCES, 'vitest.config.ts'].filter(present);

/** What has one way of being written. */
export const FORMATTED: readonly string[] = [
  ...SOURCES,
  'vitest.config.ts',
  'tsconfig.json',
  'knip.json',
  'package.json',
  '.oxlintrc.json',
  '.oxfmtrc.json',
].filter(present);

/** Absolute path of a program inside an installed package. */
export function installed(name: string, program: string): string {
  return join(packageFolder(name), program);
}
