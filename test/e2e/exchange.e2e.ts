import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectRoot } from '../../build/runtime/paths.ts';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { dropFiles } from './drop.ts';
import { close, temporaryFolder, type Running } from './harness.ts';
import { BURSAR, keptStatus, say, startAs, stepsWith, tick } from './people.ts';

/* A computer without a network sends its work on a USB key, and takes in the server's reply. */

const NAME = 'Pour l’équipe — été.bascule';

let server: PracticeServer;
let bursar: Running;
let serverData = '';
/** The key. */
let key = '';
let step = '';

beforeAll(async () => {
  key = await temporaryFolder();
  serverData = await temporaryFolder();
  server = await startServer(serverData);
  bursar = await startAs({ data: await temporaryFolder(), server: server.url, login: BURSAR });
  await bursar.window.locator('[data-sync="fresh"]').waitFor();
  await end(server.child);
});
afterAll(async () => {
  await close(bursar);
  await end(server.child);
});

const onKey = (name: string): string => join(key, name);

/** Answers the system's dialogs as a person who chooses this file on the key. */
const willChoose = (name: string): Promise<void> =>
  bursar.app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: file });
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [file] });
  }, onKey(name));

/** Chooses an entry of the native menu. */
const choose = (id: string): Promise<void> =>
  bursar.app.evaluate(
    ({ BrowserWindow, Menu }, wanted) =>
      Menu.getApplicationMenu()!
        .getMenuItemById(wanted)!
        .click(undefined, BrowserWindow.getAllWindows()[0]),
    id,
  );

describe('an exchange file', () => {
  it('is made by the native menu, with what waits', async () => {
    [step] = (await stepsWith(bursar, 'todo')) as [string];
    await tick(bursar, step);
    await bursar.window.locator('[data-sync="waiting"]').waitFor();
    await willChoose(NAME);
    await choose('exportBundle');
    const made = say('exchange.made.some', { file: NAME, count: 1 });
    await bursar.window.getByText(made).waitFor();
    expect(readFileSync(onKey(NAME)).includes(step)).toBe(false);
  });

  it('is relayed to the server, whose reply confirms the work in the window', async () => {
    const places = ['--data', serverData, '--out', onKey('réponse.bascule')];
    const command = ['server/bundle.ts', 'import', onKey(NAME), ...places];
    await promisify(execFile)(process.execPath, command, { cwd: projectRoot });
    await bursar.window.evaluate(() => {
      location.hash = '/settings/sync';
    });
    await willChoose('réponse.bascule');
    await bursar.window.getByRole('button', { name: say('exchange.import') }).click();
    await bursar.window.getByText(/^Réponse du serveur reçue/).waitFor();
    // Nothing waits any more, though no server is there.
    await bursar.window.locator('[data-sync]').getByText(say('sync.nothingToSend')).waitFor();
    expect(await keptStatus(bursar, step)).toBe('done');
  });

  it('is taken in by letting it go on the window', async () => {
    await dropFiles(bursar.window, [onKey('réponse.bascule')]);
    await bursar.window.getByText(say('exchange.reply.known')).waitFor();
  });

  it('is none of any other file that is let go there, which opens nowhere', async () => {
    const page = bursar.window.url();
    for (const name of ['page.html', 'photo.png']) {
      writeFileSync(onKey(name), '<h1>elsewhere</h1>');
      await bursar.window.evaluate(() => {
        document.documentElement.dataset['still'] = 'here';
      });
      await dropFiles(bursar.window, [onKey(name)]);
      await bursar.window.getByRole('alert').getByText(say('exchange.notOurs')).waitFor();
      expect(bursar.window.url()).toBe(page);
      expect(await bursar.window.locator('html[data-still="here"]').count()).toBe(1);
      await bursar.window.getByRole('button', { name: say('notice.close') }).click();
    }
  });

  it('cannot be made up by a script of the page', async () => {
    const refused = await bursar.window.evaluate(async () => {
      const made = new DataTransfer();
      made.items.add(new File(['{"bascule":"bundle"}'], '/etc/passwd.bascule'));
      dispatchEvent(new DragEvent('drop', { dataTransfer: made, cancelable: true, bubbles: true }));
      return window.bascule.call('exchange.import', { dropped: true });
    });
    expect(refused).toEqual({ ok: true, value: null });
  });

  it('that is damaged is said in one sentence, and nothing is taken from it', async () => {
    const bytes = readFileSync(onKey('réponse.bascule'));
    writeFileSync(onKey('coupé.bascule'), bytes.subarray(0, bytes.length / 2));
    await willChoose('coupé.bascule');
    await choose('importBundle');
    const alert = bursar.window.getByRole('alert');
    await alert.getByText(/coupé\.bascule a été coupé ou abîmé/).waitFor();
    expect(await alert.count()).toBe(1);
    expect(await keptStatus(bursar, step)).toBe('done');
  });
});
