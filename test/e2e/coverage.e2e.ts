import { AxeBuilder } from '@axe-core/playwright';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import type { KitProposal } from '../../shared/training/coverage.contract.ts';
import { eventually } from './eventually.ts';
import { close, screenshot, temporaryFolder, type Running } from './harness.ts';
import { BURSAR, PILOT, startAs } from './people.ts';

/** Where to leave pictures for a person to look at; unset: none are made. */
const pictures = process.env['BASCULE_PICTURES'];

describe('coverage of trainings', () => {
  let server: PracticeServer;
  let pilot: Running;
  let bursar: Running;
  beforeAll(async () => {
    server = await startServer(await temporaryFolder(), undefined, 'amiens-v6');
    const start = async (login: string) =>
      startAs({ data: await temporaryFolder(), server: server.url, login });
    pilot = await start(PILOT);
    bursar = await start(BURSAR);
  });
  afterAll(async () => {
    await close(pilot);
    await close(bursar);
    await end(server.child);
  });

  async function open({ window }: Running, address = '#/training/coverage'): Promise<void> {
    await window.evaluate((to) => (location.hash = to), address);
    await window.locator('html[data-ready="training"]').waitFor();
  }
  async function picture(name: string): Promise<void> {
    if (pictures !== undefined) await screenshot(pilot.window, join(pictures, `${name}.png`));
  }
  async function proposals(): Promise<KitProposal[]> {
    const answer = await pilot.window.evaluate(() => window.bascule.call('coverage.proposals', {}));
    return answer.ok ? (answer.value as { rows: KitProposal[] }).rows : [];
  }
  const grave = async () => {
    const page = pilot.window;
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
  };

  it('shows a wave’s figures, and by keyboard what is missing in a school', async () => {
    const { window } = pilot;
    await open(pilot);
    await window.locator('#coverage-schools [data-index="0"]').focus();
    const text = async () => (await window.getByRole('main').innerText()).replaceAll(/\s+/g, ' ');
    await eventually(text).toContain('10 groupes (200 agents, 20 en moyenne) · 61 hors groupes');
    await picture('coverage-schools');
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    await window.getByRole('list', { name: 'Reste à suivre' }).first().waitFor();
    await picture('coverage-school');
    expect(await grave()).toEqual([]);
  });

  it('confirms by Enter what was chosen by a blank, and takes it back', async () => {
    const { window } = pilot;
    await open(pilot);
    await window.getByRole('button', { name: /^Kits à confirmer/ }).press('Enter');
    await window.locator('#coverage-kits [data-index="0"]').focus();
    const [first, second] = await proposals();
    const before = (await proposals()).length;
    await window.keyboard.press('Space');
    await window.keyboard.press('ArrowDown');
    await window.locator('#coverage-kits [data-index="1"]:focus').waitFor();
    await window.keyboard.press('Space');
    await window.getByRole('button', { name: 'Confirmer 2 actions' }).waitFor();
    await picture('coverage-kits');
    expect(await grave()).toEqual([]);
    await window.keyboard.press('Enter');
    await window.getByText('2 actions cochées comme faites.').waitFor();
    const left = (await proposals()).map(({ step }) => step);
    expect(left).toHaveLength(before - 2);
    expect(left).not.toContain(first!.step);
    expect(left).not.toContain(second!.step);
    await window.keyboard.press('Control+z');
    await eventually(async () => (await proposals()).length).toBe(before);
  });

  it('says in the kit that an action is done by attendance', async () => {
    const { window } = pilot;
    const [first] = await proposals();
    await window.evaluate(
      (to) => (location.hash = to),
      `#/kit/${first!.school}/${encodeURIComponent(first!.step)}`,
    );
    await window.getByText(/Proposé par l’émargement/).waitFor();
    await picture('coverage-step');
  });

  it('is of one’s own school for a bursar', async () => {
    await open(bursar);
    await bursar.window.locator('#coverage-people [data-index="0"]').waitFor();
    const schools = await bursar.window.evaluate(async () => {
      const answer = await window.bascule.call('coverage.people', { offset: 0, limit: 100 });
      const { rows } = (answer as unknown as { value: { rows: { school: string }[] } }).value;
      return [...new Set(rows.map(({ school }) => school))];
    });
    expect(schools).toHaveLength(1);
  });
});
