import { existsSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setGlobalProxyFromEnv } from 'node:http';
import { cacheFolder, makeCacheFolder } from './cache.ts';
import { packageFolder, packageVersion } from './paths.ts';
import { run, tail } from './run.ts';
import type { Say } from './say.ts';
import { withHeartbeat } from './say.ts';

/** How long the release host may take to answer at all: some proxies swallow packets without a word. */
const ANSWER_WITHIN_MS = 20_000;
/** How long a download may take once the host has answered: about 120 MB, on a slow line. */
const DOWNLOAD_WITHIN_MS = 15 * 60_000;
const REMEMBER_MS = 24 * 60 * 60 * 1000;

export type Official =
  | { readonly found: true; readonly executable: string; readonly dist: string }
  | { readonly found: false; readonly reason: string };

/** The Electron version the product depends on and ships with. */
export function officialVersion(): string {
  return packageVersion('electron');
}

/**
 * The official Electron: already unpacked in the `electron` package, or downloaded by that package's
 * own installer. A failure is remembered for a day, so that later starts do not wait again.
 *
 * @param retry try the download even if it failed less than a day ago.
 */
export async function officialElectron(say: Say, retry: boolean): Promise<Official> {
  const installed = unpacked();
  if (installed !== undefined) return installed;
  const remembered = retry ? undefined : await rememberedFailure();
  if (remembered !== undefined) return { found: false, reason: remembered };
  const reason = await download(say);
  if (reason === undefined) {
    const downloaded = unpacked();
    if (downloaded !== undefined) return downloaded;
  }
  const failure = reason ?? 'its installer left no program behind';
  await remember(failure);
  return { found: false, reason: failure };
}

function unpacked(): Official | undefined {
  const folder = packageFolder('electron');
  const dist = join(folder, 'dist');
  const pathFile = join(folder, 'path.txt');
  if (!existsSync(pathFile)) return undefined;
  const executable = join(dist, readFileSync(pathFile, 'utf8').trim());
  return existsSync(executable) ? { found: true, executable, dist } : undefined;
}

/** Downloads the release; undefined when done, otherwise why not, as the end of a sentence. */
async function download(say: Say): Promise<string | undefined> {
  say(`  Electron ${officialVersion()}: asking its release host`);
  const refusal = await hostRefusal();
  if (refusal !== undefined) return refusal;
  const result = await withHeartbeat(say, 'downloading Electron', () =>
    run(process.execPath, [join(packageFolder('electron'), 'install.js')], {
      timeoutMs: DOWNLOAD_WITHIN_MS,
      env: { ...process.env, NODE_USE_ENV_PROXY: '1' },
    }),
  );
  if (result.code === 0) return undefined;
  return `its download failed: ${tail(result.stderr, 1) || `exit code ${result.code}`}`;
}

/** Asks for the release's headers only. Undefined when the host would serve it. */
async function hostRefusal(): Promise<string | undefined> {
  const url = releaseAddress();
  const restore = setGlobalProxyFromEnv();
  try {
    const answer = await fetch(url, {
      method: 'HEAD',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return answer.ok ? undefined : `${url.host} answered ${answer.status}`;
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return timedOut
      ? `${url.host} did not answer within ${ANSWER_WITHIN_MS / 1000} s`
      : `${url.host} cannot be reached`;
  } finally {
    restore();
  }
}

/** The address `@electron/get` downloads from, with the mirror variables that are in common use. */
function releaseAddress(): URL {
  const version = officialVersion();
  const mirror =
    process.env['npm_config_electron_mirror'] ??
    process.env['ELECTRON_MIRROR'] ??
    'https://github.com/electron/electron/releases/download/v';
  const folder =
    process.env['npm_config_electron_custom_dir'] ?? process.env['ELECTRON_CUSTOM_DIR'] ?? version;
  const file = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  return new URL(`${mirror}${folder.replace('{{ version }}', version)}/${file}`);
}

interface Failure {
  readonly at: number;
  readonly reason: string;
}

function failureFile(): string {
  return join(cacheFolder(), `electron-${officialVersion()}-unreachable.json`);
}

async function rememberedFailure(): Promise<string | undefined> {
  try {
    const failure = JSON.parse(await readFile(failureFile(), 'utf8')) as Failure;
    const age = Date.now() - failure.at;
    // A clock set back must not make the failure last for ever.
    return age >= 0 && age < REMEMBER_MS ? failure.reason : undefined;
  } catch {
    return undefined;
  }
}

/** Best effort: without it the next start only waits again. */
async function remember(reason: string): Promise<void> {
  const failure: Failure = { at: Date.now(), reason };
  try {
    await makeCacheFolder();
    await writeFile(failureFile(), JSON.stringify(failure));
  } catch {
    // The fallback, which needs the same folder, says what is wrong with it.
  }
}
