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
  await window.locator('html[data-ready="draft"]').waitFor();
  await picture('draft-ar');
  await window.locator('main header button').last().click();
  await window.locator('[data-difference]').first().waitFor();
  await picture('compare-ar');
  await window.evaluate(() => (location.hash = '#/template/versions'));
  await window.locator('html[data-ready="template"]').waitFor();
  await window.getByRole('tab').nth(2).click();
  await picture('proposals-ar');
  await window.getByRole('tab').nth(0).click();
  await window.locator('[data-index="2"]').click();
  await picture('current-ar');
  await speak('fr');
  await window.getByRole('tab').nth(2).click();
  await picture('proposals-fr');
});

it('a pilot writes a draft by keyboard, and a step that was ticked is kept when it is merged', async () => {
  const { window } = running;
  const { keyboard } = window;
  const before = await current();
  const { id: ticked, establishment, action: removed } = await aTickedStep();

  await window.evaluate(() => (location.hash = '#/template/versions'));
  await window.getByRole('button', { name: 'Nouveau brouillon' }).click();
  await window.locator('html[data-ready="draft"]').waitFor();
  const version = (await window.evaluate(() => location.hash)).split('/').at(-1)!;
  const draft = async () =>
    (await call('templates.draft', { programme: before.programme.id, version })) as DraftRead;
  const kit = await draft();
  const [first, second] = kit.actions;
  const focused = () =>
    window.evaluate(() => document.activeElement?.getAttribute('data-index') ?? null);
  await picture('draft-fr');

  // To the list, and in it by keys alone.
  await window.locator('#draft-actions [data-index="0"]').focus();
  await keyboard.press('n');
  await window.getByRole('complementary', { name: 'Nouvelle action' }).waitFor();
  await keyboard.type('Prévenir la banque');
  await picture('draft-new');
  await keyboard.press('Enter');
  await eventually(focused).toBe('1');
  await keyboard.press('Alt+ArrowDown');
  await eventually(focused).toBe('2');
  expect((await draft()).actions.slice(0, 3).map(({ id }) => id)).toEqual([
    first!.id,
    second!.id,
    'prevenir-la-banque',
  ]);

  await keyboard.press('Enter');
  const title = window.getByRole('textbox', { name: 'Intitulé' });
  await title.waitFor();
  await eventually(() => title.evaluate((field) => field === document.activeElement)).toBe(true);
  await keyboard.press('Control+A');
  await keyboard.type('Écrire à la banque');
  await keyboard.press('Escape');
  await eventually(focused).toBe('2');
  await eventually(async () => (await draft()).actions[2]!.title.fr).toBe('Écrire à la banque');
  await picture('draft-action');

  // What was ticked is of an action that the draft removes.
  const has = async (id: string) => (await draft()).actions.some((action) => action.id === id);
  const index = (await draft()).actions.findIndex(({ id }) => id === removed);
  await keyboard.press('Home');
  for (let row = 0; row < index; row += 1) await keyboard.press('ArrowDown');
  await eventually(focused).toBe(String(index));
  await keyboard.press('Delete');
  await eventually(() => has(removed)).toBe(false);
  await eventually(focused).toBe(String(index));
  await keyboard.press('Control+Z');
  await eventually(() => has(removed)).toBe(true);
  // The keyboard stays on the action that had come in its place.
  await eventually(focused).toBe(String(index + 1));
  await keyboard.press('ArrowUp');
  await eventually(focused).toBe(String(index));
  await keyboard.press('Delete');
  await eventually(() => has(removed)).toBe(false);

  await window.getByRole('button', { name: 'Comparer avec les kits en cours' }).press('Enter');
  await window.locator(`[data-difference="${removed}"]`).waitFor();
  await window.locator('[data-difference="prevenir-la-banque"]').waitFor();
  await picture('draft-compare');
  await window
    .locator(`[data-difference="${removed}"]`)
    .getByRole('button', { name: /Prendre la nouvelle version/ })
    .press('Enter');
  await window.getByRole('button', { name: 'Fusionner dans les kits en cours' }).press('Enter');
  await window.getByRole('button', { name: /^Annuler la fusion/ }).waitFor();
  expect((await current()).version).toBe(version);
  const after = (await call('kit.read', { establishment })) as KitRead;
  expect(after.steps.find(({ id }) => id === ticked)).toMatchObject({
    status: 'done',
    retired: true,
  });
  expect(after.steps.map(({ action }) => action)).toContain('prevenir-la-banque');
});

it('saves by one click of the mouse what was just typed, and its buttons keep their place', async () => {
  const { window } = running;
  await window.evaluate(() => (location.hash = '#/template'));
  await window.locator('html[data-ready="template"]').waitFor();
  await window.getByRole('tab').nth(0).click();
  await window.locator('[data-index="3"]').click();
  await window.getByRole('button', { name: 'Modifier l’action' }).click();
  const save = window.getByRole('button', { name: 'Enregistrer', exact: true });
  const title = window.getByRole('textbox', { name: 'Intitulé' });
  await title.waitFor();
  const before = (await save.boundingBox())!;
  const middle = [before.x + before.width / 2, before.y + before.height / 2] as const;
  const told = window.getByText(/^Changé, pas encore enregistré/);
  // Pressed and let go elsewhere: the field is left only then.
  await title.fill('Un titre pas encore gardé');
  await window.mouse.move(...middle);
  await window.mouse.down();
  await eventually(() => title.evaluate((field) => field === document.activeElement)).toBe(false);
  expect(await told.count()).toBe(0);
  await window.mouse.move(0, 0);
  await window.mouse.up();
  await told.waitFor();
  expect(await save.boundingBox()).toEqual(before);

  await title.fill('Un titre gardé au premier clic');
  await window.mouse.move(...middle);
  await window.mouse.down();
  await window.mouse.up();
  await window.getByRole('button', { name: 'Modifier l’action' }).waitFor();
  const { actions } = (await call('templates.current', {})) as DraftRead;
  expect(actions.map(({ title: { fr } }) => fr)).toContain('Un titre gardé au premier clic');
});

interface KitRead {
  readonly steps: readonly {
    id: string;
    action: string;
    status: string;
    retired: boolean;
  }[];
}
interface DraftRead {
  readonly actions: readonly { id: string; title: { fr: string } }[];
}

/** A step that somebody has ticked, in one of the schools of the pilot. */
async function aTickedStep(): Promise<KitRead['steps'][number] & { establishment: string }> {
  const { rows } = (await call('pilot.schools', {})) as { rows: { id: string }[] };
  for (const { id } of rows) {
    const { steps } = (await call('kit.read', { establishment: id })) as KitRead;
    const found = steps.find(({ status, retired }) => status === 'done' && !retired);
    if (found !== undefined) return { ...found, establishment: id };
  }
  throw new Error('No step of the practice data is ticked.');
}

async function call(name: string, input: object): Promise<unknown> {
  const answer = await running.window.evaluate(
    ([method, given]) => window.bascule.call(method as 'kit.read', given),
    [name, input] as const,
  );
  if (!answer.ok) throw new Error(JSON.stringify(answer));
  return answer.value;
}

async function current(): Promise<{ version: string | null; programme: { id: string } }> {
  return (await call('templates.current', {})) as Awaited<ReturnType<typeof current>>;
}
