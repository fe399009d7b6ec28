import { afterAll, beforeAll, describe, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { eventually } from './eventually.ts';
import { close, temporaryFolder, type Running } from './harness.ts';
import { PILOT, startAs } from './people.ts';

/** A session of the practice data that is still to come, and its day. */
const SESSION = 'seance-007';
const DAY = '2024-01-23';

describe('the calendar of trainings', () => {
  let server: PracticeServer;
  let running: Running;
  beforeAll(async () => {
    server = await startServer(await temporaryFolder(), undefined, 'amiens-v6');
    running = await startAs({ data: await temporaryFolder(), server: server.url, login: PILOT });
    await running.window.evaluate(() => (location.hash = '#/training/calendar'));
    await running.window.locator(`[data-session="${SESSION}"]`).waitFor();
  });
  afterAll(async () => {
    await close(running);
    await end(server.child);
  });

  const chip = () => running.window.locator(`[data-session="${SESSION}"]`);
  const cell = (day: string) => running.window.locator(`[data-day="${day}"]`);
  /** The day of the session as it is on disk. */
  async function keptDay(): Promise<string | undefined> {
    const overview = await running.window.evaluate(() =>
      window.bascule.call('training.overview', {}),
    );
    if (!overview.ok) return undefined;
    const { sessions } = overview.value as { sessions: { id: string; day: string }[] };
    return sessions.find(({ id }) => id === SESSION)?.day;
  }

  it('moves a session by keyboard, says what it would break on the way, and takes it back', async () => {
    const { window } = running;
    await chip().focus();
    await window.keyboard.press('m');
    await cell('2024-01-25').getByText('libre', { exact: true }).waitFor();
    for (let day = 0; day < 4; day += 1) await window.keyboard.press('ArrowRight');
    const said = window.getByRole('status').filter({ hasText: 'Y romprait' });
    await eventually(() => said.innerText()).toContain('Jour non travaillé');
    await eventually(() => cell('2024-01-27').innerText()).toContain('Jour non travaillé');
    await window.keyboard.press('Escape');
    await eventually(keptDay).toBe(DAY);
    await eventually(() => chip().evaluate((one) => one === document.activeElement)).toBe(true);

    await window.keyboard.press('m');
    await cell(DAY).and(window.locator(':focus')).waitFor();
    await window.keyboard.press('ArrowRight');
    await window.keyboard.press('Enter');
    await eventually(keptDay).toBe('2024-01-24');
    await cell('2024-01-24').locator(`[data-session="${SESSION}"]`).waitFor();
    await window.keyboard.press('Control+z');
    await eventually(keptDay).toBe(DAY);
  });

  it('moves a session by mouse', async () => {
    await chip().dragTo(cell('2024-01-30'));
    await eventually(keptDay).toBe('2024-01-30');
    await running.window.getByRole('button', { name: /^Annuler/ }).click();
    await eventually(keptDay).toBe(DAY);
  });
});
