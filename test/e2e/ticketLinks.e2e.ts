import { AxeBuilder } from '@axe-core/playwright';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import type { TicketView } from '../../shared/assistance/tickets.contract.ts';
import { eventually } from './eventually.ts';
import { close, screenshot, temporaryFolder, type Running } from './harness.ts';
import { BURSAR, PILOT, say, startAs } from './people.ts';

/** Where to leave pictures for a person to look at; unset: none are made. */
const pictures = process.env['BASCULE_PICTURES'];
const TITLE = 'SI2C – Rejet d’un mandat de vacations';
const SHOT = 'Écran de rejet.png';
const ACTION = 'Informer la collectivité de rattachement';

async function open({ window }: Running, address: string, page = 'assistance'): Promise<void> {
  await window.evaluate((to) => (location.hash = to), address);
  await window.locator(`html[data-ready="${page}"]`).waitFor();
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
async function asked(running: Running): Promise<TicketView | undefined> {
  const answer = await running.window.evaluate(() => window.bascule.call('tickets.list', {}));
  const rows = answer.ok ? (answer.value as { rows: TicketView[] }).rows : [];
  return rows.find(({ title }) => title === TITLE);
}

describe('a request with its files and links', () => {
  let server: PracticeServer;
  let pilot: Running;
  let bursar: Running;
  let handed = '';
  beforeAll(async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, SHOT), 'picture');
    handed = join(folder, 'remise.csv');
    server = await startServer(await temporaryFolder(), undefined, 'amiens-v6');
    const start = async (login: string) =>
      startAs({ data: await temporaryFolder(), server: server.url, login });
    pilot = await start(PILOT);
    bursar = await start(BURSAR);
    await bursar.app.evaluate(
      ({ dialog }, file) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
      },
      join(folder, SHOT),
    );
    await pilot.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, handed);
  });
  afterAll(async () => {
    await close(pilot);
    await close(bursar);
    await end(server.child);
  });

  it('takes a screenshot while it is written, and goes with it', async () => {
    const { window } = bursar;
    await open(bursar, '#/assistance/tickets/new');
    const field = (name: string) => window.getByLabel(name);
    await field('Titre *').fill(TITLE);
    await window.getByRole('button', { name: say('attachments.add') }).click();
    await window.getByRole('button', { name: SHOT, exact: true }).waitFor();
    await picture(bursar, 'form-file');
    await field('Fonction *').fill('Secrétaire générale');
    await field('Environnement *').selectOption({ index: 1 });
    await field('Sphère *').selectOption({ index: 1 });
    await field('Détail des opérations *').fill('Mandatement, puis validation.');
    await window.getByRole('button', { name: 'Envoyer la demande' }).click();
    await window.getByText('À déposer dans ITOP').waitFor();
    await window.getByRole('button', { name: SHOT, exact: true }).waitFor();
    expect(await grave(bursar)).toEqual([]);
    await picture(bursar, 'sent-file');
    await eventually(async () => (await asked(pilot))?.files).toBe(1);
  });

  it('is linked to an action and a blocker, and both lead back to it', async () => {
    const { window } = pilot;
    const { id } = (await asked(pilot))!;
    await open(pilot, `#/assistance/tickets/${id}`);
    await window.getByLabel('Action du kit').selectOption({ label: ACTION });
    await window.getByRole('link', { name: 'Voir l’action' }).waitFor();
    await window.getByLabel('Blocage', { exact: true }).selectOption('new');
    await window.getByRole('link', { name: 'Voir le blocage' }).waitFor();
    await picture(pilot, 'linked');
    expect(await grave(pilot)).toEqual([]);
    await window.getByRole('link', { name: 'Voir le blocage' }).click();
    await window.getByRole('heading', { name: 'Demandes d’assistance' }).waitFor();
    await picture(pilot, 'blocker-tickets');
    await window.getByRole('link', { name: TITLE }).click();
    await window.getByRole('link', { name: 'Voir l’action' }).click();
    await window.getByRole('heading', { name: 'Demandes d’assistance sur cette action' }).waitFor();
    await picture(pilot, 'step-tickets');
  });

  it('is handed over as a file in one click, which its exchanges tell', async () => {
    const { window } = pilot;
    const { id } = (await asked(pilot))!;
    await open(pilot, `#/assistance/tickets/${id}`);
    await window.getByRole('button', { name: 'Remettre en fichier' }).click();
    await window.getByText('la remise est notée').waitFor();
    await window.getByText('iTop · remise.csv').waitFor();
    await picture(pilot, 'handed');
    expect(readFileSync(handed, 'utf8')).toContain(TITLE);
    await open(pilot, '#/assistance');
    await window.locator('#tickets [data-index="0"]').waitFor();
    await picture(pilot, 'list');
    await window.getByRole('button', { name: /^Remettre 6\d demandes$/ }).waitFor();
    expect(await grave(pilot)).toEqual([]);
  });
});
