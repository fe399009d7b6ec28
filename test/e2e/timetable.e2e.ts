import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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

  it('says what a move would break where no notice lies over it', async () => {
    const { window: page } = running;
    await chip().dragTo(cell('2024-01-25'));
    const undo = page.getByRole('button', { name: /^Annuler/ });
    await undo.waitFor();
    await chip().hover();
    await page.mouse.down();
    await cell('2024-01-31').hover();
    const says = page.locator('[data-moving-to="2024-01-31"]');
    await says.waitFor();
    await undo.waitFor({ state: 'hidden' });
    const isSeen = await says.evaluate((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return one.contains(document.elementFromPoint(x + width / 2, y + height / 2));
    });
    expect(isSeen).toBe(true);
    await page.keyboard.press('Escape');
    await page.mouse.up();
    await page.keyboard.press('Control+z');
    await eventually(keptDay).toBe(DAY);
  });

  it('repeats a session, moves one day of it or all, and tells its group what changed', async () => {
    const { window: page } = running;
    await cell('2024-01-22').focus();
    await page.keyboard.press('n');
    const groups = page.getByRole('group', { name: 'Groupes' }).getByRole('combobox');
    await groups.selectOption({ label: 'Groupe 1 – AC' });
    await page.getByLabel('Se répète').selectOption('1');
    await page.getByLabel(/26 février 2024 · Vacances d’hiver/).waitFor();
    await page.getByLabel('Intitulé').fill('Permanence');
    await page.getByRole('button', { name: 'Créer la séance' }).click();
    await page.getByText('Se répète toutes les semaines jusqu’au').waitFor();
    const kept = async (): Promise<string[]> => {
      const overview = await page.evaluate(() => window.bascule.call('training.overview', {}));
      if (!overview.ok) return [];
      const { sessions } = overview.value as {
        sessions: { title: string; occurrences: { day: string; status: string }[] }[];
      };
      const found = sessions.find(({ title }) => title === 'Permanence');
      return (found?.occurrences ?? []).map(({ day, status }) => `${day} ${status}`);
    };
    await eventually(kept).toContain('2024-02-26 dayOff');

    // The summons is noted: what changes from now on is a change.
    await page.getByRole('link', { name: 'Le groupe' }).click();
    await page.getByRole('button', { name: 'Copier le courriel', exact: true }).click();
    await page.getByText('rien n’a changé depuis').waitFor();
    await page.getByRole('link', { name: 'Permanence' }).first().click();

    const on = (day: string) => page.locator(`[data-session$="@${day}"]`);
    const move = async (answer: string): Promise<void> => {
      await on('2024-01-29').focus();
      await page.keyboard.press('m');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.getByRole('alertdialog').getByRole('button', { name: answer }).click();
    };
    await move('Cette séance seulement');
    await eventually(kept).toEqual(
      expect.arrayContaining(['2024-01-30 moved', '2024-02-05 planned']),
    );
    await page.keyboard.press('Control+z');
    await eventually(kept).toContain('2024-01-29 planned');
    await move('Toute la série');
    await eventually(kept).toEqual(
      expect.arrayContaining(['2024-01-23 planned', '2024-01-30 planned', '2024-02-06 planned']),
    );

    await page.getByRole('link', { name: 'Le groupe' }).click();
    await page.getByText(/séances ont changé depuis la convocation du 22 janvier 2024\./).waitFor();
    await page.getByRole('button', { name: 'Copier le courriel du changement' }).click();
    await page.getByText('Avis de changement noté le 22 janvier 2024').waitFor();
  });
});
