import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { launch, type Launch, type Stage } from './app.ts';
import { end, ended } from './child.ts';
import { pageIsLoaded } from './pageTarget.ts';

const OPENS_WITHIN_MS = 60_000;
const STEP_WITHIN_MS = 15_000;

/** Milliseconds from the start of the program's process. */
export interface PageTimes {
  readonly firstPaintMs: number;
  readonly usableMs: number;
}

/** The program's window, as something to look at and to click in. */
export interface OpenPage {
  readonly page: Page;
  /** Waits until the kit can be used. */
  times(): Promise<PageTimes>;
  /** Clicks the box of the first step that is not done; answers when that was. */
  tickFirst(): Promise<{ readonly step: string; readonly at: number }>;
  screenshot(file: string): Promise<void>;
  /** Ends the program. */
  close(): Promise<void>;
}

/**
 * Starts the program and reaches its page through Chromium's own debugging port, which costs its
 * start nothing: the times are those of a start without anybody looking.
 *
 * @throws Error ending with what the program said.
 */
export async function openPage(
  stage: Stage,
  wanted: Pick<Launch, 'data' | 'server' | 'login' | 'program'>,
): Promise<OpenPage> {
  const said: string[] = [];
  let found = (_address: string): void => {};
  const debuggerAddress = new Promise<string>((resolve) => {
    found = resolve;
  });
  const startedAt = Date.now();
  const app = launch(stage, {
    ...wanted,
    switches: ['--remote-debugging-port=0'],
    say: (line) => said.push(line),
    remark(line) {
      const [address] = /ws:\/\/\S+/.exec(line) ?? [];
      if (address !== undefined) found(address);
    },
  });
  const gone = ended(app).then((code): never => {
    throw new Error(`The program ended with code ${String(code)}. ${said.slice(-5).join(' ')}`);
  });
  gone.catch(() => {});
  try {
    const address = await Promise.race([debuggerAddress, gone]);
    await Promise.race([pageIsLoaded(address), gone]);
    const browser = await chromium.connectOverCDP(address, { timeout: OPENS_WITHIN_MS });
    const page = await Promise.race([firstPage(browser.contexts()[0]!), gone]);
    return {
      page,
      times: () => times(page, startedAt),
      tickFirst: () => tickFirst(page),
      async screenshot(file) {
        await mkdir(dirname(file), { recursive: true });
        await page.screenshot({ path: file });
      },
      async close() {
        await browser.close();
        await end(app);
      },
    };
  } catch (error) {
    await end(app);
    throw error;
  }
}

async function firstPage(context: ReturnType<Page['context']>): Promise<Page> {
  return context.pages()[0] ?? context.waitForEvent('page', { timeout: OPENS_WITHIN_MS });
}

async function times(page: Page, startedAt: number): Promise<PageTimes> {
  const marks = await page.waitForFunction(
    () => {
      const at = (name: string): number | undefined =>
        performance.getEntriesByName(name)[0]?.startTime;
      const paint = at('bascule:first-paint');
      const usable = at('bascule:usable');
      if (paint === undefined || usable === undefined) return null;
      return { paint, usable, origin: performance.timeOrigin };
    },
    null,
    { timeout: OPENS_WITHIN_MS },
  );
  const value = await marks.jsonValue();
  if (value === null) throw new Error('The page lost its marks.');
  const since = (mark: number): number => Math.round(value.origin + mark - startedAt);
  return { firstPaintMs: since(value.paint), usableMs: since(value.usable) };
}

async function tickFirst(page: Page): Promise<{ step: string; at: number }> {
  const row = page.locator('[data-step][data-status="todo"]').first();
  const step = await row.getAttribute('data-step', { timeout: STEP_WITHIN_MS });
  if (step === null) throw new Error('The page shows no step that is still to be done.');
  const box = page.locator(`[data-step="${step}"]`).getByRole('checkbox');
  const at = Date.now();
  await box.click({ timeout: STEP_WITHIN_MS });
  await page
    .locator(`[data-step="${step}"][data-status="done"]`)
    .waitFor({ timeout: STEP_WITHIN_MS });
  return { step, at };
}
