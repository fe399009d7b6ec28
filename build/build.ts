/**
 * Builds the desktop program into `out/`, unless what is there is already built from the sources
 * as they are.
 *
 *   node build/build.ts [--force]
 */
import { build } from 'electron-vite';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from './runtime/paths.ts';
import { fingerprint } from './stale.ts';

/** Everything a bundle is made from. */
const INPUTS = [
  'main',
  'renderer',
  'shared',
  'build/electron.vite.config.ts',
  'package.json',
  'package-lock.json',
];
const STAMP = join(projectRoot, 'out', 'built-from.txt');

/**
 * Builds what is stale and says in one line what it did.
 *
 * @param force build even if nothing changed.
 * @returns true when it built, false when there was nothing to do.
 */
export async function buildIfStale(force = false): Promise<boolean> {
  const now = await fingerprint(projectRoot, INPUTS);
  const before = await readFile(STAMP, 'utf8').catch(() => '');
  if (!force && before === now) {
    console.log('The program is built from the sources as they are.');
    return false;
  }
  const started = performance.now();
  // Without its stamp, a build that is interrupted is not taken for a finished one.
  await rm(STAMP, { force: true });
  await build({
    root: projectRoot,
    configFile: join(projectRoot, 'build', 'electron.vite.config.ts'),
    logLevel: 'warn',
  });
  await writeFile(STAMP, now);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`Built the program into out/ in ${seconds} s.`);
  return true;
}

if (import.meta.main) await buildIfStale(process.argv.includes('--force'));
