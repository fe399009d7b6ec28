import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RuntimeProblem } from './problem.ts';
import { run } from './run.ts';

const PROGRAM: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  win32: 'electron.exe',
};

export interface Override {
  readonly executable: string;
  readonly dist: string;
  readonly version: string;
}

/**
 * The Electron named by `ELECTRON_OVERRIDE_DIST_PATH`, Electron's own variable for a runtime that
 * lives elsewhere; undefined when it is not set.
 *
 * @throws RuntimeProblem when it is set and there is no Electron there.
 */
export async function overriddenElectron(): Promise<Override | undefined> {
  const folder = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (folder === undefined || folder === '') return undefined;
  const dist = resolve(folder);
  const executable = join(dist, PROGRAM[process.platform] ?? 'electron');
  const version = existsSync(executable) ? await versionOf(dist, executable) : undefined;
  if (version === undefined) {
    throw new RuntimeProblem(
      `ELECTRON_OVERRIDE_DIST_PATH is ${folder}, but there is no Electron in that folder: correct the variable or unset it.`,
    );
  }
  return { executable, dist, version };
}

/** Releases carry a file `version`; a distributor's build may not, so then the program is asked. */
async function versionOf(dist: string, executable: string): Promise<string | undefined> {
  const file = join(dist, 'version');
  if (existsSync(file)) return readFileSync(file, 'utf8').trim().replace(/^v/, '');
  const asked = await run(executable, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 10_000,
  });
  return asked.code === 0 ? asked.stdout.trim() : undefined;
}
