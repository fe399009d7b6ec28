import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { eventually } from './eventually.ts';
import { close, screenshot, temporaryFolder, type Running } from './harness.ts';
import { PILOT, startAs } from './people.ts';

interface Kit {
  version: string;
  actions: {
    id: string;
    title: { fr: string };
    dueOffsetDays: number | null;
    dependsOn: string[];
  }[];
}

/** Where to leave pictures for a person to look at; unset: none are made. */
const pictures = process.env['BASCULE_PICTURES'];
const NEW_TITLE = 'Relire les nomenclatures avec le support';

let server: PracticeServer;
let running: Running;
let file: string;

beforeAll(async () => {
  server = await startServer(await temporaryFolder(), undefined, 'amiens-v6');
  running = await startAs({ data: await temporaryFolder(), server: server.url, login: PILOT });
  file = join(await temporaryFolder(), 'modèle.json');
  await running.app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
});
afterAll(async () => {
  await close(running);
  await end(server.child);
});

async function picture(name: string): Promise<void> {
  if (pictures === undefined) return;
  await running.window.setViewportSize({ width: 1366, height: 768 });
  await screenshot(running.window, join(pictures, `template-${name}.png`));
}

async function speak(language: 'fr' | 'ar'): Promise<void> {
  await running.window.evaluate(
    (chosen) => window.bascule.preferences.write({ language: chosen }),
    language,
  );
  await running.window.reload();
  await running.window.locator(`html[data-ready="template"][lang="${language}"]`).waitFor();
}

it('a pilot compares a file with the running kits, merges it, and takes the merge back', async () => {
  const { window } = running;
  await window.evaluate(() => (location.hash = '#/template'));
  await window.locator('html[data-ready="template"]').waitFor();
  await picture('current');
  await window.getByRole('tab', { name: /Versions/ }).click();
  await window.getByRole('button', { name: 'Enregistrer le kit en cours…' }).click();
  await window.getByText('modèle.json').waitFor();

  const kit = JSON.parse(readFileSync(file, 'utf8')) as Kit;
  const was = kit.version;
  const awaited = new Set(kit.actions.flatMap(({ dependsOn }) => dependsOn));
  const dropped = kit.actions.find(({ id }) => !awaited.has(id))!;
  const [renamed, ...others] = kit.actions.filter((action) => action !== dropped);
  const moved = others.find(({ dueOffsetDays }) => dueOffsetDays !== null)!;
  renamed!.title.fr = NEW_TITLE;
  moved.dueOffsetDays! -= 30;
  kit.version = '99.0.0';
  kit.actions = kit.actions.filter((action) => action !== dropped);
  writeFileSync(file, JSON.stringify(kit));

  await window.getByRole('button', { name: 'Comparer un fichier…' }).click();
  await picture('opened');
  await window.locator('[data-difference]').first().waitFor();
  await eventually(() => window.locator('[data-difference]').count()).toBe(3);
  await picture('compare-fr');

  await window.getByRole('button', { name: 'Fusionner dans les kits en cours' }).click();
  const undo = window.getByRole('button', { name: /^Annuler la fusion/ });
  await undo.waitFor();
  await picture('merged-fr');
  expect((await current()).version).toBe('99.0.0');
  await undo.click();
  await eventually(async () => (await current()).version).toBe(was);
  await picture('versions-fr');

  await speak('ar');
  await window.locator('[role="row"] >> text=99.0.0').click();
  await window.locator('[data-difference]').first().waitFor();
  await picture('compare-ar');
  await window.getByRole('tab').nth(2).click();
  await picture('proposals-ar');
  await window.getByRole('tab').nth(0).click();
  await window.locator('[data-index="2"]').click();
  await picture('current-ar');
  await speak('fr');
  await window.getByRole('tab').nth(2).click();
  await picture('proposals-fr');
});

async function current(): Promise<{ version: string | null }> {
  const answer = await running.window.evaluate(() => window.bascule.call('templates.current', {}));
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value as { version: string | null };
}
