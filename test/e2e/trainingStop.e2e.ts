import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillWithAmiens } from '../support/amiensTimes.ts';
import { eventually } from './eventually.ts';
import { close, start, temporaryFolder, type Running } from './harness.ts';

/* Two thousand people: a plan is searched in the real window, and left before its time. */

const TIMES = 10;

describe('a plan of two thousand people', () => {
  let running: Running;
  beforeAll(async () => {
    const data = await temporaryFolder();
    fillWithAmiens(data, TIMES);
    running = await start({ data });
    await running.window.locator('html[data-ready]').waitFor();
    await running.window.evaluate(() => (location.hash = '#/training/plan'));
  });
  afterAll(() => close(running));

  it('goes on, is stopped by hand, and shows the best so far', async () => {
    const { window: page } = running;
    await page.getByLabel('Durée de recherche').selectOption('60');
    await page.getByLabel('Refaire ce qui n’est ni tenu ni épinglé').check();
    await page.getByRole('button', { name: 'Proposer un plan' }).click();
    const bar = page.getByRole('progressbar');
    const far = async (): Promise<number> => Number(await bar.getAttribute('aria-valuenow'));
    await eventually(far).toBeGreaterThan(0);
    const before = await far();
    await eventually(far).toBeGreaterThan(before);
    await page.getByRole('button', { name: 'Arrêter et garder le meilleur' }).click();
    await page.getByRole('button', { name: 'Appliquer ce plan' }).waitFor();
    await bar.waitFor({ state: 'detached' });
    const groups = page.locator('dl').getByText(String(10 * TIMES), { exact: true });
    expect(await groups.count()).toBeGreaterThan(0);
  });
});
