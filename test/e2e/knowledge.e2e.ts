import { AxeBuilder } from '@axe-core/playwright';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { close, screenshot, temporaryFolder, type Running } from './harness.ts';
import { PILOT, startAs } from './people.ts';

/** Where to leave pictures for a person to look at; unset: none are made. */
const pictures = process.env['BASCULE_PICTURES'];

describe('what is known', () => {
  let server: PracticeServer;
  let pilot: Running;
  beforeAll(async () => {
    server = await startServer(await temporaryFolder(), undefined, 'amiens-v6');
    pilot = await startAs({ data: await temporaryFolder(), server: server.url, login: PILOT });
  });
  afterAll(async () => {
    await close(pilot);
    await end(server.child);
  });

  async function open(address: string, ready = 'knowledge'): Promise<void> {
    await pilot.window.evaluate((to) => (location.hash = to), address);
    await pilot.window.locator(`html[data-ready="${ready}"]`).waitFor();
  }
  async function picture(name: string): Promise<void> {
    if (pictures !== undefined) await screenshot(pilot.window, join(pictures, `${name}.png`));
  }
  const grave = async () => {
    const page = pilot.window;
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
  };

  it('is found while it is typed, in every kind, and opened by keyboard', async () => {
    const { window } = pilot;
    await open('#/knowledge');
    await window.locator('#articles [data-index="0"]').waitFor();
    await picture('knowledge-articles');
    expect(await grave()).toEqual([]);
    await window.locator('#knowledge-search').focus();
    await window.keyboard.type('budget');
    const hit = window.locator('#search-results a').first();
    await hit.waitFor();
    await picture('knowledge-search');
    expect(await grave()).toEqual([]);
    expect(await window.locator('#search-results mark').first().innerText()).toMatch(/budget/i);
    await window.keyboard.press('Escape');
    await window.keyboard.type('regisseurs');
    await window.getByRole('link', { name: /Nommer un régisseur/ }).waitFor();
    await window.keyboard.press('ArrowDown');
    await window.keyboard.press('Enter');
    await window.getByRole('heading', { name: 'Nommer un régisseur et ouvrir sa régie' }).waitFor();
    expect(await window.locator('#knowledge-search').inputValue()).toBe('');
    await window.getByRole('heading', { name: 'Étapes' }).waitFor();
    await picture('knowledge-article');
    expect(await grave()).toEqual([]);
  });

  it('is written, and published with what is new', async () => {
    const { window } = pilot;
    await open('#/knowledge/articles/article-tribu');
    await window.getByRole('button', { name: 'Modifier' }).click();
    await window.getByLabel('Titre').fill('Trouver une fiche, autrement');
    await window.getByLabel('Titre').press('Tab');
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    await window.getByText('Modifications non publiées').waitFor();
    await window.getByRole('button', { name: 'Publier' }).click();
    await window.getByLabel('Ce qui change dans cette version').fill('Titre plus clair');
    await window.getByRole('button', { name: 'Publier' }).last().click();
    await window.getByRole('heading', { name: 'Trouver une fiche, autrement' }).waitFor();
    await window.getByText('Titre plus clair').waitFor();
  });

  it('was said to many, and is found in other places', async () => {
    const { window } = pilot;
    await open('#/knowledge/communications');
    await window.locator('#communications [data-index="0"]').click();
    await window.locator('aside h2').waitFor();
    await picture('knowledge-communications');
    expect(await grave()).toEqual([]);
    await open('#/knowledge/places');
    await window.getByRole('button', { name: 'Copier l’adresse' }).first().waitFor();
    await picture('knowledge-places');
    expect(await grave()).toEqual([]);
  });

  it('of what blocks schools: noted, like others, solved for all', async () => {
    const { window } = pilot;
    await open('#/tutoring/blockers', 'tutoring');
    await window.locator('#blockers [data-index="0"]').click();
    await window.locator('aside h2').waitFor();
    await picture('blockers-panel');
    expect(await grave()).toEqual([]);
    await window.getByRole('button', { name: 'Nouveau blocage' }).click();
    await window.getByLabel('Titre').fill('Le budget est refusé');
    await window.getByText('Déjà au registre').waitFor();
    await picture('blockers-new');
    await window.getByRole('button', { name: 'Budget refusé au chargement' }).click();
    await window.getByRole('button', { name: 'Résoudre' }).click();
    await window.getByRole('button', { name: 'Lever pour tous' }).click();
    await window.getByText('Blocage résolu.').waitFor();
    await window.getByRole('button', { name: 'Rouvrir' }).waitFor();
  });

  it('of a school that was seen: a visit, and a line that is a case', async () => {
    const { window } = pilot;
    await open('#/tutoring/visits', 'tutoring');
    await window.getByRole('button', { name: 'Noter une visite' }).click();
    await window.getByLabel('Objet').fill('Première paie');
    await window.getByLabel('Objet').press('Tab');
    await window.getByRole('button', { name: 'Enregistrer' }).click();
    const line = window.getByRole('textbox', { name: 'Nouvelle ligne' });
    await line.fill('Profil ordonnateur suppléant absent ici aussi');
    await window
      .getByLabel('Blocage du registre')
      .selectOption({ label: 'Profil ordonnateur suppléant absent' });
    await line.press('Enter');
    await window.getByRole('link', { name: 'Profil ordonnateur suppléant absent' }).waitFor();
    await picture('visits-panel');
    expect(await grave()).toEqual([]);
  });

  it('reads from right to left, and in the dark', async () => {
    const page = pilot.window;
    await page.evaluate(() => window.bascule.preferences.write({ language: 'ar', theme: 'dark' }));
    await page.reload();
    await page.locator('html[dir="rtl"]').waitFor();
    for (const [address, ready, name] of [
      ['#/knowledge', 'knowledge', 'knowledge-ar'],
      ['#/knowledge/articles/article-tiers', 'knowledge', 'article-ar'],
      ['#/tutoring/blockers/blocage-2', 'tutoring', 'blockers-ar'],
      ['#/tutoring/visits', 'tutoring', 'visits-ar'],
    ] as const) {
      await open(address, ready);
      await picture(name);
      expect([name, await grave()]).toEqual([name, []]);
    }
    await open('#/knowledge');
    await page.locator('#knowledge-search').fill('budget');
    await page.locator('#search-results mark').first().waitFor();
    await picture('search-ar');
    expect(await grave()).toEqual([]);
  });
});
