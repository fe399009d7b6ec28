import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../runtime/paths.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { prepareStage, type Stage } from './app.ts';
import { end } from './child.ts';
import { DEFAULT_LOGIN } from './line.ts';
import { Onlooker } from './onlooker.ts';
import { startServer } from './server.ts';
import { openPage, type PageTimes } from './page.ts';

/** Head of the same school as the person of {@link DEFAULT_LOGIN}. */
const ONLOOKER_LOGIN = 'blandine.viorne';

interface Passed extends PageTimes {
  readonly ok: true;
  readonly electron: string;
  readonly runtime: Runtime['kind'];
  /** From the click in the window until another device of the school shows it. */
  readonly syncedMs: number;
  readonly screenshot: string;
}

/**
 * Starts server and program on folders of their own, clicks a step in the window, and waits until
 * a second device has it from the server. The last line on standard output is JSON and says how it
 * went: `ok` and figures in milliseconds, or `ok: false` and the error with exit code 1.
 */
export async function check(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bascule-check-'));
  try {
    const stage = await prepareStage();
    try {
      report(await tryOut(stage, folder));
    } finally {
      await stage.display.close();
    }
  } catch (error) {
    report({ ok: false, error: error instanceof Error ? error.message : String(error) });
    process.exitCode = 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function report(outcome: Passed | { readonly ok: false; readonly error: string }): void {
  console.log(JSON.stringify(outcome));
}

async function tryOut(stage: Stage, folder: string): Promise<Passed> {
  const screenshot = join(projectRoot, 'test-results', 'check.png');
  const server = await startServer(join(folder, 'server'));
  try {
    const onlooker = await Onlooker.enrol(join(folder, 'onlooker'), server.url, ONLOOKER_LOGIN);
    const page = await openPage(stage, {
      data: join(folder, 'device'),
      server: server.url,
      login: DEFAULT_LOGIN,
    });
    try {
      const times = await page.times();
      const { step, at } = await page.tickFirst();
      await onlooker.sees(step);
      const syncedMs = Date.now() - at;
      await page.screenshot(screenshot);
      const { electron, kind: runtime } = stage.runtime;
      return { ok: true, electron, runtime, ...times, syncedMs, screenshot };
    } finally {
      await page.close();
      await onlooker.close();
    }
  } finally {
    await end(server.child);
  }
}
