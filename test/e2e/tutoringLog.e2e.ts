import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import type { SessionLog } from '../../shared/tutoring/log.contract.ts';
import type { TutoringOverview } from '../../shared/tutoring/tutoring.contract.ts';
import { eventually } from './eventually.ts';
import { close, start, temporaryFolder, type Running } from './harness.ts';
import { killTree, startAs } from './people.ts';

/* A tutor logs a session of twenty schools by keyboard alone, without a network. */

const TUTOR = 'capucine.salicaire';
const DIFFICULTIES = 8;
const ANSWERS = 5;
let server: PracticeServer;
let running: Running;
let data: string;
let session = '';
let presses = 0;

const call = async (name: string, input: unknown): Promise<unknown> => {
  const answer = await running.window.evaluate(([method, of]) => window.bascule.call(method, of), [
    name,
    input,
  ] as const);
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  return answer.value;
};
const log = async () => (await call('log.read', { session })) as SessionLog;
const press = async (...keys: string[]): Promise<void> => {
  for (const key of keys) {
    presses += 1;
    await running.window.keyboard.press(key);
  }
};
/** Types as a person does: a press for each letter. */
const type = async (text: string): Promise<void> => {
  presses += text.length;
  await running.window.keyboard.type(text);
};
const line = () => running.window.locator('main input[role="combobox"]').first();
const rows = () => running.window.locator('[data-line]');

beforeAll(async () => {
  server = await startServer(await temporaryFolder());
  data = await temporaryFolder();
  running = await startAs({ data, server: server.url, login: TUTOR });
  const { sessions, groups } = (await call('tutoring.overview', {})) as TutoringOverview;
  session = sessions.findLast(
    (one) => one.noted === 0 && groups.some((g) => g.id === one.group && g.mayLog),
  )!.id;
  await end(server.child);
});
afterAll(async () => {
  await close(running);
});

async function open(): Promise<void> {
  await running.window.evaluate((id) => {
    window.location.hash = `#/tutoring/log/${id}`;
  }, session);
  await running.window.locator('[data-school]').first().waitFor();
}

describe('the log of a session by keyboard', () => {
  it('takes one press for all who are there, and one for each exception', async () => {
    await open();
    // The roll takes the keyboard by itself.
    await eventually(() =>
      running.window.evaluate(() => document.activeElement?.hasAttribute('data-school')),
    ).toBe(true);
    const { schools } = await log();
    presses = 0;
    await press('a', 'r', 'e', 'Shift+P');
    await eventually(
      async () => (await log()).schools.filter(({ status }) => status === null).length,
    ).toBe(0);
    const statuses = (await log()).schools.map(({ status }) => status);
    expect(statuses.slice(0, 4)).toEqual(['absent', 'late', 'excused', 'present']);
    console.log(`roll of ${schools.length} schools: ${presses} presses`);
    expect(presses).toBe(4);
  });

  it(`takes ${DIFFICULTIES} difficulties and ${ANSWERS} answers as they are said`, async () => {
    const { schools } = await log();
    await eventually(() =>
      running.window.evaluate(() => document.activeElement?.getAttribute('role')),
    ).toBe('combobox');
    presses = 0;
    let letters = 0;
    for (let n = 0; n < DIFFICULTIES; n += 1) {
      const school = schools[n]!;
      const said = `difficulté numéro ${n} du budget`;
      letters += said.length;
      await type(`@${school.code!.slice(0, 8)} ${said} #budget`);
      await press('Enter');
      if (n >= ANSWERS) continue;
      const answer = `réponse numéro ${n}`;
      letters += answer.length;
      await type(`/r ${answer}`);
      await press('Enter');
    }
    await eventually(async () => (await log()).lines.length).toBe(DIFFICULTIES + ANSWERS);
    const { lines, session: now } = await log();
    // It is yet to come: what is noted beforehand prepares it.
    expect(now.status).toBe('planned');
    const difficulties = lines.filter(({ kind }) => kind === 'difficulty');
    expect(difficulties.map(({ establishment }) => establishment)).toEqual(
      schools.slice(0, DIFFICULTIES).map(({ id }) => id),
    );
    expect(new Set(difficulties.map(({ theme }) => theme))).toEqual(new Set(['Budget']));
    expect(difficulties.filter(({ state }) => state === 'answered')).toHaveLength(ANSWERS);
    const answers = lines.filter(({ kind }) => kind === 'answer');
    expect(answers.map(({ about }) => about)).toEqual(
      difficulties.slice(0, ANSWERS).map(({ id }) => id),
    );
    console.log(
      `${DIFFICULTIES} difficulties and ${ANSWERS} answers: ${presses} presses, ${letters} of them the words themselves`,
    );
  });

  it('says what became of a line by one key, corrects it in its place, and takes it back', async () => {
    await press('Escape', 'ArrowUp', 's');
    const last = async () => (await log()).lines.at(-1)!;
    await eventually(last).toMatchObject({ state: 'solved' });
    await press('Enter');
    await running.window.locator('[role="row"] input:focus').waitFor();
    await press('End');
    await type(' enfin');
    await press('Enter');
    await eventually(async () => (await last()).text).toMatch(/enfin$/);
    await eventually(() =>
      running.window.evaluate(() => document.activeElement?.hasAttribute('data-line')),
    ).toBe(true);
    await press('Escape', 'Control+z');
    await eventually(async () => (await last()).text).not.toMatch(/enfin$/);
  });

  it('offers blockers that were met before, linked by one key', async () => {
    await press('Escape');
    await type('@');
    await running.window.locator('[role="option"]').first().waitFor();
    await press('ArrowDown', 'Enter');
    await type('budget refusé au chargement encore');
    await running.window.locator('[aria-pressed]').first().waitFor();
    await eventually(() => running.window.locator('button[aria-pressed]').count()).toBe(2);
    await press('Alt+1');
    await press('Enter');
    await eventually(async () => (await log()).lines.at(-1)).toMatchObject({
      text: 'budget refusé au chargement encore',
      blocker: { title: 'Budget refusé au chargement' },
    });
  });

  it('keeps what is half typed, over leaving the page and over a crash', async () => {
    await type('à moitié écrit');
    await running.window.evaluate(() => {
      window.location.hash = '#/tutoring/sessions';
    });
    await line().waitFor({ state: 'detached' });
    await open();
    await eventually(() => line().inputValue()).toBe('à moitié écrit');
    await line().focus();
    await press('End');
    await type(' encore');
    // It is on disk once the pause is over.
    const typed = async () =>
      (await call('typed.read', { name: `log ${session}` })) as { text: string };
    await eventually(typed).toEqual({ text: 'à moitié écrit encore' });
    const preferences = await running.window.evaluate(() => window.bascule.preferences.read());
    expect(JSON.stringify(preferences)).not.toContain('moitié');
    await killTree(running);
    running = await start({ data });
    await running.window.locator('html[data-ready]').waitFor();
    await open();
    await eventually(() => line().inputValue()).toBe('à moitié écrit encore');
    expect(await rows().count()).toBe(DIFFICULTIES + ANSWERS + 1);
    // What looks like a secret never stands on the disk, and takes what stood there along.
    await line().focus();
    await press('End');
    await type(' mot de passe : Lilas2024');
    await eventually(typed).toEqual({ text: '' });
    await line().fill('il reste à voir');
    await eventually(typed).toEqual({ text: 'il reste à voir' });
    await press('Enter');
    await eventually(() => rows().count()).toBe(DIFFICULTIES + ANSWERS + 2);
    await eventually(typed).toEqual({ text: '' });
  });
});
