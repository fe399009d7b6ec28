import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { languages } from '../../shared/kernel/language.ts';
import { createMessages } from '../../shared/messages/messages.ts';
import { eventually } from './eventually.ts';
import { close, start, temporaryFolder, type Running } from './harness.ts';
import { BURSAR, keptStatus, say, startAs, stepsWith, tick } from './people.ts';

let server: PracticeServer;
let running: Running;
let data = '';

beforeAll(async () => {
  server = await startServer(await temporaryFolder());
  data = await temporaryFolder();
  running = await startAs({ data, server: server.url, login: BURSAR });
});
afterAll(async () => {
  await close(running);
  await end(server.child);
});

/** Chooses an entry of the native menu. */
const choose = (id: string) =>
  running.app.evaluate(
    ({ BrowserWindow, Menu }, wanted) =>
      Menu.getApplicationMenu()!
        .getMenuItemById(wanted)!
        .click(undefined, BrowserWindow.getAllWindows()[0]),
    id,
  );
const labels = () =>
  running.app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()!.items.map((menu) => ({
      label: menu.label,
      items: menu
        .submenu!.items.filter(({ type }) => type !== 'separator')
        .map(({ label }) => label),
    })),
  );

describe('the native menu', () => {
  it.each(languages)('speaks the person’s language at once: %s', async (language) => {
    await running.window.evaluate(
      (wanted) => window.bascule.preferences.write({ language: wanted }),
      language,
    );
    const { t } = createMessages(language);
    const shown = await labels();
    expect(shown.map(({ label }) => label)).toEqual(
      ['file', 'edit', 'view', 'help'].map((menu) => t(`menu:menus.${menu}`)),
    );
    const items = shown.flatMap((menu) => menu.items);
    expect(items).toHaveLength(22);
    expect(items.filter((label) => label === '' || label.includes('.'))).toEqual([]);
    await running.window.evaluate(() => window.bascule.preferences.write({ language: 'fr' }));
  });

  it('takes back a tick', async () => {
    const [step] = await stepsWith(running, 'todo');
    await tick(running, step!);
    await eventually(() => keptStatus(running, step!)).toBe('done');
    await choose('undo');
    const row = running.window.locator(`[data-step="${step!}"]`);
    await eventually(() => row.getAttribute('data-status')).toBe('todo');
  });

  it('opens the palette, the help and the settings', async () => {
    await choose('palette');
    await running.window.getByRole('dialog').waitFor();
    await running.window.keyboard.press('Escape');
    await choose('help');
    await running.window.getByRole('dialog', { name: say('help.title') }).waitFor();
    await running.window.keyboard.press('Escape');
    await choose('settings');
    await running.window.locator('html[data-ready="settings"]').waitFor();
    await choose('kit');
    await running.window.locator('html[data-ready="kit"]').waitFor();
  });
});

describe('what a person chose for the window', () => {
  it('is there again at the next start: language, theme and place', async () => {
    await running.window.evaluate(() =>
      window.bascule.preferences.write({ language: 'ar', theme: 'dark' }),
    );
    const place = { x: 60, y: 40, width: 900, height: 600 };
    await running.app.evaluate(({ BrowserWindow }, bounds) => {
      const [window] = BrowserWindow.getAllWindows();
      window!.unmaximize();
      window!.setBounds(bounds);
    }, place);
    await close(running);
    running = await start({ data });
    await running.window.locator('html[data-ready]').waitFor();
    const { language, dark, bounds } = await running.app.evaluate(
      ({ BrowserWindow, Menu, nativeTheme }) => ({
        language: Menu.getApplicationMenu()!.items[0]!.label,
        dark: nativeTheme.shouldUseDarkColors,
        bounds: BrowserWindow.getAllWindows()[0]!.getBounds(),
      }),
    );
    expect(language).toBe(createMessages('ar').t('menu:menus.file'));
    expect(dark).toBe(true);
    expect(bounds).toEqual(place);
    expect(await running.window.evaluate(() => document.documentElement.dir)).toBe('rtl');
  });

  it('that is damaged counts as not chosen', async () => {
    await close(running);
    await writeFile(join(data, 'preferences.json'), '{"language":');
    await writeFile(join(data, 'window.json'), '{"bounds":{"x":99999,"y":99999}}');
    running = await start({ data });
    await running.window.locator('html[data-ready]').waitFor();
    expect(await running.window.evaluate(() => window.bascule.preferences.read())).toEqual({
      language: 'fr',
      languageOpen: true,
      theme: 'system',
    });
    await close(running);
    expect(JSON.parse(await readFile(join(data, 'window.json'), 'utf8'))).toHaveProperty(
      'maximised',
    );
    running = await start({ data });
  });
});
