import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { createMessages } from '../../shared/messages/messages.ts';
import { close, kill, temporaryFolder, type Running } from './harness.ts';
import { BURSAR, startAs, stepsWith, tick } from './people.ts';

const { t } = createMessages('fr');
let server: PracticeServer;
let running: Running;

beforeAll(async () => {
  server = await startServer(await temporaryFolder());
  running = await startAs({
    data: await temporaryFolder(),
    server: server.url,
    login: BURSAR,
  });
  // A native box cannot be clicked from here: what it would have said is kept instead.
  await running.app.evaluate(({ dialog }) => {
    const boxes: string[] = [];
    Object.assign(globalThis, { boxes });
    const showMessageBox = (_window: unknown, options: { message: string }) => {
      boxes.push(options.message);
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
    Object.assign(dialog, { showMessageBox });
  });
});
afterAll(async () => {
  await close(running);
  await end(server.child);
});

const boxes = () =>
  running.app.evaluate(() => (globalThis as unknown as { boxes: string[] }).boxes);
const processId = (name: string) =>
  running.app.evaluate(
    ({ app }, wanted) =>
      app.getAppMetrics().find((metric) => metric.name === wanted || metric.type === wanted)!.pid,
    name,
  );

describe('a core that dies', () => {
  it('is started again and said to be, with the window and the work still there', async () => {
    const [first, second] = await stepsWith(running, 'todo');
    await tick(running, first!);
    await kill(await processId('Bascule core'));
    await expect.poll(boxes, { timeout: 10_000 }).toEqual([t('menu:core.restarted')]);
    await tick(running, second!);
    const done = await stepsWith(running, 'done');
    expect(done).toEqual(expect.arrayContaining([first, second]));
  });

  it('is left alone after the fourth time, and started when the person asks', async () => {
    for (let times = 2; times <= 4; times += 1) {
      await expect.poll(() => processId('Bascule core').catch(() => 0)).toBeGreaterThan(0);
      await kill(await processId('Bascule core'));
      await expect.poll(async () => (await boxes()).length, { timeout: 10_000 }).toBe(times);
    }
    expect((await boxes()).at(-1)).toBe(t('menu:core.lost'));
    const [next] = await stepsWith(running, 'todo');
    await tick(running, next!);
  });
});

describe('a page that dies', () => {
  it('is opened again by itself, where the person was', async () => {
    const [before] = await stepsWith(running, 'done');
    const crash = running.window.waitForEvent('crash');
    await kill(await processId('Tab'));
    await crash;
    await expect
      .poll(
        () =>
          running.app.evaluate(({ BrowserWindow }) =>
            BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(
              "document.documentElement.dataset.ready ?? ''",
            ),
          ),
        { timeout: 20_000 },
      )
      .toBe('kit');
    const shown = await running.app.evaluate(
      ({ BrowserWindow }, step) =>
        BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(
          `document.querySelector('[data-step="${step}"]').dataset.status`,
        ) as Promise<string>,
      before!,
    );
    expect(shown).toBe('done');
  });
});
