import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { eventually } from './eventually.ts';
import { close, temporaryFolder, type Running } from './harness.ts';
import { PILOT, startAs } from './people.ts';

const FROM = 'groupe-03';
const TO = 'groupe-02';

describe('the people of a group', () => {
  let server: PracticeServer;
  let running: Running;
  beforeAll(async () => {
    server = await startServer(await temporaryFolder(), undefined, 'amiens-v6');
    running = await startAs({ data: await temporaryFolder(), server: server.url, login: PILOT });
    await running.window.evaluate((to) => (location.hash = to), `#/training/groups/${FROM}`);
  });
  afterAll(async () => {
    await close(running);
    await end(server.child);
  });

  /** Enrolments of a group's people as they are on disk, by name. */
  async function members(group: string): Promise<{ name: string; until: string | null }[]> {
    const detail = await running.window.evaluate(
      (id) => window.bascule.call('timetable.group', { group: id }),
      group,
    );
    return detail.ok
      ? (detail.value as { members: { name: string; until: string | null }[] }).members
      : [];
  }

  it('change to another group by keyboard, and it is said what they would miss there', async () => {
    const { window } = running;
    const change = window.getByRole('button', { name: /^Changer de groupe/ }).first();
    await change.waitFor();
    const { name } = (await members(FROM))[0]!;
    await change.focus();
    await window.keyboard.press('Enter');
    const form = window.getByRole('group', { name: `Changer de groupe\u00a0: ${name}` });
    const to = form.getByRole('combobox');
    await eventually(() => to.evaluate((one) => one === document.activeElement)).toBe(true);
    await window.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    await eventually(() => change.evaluate((one) => one === document.activeElement)).toBe(true);

    await window.keyboard.press('Enter');
    await to.selectOption(TO);
    const day = form.getByLabel('À partir du');
    await day.fill('25 janvier 2024');
    await day.press('Enter');
    const warned = form.getByRole('status').filter({ hasText: 'ce qui est déjà tenu' });
    await warned.waitFor();
    await form.getByRole('button', { name: `Déplacer ${name}` }).press('Enter');
    await form.waitFor({ state: 'detached' });
    await eventually(async () => (await members(TO)).map((one) => one.name)).toContain(name);
    expect((await members(FROM)).find((one) => one.name === name)?.until).toBe('2024-01-25');
  });
});
