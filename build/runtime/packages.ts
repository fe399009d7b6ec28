import { RuntimeProblem } from './problem.ts';
import { exists, run, tail } from './run.ts';
import type { Say } from './say.ts';
import { withHeartbeat } from './say.ts';

const INSTALL_WITHIN_MS = 15 * 60_000;

/** True on Debian, Ubuntu and what descends from them. */
export function isDebian(): Promise<boolean> {
  return exists('apt-get');
}

/** The one command a person types to install these packages. */
export async function installCommand(packages: readonly string[]): Promise<string> {
  const names = await currentNames(packages);
  return `sudo apt-get update && sudo apt-get install -y ${names.join(' ')}`;
}

/**
 * Installs Debian packages; needs root.
 *
 * @throws RuntimeProblem when apt-get fails, with the end of what it said.
 */
export async function installPackages(packages: readonly string[], say: Say): Promise<void> {
  await apt(['update'], 'apt-get update', say);
  const names = await currentNames(packages);
  const args = ['install', '-y', '--no-install-recommends', ...names];
  await apt(args, `installing ${names.join(' ')}`, say);
}

async function apt(args: readonly string[], what: string, say: Say): Promise<void> {
  const result = await withHeartbeat(say, what, () =>
    run('apt-get', ['-q', ...args], {
      timeoutMs: INSTALL_WITHIN_MS,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }),
  );
  if (result.code !== 0) {
    throw new RuntimeProblem(
      `apt-get ${args.join(' ')} failed:\n${tail(result.stderr || result.stdout)}`,
    );
  }
}

/**
 * Debian 13 and Ubuntu 24.04 renamed libraries whose time_t grew to 64 bits (libgtk-3-0t64); the old
 * names are gone or ambiguous there. The package lists tell which name this system knows.
 */
async function currentNames(packages: readonly string[]): Promise<string[]> {
  return Promise.all(
    packages.map(async (name) => {
      const renamed = `${name}t64`;
      const known = await run('apt-cache', ['show', '--no-all-versions', renamed]);
      return known.code === 0 && known.stdout.includes(`Package: ${renamed}`) ? renamed : name;
    }),
  );
}
