import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { uaiLetter } from '../../shared/imports/uai.ts';
import { openDevice, type Device } from '../support/devices.ts';
import { eventually } from './eventually.ts';
import { close, screenshot, temporaryFolder, type Running } from './harness.ts';
import { PILOT, startAs } from './people.ts';

const SCHOOLS = 600;
const JOBS = ['SG', 'ordonnateur', 'agent comptable', 'assistant de gestion'];
/** What is large takes seconds on a busy machine. */
const LONG_MS = 90_000;
/** A school of the practice data that switches over in January as well. */
const LIKE = 'etab-v6-01';
/** Where to leave pictures for a person to look at; unset: none are made. */
const pictures = process.env['BASCULE_PICTURES'];

let server: PracticeServer;
let running: Running;
let bursar: Device | undefined;
let errorsFile: string;

beforeAll(async () => {
  server = await startServer(await temporaryFolder(), undefined, 'amiens-v6');
  running = await startAs({ data: await temporaryFolder(), server: server.url, login: PILOT });
  const folder = await temporaryFolder();
  const book = join(folder, 'académie.xlsx');
  errorsFile = join(folder, 'erreurs.csv');
  await writeWorkbook(book);
  await running.app.evaluate(
    ({ dialog }, { opened, saved }) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [opened] });
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: saved });
    },
    { opened: book, saved: errorsFile },
  );
});
afterAll(async () => {
  await bursar?.close();
  await close(running);
  await end(server.child);
});

function uai(index: number): string {
  const figures = String(5_900_000 + index).padStart(7, '0');
  return figures + uaiLetter(figures);
}

/** An academy's lists as a pilot has them, with three errors: two among the schools, one in people. */
async function writeWorkbook(file: string): Promise<void> {
  const schools = Array.from({ length: SCHOOLS }, (_, index) => [
    uai(index),
    `Collège ${index}`,
    'college',
    'Lille',
    'Lille',
  ]);
  const people = Array.from({ length: SCHOOLS * JOBS.length }, (_, index) => [
    `Nom${index}`,
    'Prénom',
    `p${index}@exemple.invalid`,
    JOBS[index % JOBS.length]!,
    uai(Math.floor(index / JOBS.length)),
  ]);
  const texts = (lines: readonly (readonly string[])[]) =>
    lines.map((line) => line.map((value) => ({ value, type: String })));
  await writeExcelFile([
    {
      sheet: 'Établissements',
      data: texts([
        ['UAI', 'Nom', 'Type', 'Ville', 'Académie'],
        ...schools,
        [uai(3), 'Doublon', 'college', 'Lille', 'Lille'],
        [uai(SCHOOLS), '', 'college', 'Lille', 'Lille'],
      ]),
    },
    {
      sheet: 'Personnes',
      data: texts([
        ['Nom', 'Prénom', 'Courriel', 'Fonction', 'UAI'],
        ...people,
        ['Faux', 'Prénom', 'sans arobase', 'SG', uai(0)],
      ]),
    },
  ]).toFile(file);
}

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return;
  await running.window.setViewportSize({ width: 1366, height: 768 });
  await screenshot(running.window, join(pictures, `academy-${name}.png`));
}

const button = (name: string | RegExp) => running.window.getByRole('button', { name });

