import { cp, copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { cached } from './cache.ts';
import { nodeHeaders } from './headers.ts';
import { ensureCompiler } from './libraries.ts';
import { packageFolder, packageVersion } from './paths.ts';
import { RuntimeProblem } from './problem.ts';
import { run, tail } from './run.ts';
import type { Say } from './say.ts';
import { withHeartbeat } from './say.ts';

const FILE = 'better_sqlite3.node';
const COMPILE_WITHIN_MS = 20 * 60_000;
const TRY_WITHIN_MS = 30_000;
/** Raise it whenever the way of compiling changes. */
const RECIPE = 2;

/**
 * better-sqlite3 compiled for an Electron whose Node-API is older than the 10 its prebuilt binaries
 * ask for, or the one compiled earlier. The project's installed copy is not touched.
 *
 * @param executable the Electron it is for, in which it is tried out before it is kept.
 * @param electron that Electron's version.
 * @returns absolute path of the binding.
 * @throws RuntimeProblem when it cannot be compiled, with what to do.
 */
export async function nativeBindingFor(
  executable: string,
  electron: string,
  say: Say,
): Promise<string> {
  const version = packageVersion('better-sqlite3');
  const key = `better-sqlite3-${version}-electron-${electron}-${process.platform}-${process.arch}-r${RECIPE}`;
  const folder = await cached(key, async (target) => {
    await ensureCompiler(say);
    say('  3 of 4: compiling SQLite for it (one to three minutes, once per machine)');
    const work = await mkdtemp(join(workRoot(), 'bascule-sqlite-'));
    try {
      const built = await compile(work, say);
      await copyFile(built, join(target, FILE));
    } finally {
      await rm(work, { recursive: true, force: true });
    }
    say('  4 of 4: trying it out');
    await tryOut(executable, join(target, FILE));
  });
  return join(folder, FILE);
}

/** make cannot work in a folder whose path holds a space, so the compiling never happens in the clone. */
function workRoot(): string {
  return /\s/.test(tmpdir()) ? '/tmp' : tmpdir();
}

async function compile(work: string, say: Say): Promise<string> {
  const source = join(work, 'better-sqlite3');
  await copySource(source);
  // The tools are reached by a link, because the clone's own path may hold a space.
  const tools = join(work, 'tools', 'node_modules');
  await mkdir(dirname(tools));
  await symlink(dirname(packageFolder('node-gyp')), tools);
  const headers = nodeHeaders();
  const args = [
    '--preserve-symlinks',
    '--preserve-symlinks-main',
    join(tools, 'node-gyp', 'bin', 'node-gyp.js'),
    'rebuild',
    '--release',
    '--force_build=1',
    `-j${availableParallelism()}`,
    ...(headers === undefined ? [] : [`--nodedir=${headers}`]),
  ];
  const result = await withHeartbeat(say, 'compiling', () =>
    run(process.execPath, args, {
      cwd: source,
      timeoutMs: COMPILE_WITHIN_MS,
      // Its build file calls `node` by name.
      env: {
        ...process.env,
        PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
      },
    }),
  );
  if (result.code === 0) return join(source, 'build', 'Release', FILE);
  throw compileProblem(`${result.stdout}${result.stderr}`, headers);
}

async function copySource(source: string): Promise<void> {
  const original = packageFolder('better-sqlite3');
  await mkdir(source);
  for (const part of ['binding.gyp', 'deps', 'lib', 'package.json', 'src']) {
    await cp(join(original, part), join(source, part), { recursive: true });
  }
  await cp(
    packageFolder('node-addon-api', original),
    join(source, 'node_modules', 'node-addon-api'),
    {
      recursive: true,
    },
  );
  await replaceIn(join(source, 'binding.gyp'), [
    // References to strings, which it keeps, came with Node-API 10; before, they were experimental.
    ["'NAPI_VERSION=10'", "'NAPI_EXPERIMENTAL'"],
    [", '-flto'],", '],'],
  ]);
  // Half the compiling time; this build is never shipped, and benchmarks do not use it.
  await replaceIn(join(source, 'deps', 'common.gypi'), [["'-O3'", "'-O1'"]]);
}

async function replaceIn(file: string, pairs: readonly [string, string][]): Promise<void> {
  let text = await readFile(file, 'utf8');
  for (const [from, to] of pairs) {
    if (!text.includes(from)) {
      throw new RuntimeProblem(
        `better-sqlite3 ${packageVersion('better-sqlite3')} is built in another way than the one known here: build/runtime/binding.ts needs a look.`,
      );
    }
    text = text.replace(from, to);
  }
  await writeFile(file, text);
}

function compileProblem(output: string, headers: string | undefined): RuntimeProblem {
  if (/No space left|ENOSPC/.test(output)) {
    return new RuntimeProblem(
      `The disk that holds ${workRoot()} is full: free about 200 MB there, or set TMPDIR to another folder.`,
    );
  }
  if (headers === undefined) {
    return new RuntimeProblem(
      'Node’s header files, needed to compile SQLite, are not on this machine and could not be downloaded: install them (on Debian: libnode-dev), or set npm_config_nodedir to the folder whose include/node holds them.',
    );
  }
  return new RuntimeProblem(`SQLite could not be compiled:\n${tail(output, 25)}`);
}

/** Opens a database in that Electron's Node: a binding that does not load must not be kept. */
async function tryOut(executable: string, binding: string): Promise<void> {
  const script = `
    const Database = require(process.argv[1]);
    const db = new Database(':memory:', { nativeBinding: process.argv[2] });
    db.prepare('select sqlite_version()').get();`;
  const result = await run(executable, ['-e', script, packageFolder('better-sqlite3'), binding], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: '' },
    timeoutMs: TRY_WITHIN_MS,
  });
  if (result.code !== 0) {
    throw new RuntimeProblem(
      `SQLite was compiled but does not work in this Electron:\n${tail(result.stderr)}`,
    );
  }
}
