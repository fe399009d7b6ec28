import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { eventually } from './eventually.ts';
import { close, screenshot, temporaryFolder, type Running } from './harness.ts';
import { PILOT, startAs } from './people.ts';

/** Where to leave pictures for a person to look at; unset: none are made. */
const pictures = process.env['BASCULE_PICTURES'];
const looks = [
  { language: 'fr', theme: 'light' },
  { language: 'fr', theme: 'dark' },
  { language: 'ar', theme: 'light' },
] as const;

describe('the pilot’s page', () => {
  let server: PracticeServer;
  let running: Running;
  beforeAll(async () => {
    server = await startServer(await temporaryFolder(), undefined, 'amiens-v6');
    running = await startAs({ data: await temporaryFolder(), server: server.url, login: PILOT });
  });
  afterAll(async () => {
    await close(running);
    await end(server.child);
  });

  async function go(hash: string): Promise<void> {
    await running.window.evaluate((to) => (location.hash = to), hash);
  }
  async function openPage(address = '#/pilot'): Promise<void> {
    await go(address);
    await running.window.locator('html[data-ready="pilot"]').waitFor();
  }

  it('shows the committee’s figures of 22 January 2024', async () => {
    await openPage();
    const page = running.window.getByRole('main');
    await page.getByRole('group', { name: 'Avancement des kits' }).waitFor();
    const text = async () => (await page.innerText()).replaceAll(/\s+/g, ' ');
    await eventually(text).toContain('au 22 janvier 2024');
    await eventually(text).toContain('15 plus de 30 %');
    await eventually(text).toContain('30 de 10 à 30 %');
    await eventually(text).toContain('16 moins de 10 %');
    await eventually(text).toContain('50 sur 61 · 81,97 %');
  });

  it('opens the list behind a figure, on the same day', async () => {
    await openPage('#/pilot?asOf=2024-01-15');
    const { window } = running;
    await window.getByRole('button', { name: /^\d+ ?moins de 10/ }).click();
    await window.locator('html[data-ready="establishments"]').waitFor();
    const hash = await window.evaluate(() => location.hash);
    expect(hash).toContain('bucket=under');
    expect(hash).toContain('asOf=2024-01-15');
    await openPage();
    await window
      .getByRole('link', { name: /où le relevé constate ce que le kit ne coche pas/ })
      .click();
    await window.locator('html[data-ready="establishments"]').waitFor();
    await eventually(() =>
      window.evaluate(() =>
        Number(document.querySelector('[role="grid"]')?.getAttribute('aria-rowcount')),
      ),
    ).toBe(26);
  });

  it('moves a bound in place, and schools change their group', async () => {
    await openPage();
    const { window } = running;
    await window.getByRole('button', { name: 'Changer les bornes' }).click();
    await window.getByRole('spinbutton', { name: /Borne haute/ }).fill('100');
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await window.getByRole('button', { name: /0 ?plus de 100/ }).waitFor();
    await window.getByRole('button', { name: 'Changer les bornes' }).click();
    await window.getByRole('spinbutton', { name: /Borne haute/ }).fill('30');
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await window.getByRole('button', { name: /15 ?plus de 30/ }).waitFor();
  });

  it.runIf(pictures !== undefined)('looks well', async () => {
    const page = running.window;
    for (const look of looks) {
      await page.evaluate((chosen) => window.bascule.preferences.write(chosen), look);
      await page.reload();
      await page.locator(`html[data-ready][lang="${look.language}"]`).waitFor();
      await openPage();
      await page.getByRole('table').last().waitFor();
      const name = `pilot-${look.language}-${look.theme}`;
      await screenshot(page, join(pictures!, `${name}.png`));
      await page.evaluate(() =>
        document.querySelector('table:last-of-type')?.scrollIntoView({ block: 'start' }),
      );
      await screenshot(page, join(pictures!, `${name}-below.png`));
    }
  });
});
