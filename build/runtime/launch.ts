import { existsSync, readFileSync, statSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './run.ts';

/** Below this Chromium's processes die when a page is large; Docker gives 64 MB. */
const ENOUGH_SHARED_MEMORY = 128 * 1024 * 1024;
const APPARMOR_SWITCH = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';

export interface LaunchArguments {
  /** What to put before the program's own arguments. */
  readonly args: readonly string[];
  /** One sentence for each argument, or for there being none. */
  readonly why: string;
}

/**
 * The arguments Electron needs on this machine, and why. Chromium's operating-system sandbox is
 * only given up where it cannot be had; the pages' own restrictions (`sandbox: true`, no Node) do
 * not depend on it.
 *
 * @param dist the folder of the Electron to start.
 */
export async function launchArguments(dist: string): Promise<LaunchArguments> {
  if (process.platform !== 'linux') return { args: [], why: 'Nothing is needed here.' };
  const sandbox = await sandboxArguments(dist);
  return hasEnoughSharedMemory()
    ? sandbox
    : {
        args: [...sandbox.args, '--disable-dev-shm-usage'],
        why: `${sandbox.why} /dev/shm is missing or small, so shared memory goes to /tmp.`,
      };
}

async function sandboxArguments(dist: string): Promise<LaunchArguments> {
  if (process.getuid?.() === 0) {
    return { args: ['--no-sandbox'], why: 'Chromium refuses its sandbox to root.' };
  }
  if (hasSetuidHelper(dist)) return { args: [], why: 'The setuid sandbox helper is in place.' };
  if (await hasUserNamespaces()) {
    return { args: [], why: 'User namespaces are open to this user, and carry the sandbox.' };
  }
  const helper = join(dist, 'chrome-sandbox');
  return {
    args: ['--no-sandbox'],
    why:
      'This system gives ordinary users no namespaces, and the sandbox helper is not set up ' +
      `(sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}' would do it).`,
  };
}

function hasSetuidHelper(dist: string): boolean {
  const helper = join(dist, 'chrome-sandbox');
  if (!existsSync(helper)) return false;
  const { uid, mode } = statSync(helper);
  return uid === 0 && (mode & 0o4001) === 0o4001;
}

/** Whether a namespace can be made and used; Ubuntu lets one be made but not used. */
async function hasUserNamespaces(): Promise<boolean> {
  if (existsSync(APPARMOR_SWITCH) && readFileSync(APPARMOR_SWITCH, 'utf8').trim() === '1') {
    return false;
  }
  return (await run('unshare', ['--user', '--map-root-user', '--net', 'true'])).code === 0;
}

function hasEnoughSharedMemory(): boolean {
  try {
    const { bsize, blocks } = statfsSync('/dev/shm');
    return bsize * blocks >= ENOUGH_SHARED_MEMORY;
  } catch {
    return false;
  }
}
