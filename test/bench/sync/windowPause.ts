import { prepareStage } from '../../../build/start/app.ts';
import { openPage } from '../../../build/start/page.ts';
import { figureOf, round, type Figure } from '../measure.ts';
import { PILOT, SCHOOLS, STEPS } from '../wave61.ts';
import type { Stage } from './stage.ts';

/** What the page adds to its window for the time of the measurement. */
interface Watch {
  longest: number;
  running: boolean;
}

interface SyncState {
  readonly lastSyncAt: number | null;
  readonly phase: string;
}

/**
 * The longest time in which the real window drew nothing while its device fetches all the rows of
 * a pilot, against the longest in as much time afterwards, when nothing is fetched. Milliseconds.
 */
export async function windowPause(stage: Stage, times: number): Promise<Figure[]> {
  const device = await stage.newDevice();
  await device.stop();
  const program = await prepareStage();
  const opened = await openPage(program, {
    data: device.dataDir,
    server: stage.server.url,
    login: PILOT,
  });
  try {
    const { page } = opened;
    const watch = (): Promise<void> =>
      page.evaluate(() => {
        const watching: Watch = { longest: 0, running: true };
        Object.assign(globalThis, { watching });
        const { requestAnimationFrame: frame } = globalThis as unknown as {
          requestAnimationFrame(look: (now: number) => void): void;
        };
        let last = performance.now();
        const look = (now: number): void => {
          watching.longest = Math.max(watching.longest, now - last);
          last = now;
          if (watching.running) frame(look);
        };
        frame(look);
      });
    const stop = (): Promise<number> =>
      page.evaluate(() => {
        const { watching } = globalThis as unknown as { watching: Watch };
        watching.running = false;
        return watching.longest;
      });
    const since = Date.now();
    await watch();
    const started = performance.now();
    await page.waitForFunction(
      async (from) => {
        const { bascule } = globalThis as unknown as {
          bascule: { call(name: string, input: object): Promise<{ value: SyncState }> };
        };
        const { lastSyncAt, phase } = (await bascule.call('sync.status', {})).value;
        return lastSyncAt !== null && lastSyncAt > from && phase === 'idle';
      },
      since,
      { polling: 500, timeout: 300_000 },
    );
    const ms = performance.now() - started;
    const busy = await stop();
    await watch();
    await page.waitForTimeout(ms);
    const idle = await stop();
    const rows = times * SCHOOLS * STEPS;
    return [{ ...figureOf(`window-pause-${rows}`, 'ms', [busy], [idle]), rows, tookMs: round(ms) }];
  } finally {
    await opened.close();
    await program.display.close();
  }
}
