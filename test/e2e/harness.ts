import type { ElectronApplication, Page } from 'playwright-core';
import { mkdir, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { _electron } from 'playwright-core';
import { inject } from 'vitest';
import { projectRoot } from '../../build/runtime/paths.ts';
import { runtimeEnvironment } from '../../build/runtime/runtime.ts';

/** The program, held until the driver is attached. */
const HELD = join(projectRoot, 'test', 'e2e', 'held.mjs');
/** How long the program may take to show its first window. */
const START_WITHIN_MS = 60_000;
const CLOSE_WITHIN_MS = 15_000;
/** How often a process is looked at while waiting for its end. */
const LOOK_EVERY_MS = 20;

export interface StartOptions {
  /** The folder the program keeps everything in. */
  readonly data: string;
  /** Arguments after the program's own folder. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Running {
  readonly app: ElectronApplication;
  /** The first window, with its document loaded. */
  readonly window: Page;
  /** Process id of the program's main process. */
  readonly pid: number;
  /** What the program wrote to standard output and standard error so far. */
  readonly output: () => string;
}

/**
 * Starts the built program on a data folder of its own and waits for its first window.
 *
 * @throws when no window shows within a minute; the error ends with what the program wrote.
 */
export async function start(options: StartOptions): Promise<Running> {
  const { runtime, args, display } = inject('start');
  const app = await _electron.launch({
    executablePath: runtime.executable,
    args: [...args, HELD, '--data', options.data, ...(options.args ?? [])],
    cwd: projectRoot,
    env: runtimeEnvironment(runtime, { ...display, ...options.env }),
    timeout: START_WITHIN_MS,
  });
  const child = app.process();
  const pid = child.pid ?? never();
  let written = '';
  const keep = (text: Buffer): void => {
    written += text.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  try {
    const window = await app.firstWindow({ timeout: START_WITHIN_MS });
    await window.waitForLoadState('domcontentloaded');
    return { app, window, pid, output: () => written };
  } catch (error) {
    await kill(pid);
    throw new Error(`The program showed no window. It wrote:\n${written}`, { cause: error });
  }
}

/** A new folder for one program's data, in a path as people have them: with a space and an accent. */
export function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'bascule été '));
}

/** Closes the program as a person does, and waits until it is gone; kills it if it does not go. */
export async function close(running: Running | undefined): Promise<void> {
  // A program that did not start: what else a test started has to be ended all the same.
  if (running === undefined) return;
  const closed = running.app.close().then(
    () => true,
    () => true,
  );
  const late = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), CLOSE_WITHIN_MS).unref();
  });
  if (!(await Promise.race([closed, late]))) await kill(running.pid);
}

/** Ends a process at once (SIGKILL), as a crash does, and waits until it is gone. */
export async function kill(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGKILL');
    for (;;) {
      process.kill(pid, 0);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Writes a picture of the window as it is now, as PNG; makes the folder if needed. */
export async function screenshot(window: Page, file: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await window.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
}

function never(): never {
  throw new Error('The program was started without a process id.');
}
