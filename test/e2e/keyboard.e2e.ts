import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { eventually } from './eventually.ts';
import { close, start, temporaryFolder, type Running } from './harness.ts';
import { BURSAR, keptStatus, say } from './people.ts';

/* One morning's work without a mouse, from the code on a piece of paper to the settings. */

let server: PracticeServer;
let running: Running;
/** The step that the filter leads to. */
let step = '';

beforeAll(async () => {
  server = await startServer(await temporaryFolder());
  running = await start({ data: await temporaryFolder() });
});
afterAll(async () => {
  await close(running);
  await end(server.child);
});

const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) await running.window.keyboard.press(key);
};
const type = (text: string) => running.window.keyboard.type(text);
const ready = (page: string) =>
  running.window.locator(`html[data-ready="${page}"]`).waitFor({ timeout: 60_000 });
const focused = () =>
  running.window.evaluate(() => {
    const at = document.activeElement;
    return at?.closest<HTMLElement>('[data-step]')?.dataset['step'] ?? at?.tagName ?? '';
  });
const status = () => running.window.locator(`[data-step="${step}"]`).getAttribute('data-status');

describe('by keyboard alone', () => {
  it('a device is enrolled', async () => {
    await ready('enrol');
    await type(`demo-${BURSAR}`);
    await press('Tab');
    await type(server.url);
    await press('Enter');
    await ready('kit');
  });

  it('a step is found and ticked, and the tick taken back', async () => {
    await press('/');
    await type('bascule');
    await press('Enter');
    await eventually(focused).not.toBe('INPUT');
    step = await focused();
    expect(await status()).not.toBeNull();
    const before = await status();
    await press('Space');
    const toggled = before === 'done' ? 'todo' : 'done';
    await eventually(status).toBe(toggled);
    await eventually(() => keptStatus(running, step)).toBe(toggled);
    await press('Control+z');
    await eventually(status).toBe(before);
    await press('/', 'Escape', 'Escape');
    await eventually(focused).toBe(step);
  });

  it('a step is said to be blocked, with its reason', async () => {
    await press('b');
    await type('Le serveur du rectorat ne répond pas');
    await press('Control+Enter');
    await eventually(status).toBe('blocked');
    await press('Escape');
    await eventually(focused).toBe(step);
  });

  it('the list is walked through', async () => {
    await press('Home');
    const first = await focused();
    await press('ArrowDown', 'j');
    expect(await focused()).not.toBe(first);
    await press('k', 'ArrowUp');
    expect(await focused()).toBe(first);
    await press('End');
    expect(await focused()).not.toBe(first);
  });

  it('help is read and put away', async () => {
    const before = await focused();
    await press('F1');
    await running.window.getByRole('dialog', { name: say('help.title') }).waitFor();
    await press('Escape');
    await eventually(() => running.window.getByRole('dialog').count()).toBe(0);
    expect(await focused()).toBe(before);
  });

  it('another page is gone to by name', async () => {
    await press('Control+k');
    await type(say('rail.settings'));
    await press('Enter');
    await ready('settings');
  });

  it('everything on that page can be reached, and is seen to be', async () => {
    const reached = new Set<string>();
    for (let tabs = 0; tabs < 40; tabs += 1) {
      await press('Tab');
      const at = await running.window.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return null;
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        const seen = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
        return { name: element.textContent ?? '', seen };
      });
      if (at === null) continue;
      expect(at).toMatchObject({ seen: true });
      reached.add(at.name.trim());
    }
    expect([...reached]).toEqual(expect.arrayContaining([say('languageName.ar'), say('sync.now')]));
  });
});
