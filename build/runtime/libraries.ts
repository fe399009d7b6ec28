import { needsOwnDisplay } from './display.ts';
import { installCommand, installPackages, isDebian } from './packages.ts';
import { RuntimeProblem } from './problem.ts';
import { exists, run } from './run.ts';
import type { Say } from './say.ts';

/** The Debian packages that bring everything Electron links to. */
const ELECTRON_PACKAGES = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];
/** Commands that compiling needs, each with the Debian package that brings it. */
const COMPILER: Readonly<Record<string, string>> = {
  'c++': 'build-essential',
  make: 'build-essential',
  python3: 'python3',
};

/** The shared libraries a Linux program asks for and this machine does not have, by file name. */
export async function missingLibraries(executable: string): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const { stdout } = await run('ldd', [executable]);
  const names = stdout.matchAll(/^\s*(\S+) => not found/gm);
  return [...new Set([...names].map((match) => match[1] ?? ''))];
}

/**
 * Sees to it that Electron can start: its system libraries and, where there is no screen, Xvfb. As
 * root on Debian or Ubuntu it installs what is missing.
 *
 * @throws RuntimeProblem naming what is missing and the one command to type.
 */
export async function ensureLibraries(executable: string, say: Say): Promise<void> {
  if (process.platform !== 'linux') return;
  const libraries = await missingLibraries(executable);
  const xvfb = needsOwnDisplay() && !(await exists('Xvfb'));
  if (libraries.length === 0 && !xvfb) return;
  const what = [...libraries, ...(xvfb ? ['Xvfb, for want of a screen'] : [])];
  await provide(
    what,
    [...(libraries.length > 0 ? ELECTRON_PACKAGES : []), ...(xvfb ? ['xvfb'] : [])],
    say,
  );
  const still = await missingLibraries(executable);
  if (still.length > 0) {
    throw new RuntimeProblem(`Electron still lacks these system libraries: ${still.join(', ')}.`);
  }
}

/**
 * Sees to it that a C++ compiler, make and Python are there, in the same way.
 *
 * @throws RuntimeProblem naming what is missing and the one command to type.
 */
export async function ensureCompiler(say: Say): Promise<void> {
  const missing: string[] = [];
  for (const command of Object.keys(COMPILER)) {
    if (!(await exists(command))) missing.push(command);
  }
  if (missing.length === 0) return;
  await provide(missing, [...new Set(missing.map((command) => COMPILER[command] ?? command))], say);
}

async function provide(what: string[], packages: string[], say: Say): Promise<void> {
  const list = what.join(', ');
  if (!(await isDebian())) {
    throw new RuntimeProblem(
      `This machine lacks ${list}: install the packages that bring them with your system's package manager.`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new RuntimeProblem(`This machine lacks ${list}. Type: ${await installCommand(packages)}`);
  }
  say(`  this machine lacks ${list}: installing ${packages.length} packages with apt-get`);
  await installPackages(packages, say);
}