it('a pilot makes an academy, imports 600 schools and 2,400 people, opens their wave, and a bursar has a dated kit', async () => {
  const { window } = running;
  const link = (name: string) => window.getByRole('navigation').getByRole('link', { name });

  // The academy.
  await window.locator('html[data-ready="establishments"]').waitFor();
  await button('Territoires').click();
  await window.getByRole('textbox', { name: 'Nom' }).fill('Lille');
  await picture('territory');
  await button('Créer le territoire').click();
  await window.getByText(/Lille.* est enregistré/).waitFor();

  // The wave, with the January way through the kit.
  await link('Vagues').click();
  await button(/^Créer$/).click();
  await window.getByRole('textbox', { name: 'Nom' }).fill('V8');
  await window.getByLabel('Bascule', { exact: true }).fill('2025-01-01');
  await window.getByLabel('Parcours du kit').selectOption({ label: 'Entrée de janvier' });
  await button('Enregistrer').click();
  await window.getByRole('heading', { name: 'Op@le · V8' }).waitFor();

  // Its schools, from the first sheet.
  await window.getByRole('tab', { name: /^Établissements/ }).click();
  await button('Importer…').click();
  await button('Choisir un fichier…').click();
  await button(`Importer ${SCHOOLS} lignes`).waitFor({ timeout: LONG_MS });
  expect(await window.getByLabel('Vague qu’ils rejoignent').inputValue()).toMatch(/^wave-/);
  await window.getByText('Seulement les lignes à vérifier').click();
  await eventually(() => errorLines()).toEqual([
    expect.stringMatching(/^602À corriger.*UAI · Le code .* est déjà à la ligne 5/),
    expect.stringMatching(/^603À corriger.*Nom · La cellule est vide/),
  ]);
  await picture('schools');
  await button('Enregistrer la liste des erreurs…').click();
  await window.getByText(/Enregistré dans .*erreurs.csv/).waitFor();
  const saved = readFileSync(errorsFile, 'utf8').trimEnd().split('\r\n');
  expect(saved.map((line) => line.split(';').slice(0, 2).join(';'))).toEqual([
    '\uFEFFLigne;Colonne',
    '602;UAI',
    '603;Nom',
  ]);
  await button(`Importer ${SCHOOLS} lignes`).click();
  await button('Annuler l’import').waitFor({ timeout: LONG_MS });
  await window.getByText(`${SCHOOLS} créations`).waitFor();
  expect(await window.locator('tbody tr').count()).toBe(2);
  await picture('imported');

  // The people, from the second.
  await button(/^Continuer avec la feuille .*Personnes/).click();
  await button(/^Importer 2\s400 lignes$/).click({ timeout: LONG_MS });
  await button('Annuler l’import').waitFor({ timeout: LONG_MS });
  await window.getByText(/^2\s400 créations$/).waitFor();
  expect(await window.locator('tbody tr').allTextContents()).toEqual([
    expect.stringMatching(/^2\s402Courriel«\ssans arobase\s» n’est pas une adresse/),
  ]);

  // Every school of the wave gets its kit.
  await link('Vagues').click();
  await window.getByRole('row').filter({ hasText: 'V8' }).click();
  await button('Ouvrir et distribuer').click();
  await picture('open');
  await button('Distribuer les kits').click();
  await window.getByText(new RegExp(`Kits distribués.*${SCHOOLS}`)).waitFor({ timeout: LONG_MS });
  await button('Synchroniser').click();
  await eventually(status, LONG_MS).toMatchObject({ pending: 0, rejected: 0 });

  // A code for the bursar of the first school.
  await link('Personnes').click();
  await window.getByRole('textbox', { name: 'Nom, rôle, établissement' }).fill(uai(0));
  await window.getByRole('row').filter({ hasText: 'Prénom Nom0' }).click();
  await button('Code d’inscription').click();
  await button('Faire les codes').click();
  await button('Copier le code de Prénom Nom0').click();
  await picture('code');
  const code = await running.app.evaluate(({ clipboard }) => clipboard.readText());

  bursar = await openDevice(await temporaryFolder(), { server: server.url, code });
  await bursar.sync();
  const kit = await bursar.kit();
  expect(kit.establishment).toMatchObject({ code: uai(0), switchoverDate: '2025-01-01' });
  expect(kit.steps.filter(({ due }) => due === null)).toEqual([]);
  // The actions of the January way, as other schools of January have them.
  expect(kit.steps.map(({ action }) => action).toSorted()).toEqual(await actionsOf(LIKE));
}, 240_000);

/** What the table of the import says of the rows that are in sight. */
function errorLines(): Promise<string[]> {
  return running.window.locator('#import-rows [data-index]').allTextContents();
}

async function status(): Promise<unknown> {
  const answer = await running.window.evaluate(() => window.bascule.call('sync.status', {}));
  return answer.ok ? answer.value : answer.error;
}

async function actionsOf(establishment: string): Promise<string[]> {
  const answer = await running.window.evaluate(
    (id) => window.bascule.call('kit.read', { establishment: id }),
    establishment,
  );
  if (!answer.ok) throw new Error(JSON.stringify(answer.error));
  const { steps } = answer.value as { steps: readonly { action: string }[] };
  return steps.map(({ action }) => action).toSorted();
}
