import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { createMessages } from '../../shared/messages/messages.ts';
import { eventually } from './eventually.ts';
import { close, kill, temporaryFolder, type Running } from './harness.ts';
import { BURSAR, keptStatus, say, startAs, stepsWith, tick } from './people.ts';

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
    await eventually(() => keptStatus(running, first!)).toBe('done');
    await kill(await processId('Bascule core'));
    await eventually(boxes).toEqual([t('menu:core.restarted')]);
    await tick(running, second!);
    const done = await stepsWith(running, 'done');
    expect(done).toEqual(expect.arrayContaining([first, second]));
  });

  it('takes nothing from somebody who is writing', async () => {
    const text = 'Le devis est attendu lundi';
    const note = running.window.getByRole('textbox', { name: say('note.label') });
    await note.fill(text);
    const before = (await boxes()).length;
    await kill(await processId('Bascule core'));
    await eventually(async () => (await boxes()).length).toBe(before + 1);
    expect(await note.inputValue()).toBe(text);
    await note.press('Control+Enter');
    await running.window.getByText(say('note.saved')).waitFor();
    expect(await note.inputValue()).toBe(text);
  });

  it('is left alone after the fourth time, and started when the person asks', async () => {
    for (let times = 3; times <= 4; times += 1) {
      await eventually(() => processId('Bascule core').catch(() => 0)).toBeGreaterThan(0);
      await kill(await processId('Bascule core'));
      await eventually(async () => (await boxes()).length).toBe(times);
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
    await eventually(() =>
      running.app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(
          "document.documentElement.dataset.ready ?? ''",
        ),
      ),
    ).toBe('kit');
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
