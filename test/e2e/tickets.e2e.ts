import { AxeBuilder } from '@axe-core/playwright';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import type { TicketView } from '../../shared/assistance/tickets.contract.ts';
import { eventually } from './eventually.ts';
import { close, screenshot, temporaryFolder, type Running } from './harness.ts';
import { BURSAR, PILOT, startAs } from './people.ts';

/** Where to leave pictures for a person to look at; unset: none are made. */
const pictures = process.env['BASCULE_PICTURES'];

async function open({ window }: Running, address: string): Promise<void> {
  await window.evaluate((to) => (location.hash = to), address);
  await window.locator('html[data-ready="assistance"]').waitFor();
}
async function picture({ window }: Running, name: string): Promise<void> {
  if (pictures !== undefined) await screenshot(window, join(pictures, `${name}.png`));
}
async function grave({ window: page }: Running): Promise<unknown[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
}
async function asked(running: Running): Promise<TicketView[]> {
  const answer = await running.window.evaluate(() => window.bascule.call('tickets.list', {}));
  return answer.ok ? (answer.value as { rows: TicketView[] }).rows : [];
}
async function inLanguage({ window }: Running, language: string): Promise<void> {
  await window.evaluate(() => (location.hash = '#/settings'));
  await window.locator('html[data-ready="settings"]').waitFor();
  await window.locator(`[data-value="${language}"]`).click();
  await window.locator(`html[lang="${language}"]`).waitFor();
}

describe('requests for help in Op@le', () => {
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

  it('is written by keyboard alone, by the programme’s rules', async () => {
    const { window } = bursar;
    await open(bursar, '#/assistance');
    await window.locator('#ticket-new').focus();
    await window.keyboard.press('Enter');
    const field = (name: string) => window.getByLabel(name);
    await field('Fonction *').focus();
    await window.keyboard.type('Secrétaire générale');
    await field('Titre *').focus();
    await window.keyboard.type('Mandat');
    await picture(bursar, 'ticket-form');
    // Enter sends: what is wrong is said, and nothing is lost.
    await window.keyboard.press('Enter');
    const alert = window.getByRole('alert');
    await alert.getByText('Le titre doit commencer par SI2C / DRASI').waitFor();
    await picture(bursar, 'ticket-problems');
    expect(await grave(bursar)).toEqual([]);
    await field('Titre *').fill('SI2C – Rejet d’un mandat de vacations');
    await field('Environnement *').focus();
    await window.keyboard.press('ArrowDown');
    await field('Sphère *').focus();
    await window.keyboard.press('ArrowDown');
    await field('Détail des opérations *').fill('Mandatement, puis mot de passe : Lilas2024');
    await window.getByRole('status').getByText('semble contenir un mot de passe').waitFor();
    await picture(bursar, 'ticket-secret');
    await field('Détail des opérations *').fill('Mandatement, puis validation.');
    await field('Titre *').focus();
    await window.keyboard.press('Enter');
    await window.getByText('À déposer dans ITOP').waitFor();
    await picture(bursar, 'ticket-sent');
    const made = (await asked(bursar)).find(({ title }) => title.includes('vacations'));
    expect(made).toMatchObject({ level: 'si2c', status: 'open', mine: true });
    expect(await grave(bursar)).toEqual([]);
  });

  it('shows those who help all requests, and their figures', async () => {
    const { window } = pilot;
    await open(pilot, '#/assistance');
    await window.locator('#tickets [data-index="0"]').waitFor();
    await picture(pilot, 'tickets');
    await window.locator('#tickets [tabindex="0"]').focus();
    await window.keyboard.press('Enter');
    await window.getByText('Échanges').waitFor();
    await picture(pilot, 'ticket-panel');
    expect(await grave(pilot)).toEqual([]);
    await open(pilot, '#/assistance/figures');
    const cells = async (group: string) =>
      window.locator(`tr[data-group="${group}"] td`).allInnerTexts();
    await eventually(async () => cells('national')).toEqual(['27', '12', '2']);
    expect((await cells('drasi')).slice(1)).toEqual(['45', '26']);
    await picture(pilot, 'ticket-figures');
    expect(await grave(pilot)).toEqual([]);
  });

  it('notes a contact in two fields and Enter', async () => {
    const { window } = pilot;
    await open(pilot, '#/assistance/contacts');
    await window.getByLabel('Objet', { exact: true }).fill('Relance sur le chargement du budget');
    await window.keyboard.press('Enter');
    await window.locator('#contacts').getByText('Relance sur le chargement').waitFor();
    await picture(pilot, 'contacts');
    expect(await grave(pilot)).toEqual([]);
  });

  it('can be read in Arabic and in the dark', async () => {
    await inLanguage(pilot, 'ar');
    await open(pilot, '#/assistance');
    await pilot.window.locator('#tickets [data-index="0"]').waitFor();
    await picture(pilot, 'tickets-ar');
    expect(await grave(pilot)).toEqual([]);
    await open(pilot, '#/assistance/tickets/new');
    await picture(pilot, 'ticket-form-ar');
    await pilot.window.emulateMedia({ colorScheme: 'dark' });
    await open(pilot, '#/assistance/figures');
    await picture(pilot, 'ticket-figures-ar-dark');
    expect(await grave(pilot)).toEqual([]);
    await open(pilot, '#/assistance/tickets');
    await picture(pilot, 'tickets-ar-dark');
  });
});

describe('requests for help in Pégase', () => {
  let server: PracticeServer;
  let team: Running;
  beforeAll(async () => {
    server = await startServer(await temporaryFolder(), undefined, 'pegase-2022');
    const data = await temporaryFolder();
    team = await startAs({ data, server: server.url, login: 'oriane.feuillant' });
  });
  afterAll(async () => {
    await close(team);
    await end(server.child);
  });

  it('asks of an anomaly what it does not ask of a question', async () => {
    const { window } = team;
    await open(team, '#/assistance/tickets/new');
    await window.getByRole('button', { name: 'Ticket d’anomalie' }).focus();
    await window.keyboard.press('Enter');
    await window.getByLabel('Résumé *').fill('Inscription impossible en double licence');
    await window.getByLabel('Page concernée (URL) *').fill('http://pegase.example/ins');
    await window.getByLabel('Descriptif *').fill('Étudiant de test, message 12.');
    await window.getByLabel('Résumé *').focus();
    await window.keyboard.press('Enter');
    const alert = window.getByRole('alert');
    await alert.getByText('doit commencer par https://').waitFor();
    await picture(team, 'ticket-pegase');
    expect(await grave(team)).toEqual([]);
    await window.getByLabel('Page concernée (URL) *').fill('https://pegase.example/ins');
    await window.getByLabel('Version concernée *').fill('24.1');
    await window.getByLabel('aucun (si plusieurs modules)').focus();
    await window.keyboard.press('Space');
    await window.getByLabel('Résumé *').focus();
    await window.keyboard.press('Enter');
    await window.getByText('À déposer dans JSM').waitFor();
    const made = (await asked(team)).find(({ title }) => title.includes('double licence'));
    expect(made).toMatchObject({ kind: 'anomaly', priority: 'minor', status: 'open' });
  });
});
