import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { eventually } from './eventually.ts';
import { close, temporaryFolder, type Running } from './harness.ts';
import { PILOT, startAs } from './people.ts';

const NAME = 'Groupe du clavier';

interface Overview {
  readonly groups: readonly { id: string; label: string }[];
  readonly sessions: readonly { id: string; group: string; day: string; status: string }[];
}

describe('tutoring by keyboard', () => {
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
    await running.window.locator('html[data-ready="tutoring"]').waitFor();
  }
  async function press(name: string | RegExp): Promise<void> {
    const button = running.window.getByRole('button', { name });
    await button.focus();
    await running.window.keyboard.press('Enter');
  }
  /** Writes over what a field holds, as one types. */
  async function write(label: string, text: string): Promise<void> {
    await running.window.getByLabel(label, { exact: true }).focus();
    await running.window.keyboard.press('Control+a');
    await running.window.keyboard.type(text);
    await running.window.keyboard.press('Enter');
  }
  /** Groups and sessions as they are on disk. */
  async function kept(): Promise<Overview> {
    const answer = await running.window.evaluate(() =>
      window.bascule.call('tutoring.overview', {}),
    );
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    return answer.value as Overview;
  }
  async function days(): Promise<string[]> {
    const { groups, sessions } = await kept();
    const group = groups.find(({ label }) => label === NAME)?.id;
    return sessions.filter((one) => one.group === group).map(({ day }) => day);
  }

  it('makes a group, sets its series around the holidays, and moves a session', async () => {
    const { window } = running;
    await go('#/tutoring/groups');
    await press('Nouveau groupe');
    await write('Nom du groupe', NAME);
    await press('Créer le groupe');
    await window.getByRole('heading', { name: NAME }).waitFor();

    await press('Fixer la série');
    await write('Première séance', '31/01/2024');
    await write('Jusqu’au', '13/03/2024');
    // 28 February is in the winter holidays of the zone.
    await window.getByText('Vacances d’hiver').first().waitFor();
    await press('Enregistrer la série');
    await eventually(days).toEqual(['2024-01-31', '2024-02-14', '2024-02-28', '2024-03-13']);
    const { groups, sessions } = await kept();
    const group = groups.find(({ label }) => label === NAME)!.id;
    const holiday = sessions.find(({ id }) => id === `${group}:2024-02-28`);
    expect(holiday?.status).toBe('cancelled');

    await go(`#/tutoring/sessions/${encodeURIComponent(`${group}:2024-02-14`)}`);
    await press('Déplacer la séance');
    await write('Nouveau jour', '15/02/2024');
    await press('Déplacer la séance');
    await eventually(days).toEqual(['2024-01-31', '2024-02-15', '2024-02-28', '2024-03-13']);
    await window.keyboard.press('Control+z');
    await eventually(days).toEqual(['2024-01-31', '2024-02-14', '2024-02-28', '2024-03-13']);
  });
});
