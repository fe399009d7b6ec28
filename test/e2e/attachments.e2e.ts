import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { end } from '../../build/start/child.ts';
import { startServer, type PracticeServer } from '../../build/start/server.ts';
import { eventually } from './eventually.ts';
import { close, screenshot, temporaryFolder, type Running } from './harness.ts';
import { BURSAR, HEAD, say, startAs } from './people.ts';

const STEP = 'etab-v6-01:opale:informer-collectivite';
const NAME = 'Bordereau n° 12 — محضر.pdf';
const content = randomBytes(1_500_000);
/** Where a picture of the panel goes, when somebody wants to look. */
const pictures = process.env['PICTURES'];

let server: PracticeServer;
let bursar: Running;
let head: Running;
let folder = '';

/** Puts what the system would do in the place of its dialog, programs and folders. */
async function stubSystem({ app }: Running, files: readonly string[]): Promise<void> {
  await app.evaluate(({ dialog, shell }, chosen) => {
    const done: string[] = [];
    (globalThis as unknown as { done: string[] }).done = done;
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [...chosen] });
    shell.openPath = (path) => {
      done.push(`open ${path}`);
      return Promise.resolve('');
    };
    shell.showItemInFolder = (path) => void done.push(`show ${path}`);
  }, files);
}
const whatItDid = ({ app }: Running): Promise<string[]> =>
  app.evaluate(() => (globalThis as unknown as { done: string[] }).done);

beforeAll(async () => {
  folder = await temporaryFolder();
  writeFileSync(join(folder, NAME), content);
  writeFileSync(join(folder, 'script.sh'), '#!/bin/sh\n');
  chmodSync(join(folder, 'script.sh'), 0o755);
  server = await startServer(await temporaryFolder());
  const { url } = server;
  bursar = await startAs({ data: await temporaryFolder(), server: url, login: BURSAR });
  head = await startAs({ data: await temporaryFolder(), server: url, login: HEAD });
  await stubSystem(bursar, [join(folder, NAME), join(folder, 'script.sh')]);
  await stubSystem(head, []);
});
afterAll(async () => {
  await close(bursar);
  await close(head);
  await end(server.child);
});

const section = async ({ window }: Running) => {
  await window.locator(`[data-step="${STEP}"]`).click();
  return window.getByRole('region', { name: say('attachments.title') });
};
const picture = async ({ window }: Running, name: string): Promise<void> => {
  if (pictures !== undefined) await screenshot(window, join(pictures, `${name}.png`));
};

describe('the files of a step', () => {
  it('are attached from the system’s dialog and sent by themselves', async () => {
    const files = await section(bursar);
    await picture(bursar, 'empty');
    await files.getByRole('button', { name: say('attachments.add') }).click();
    await files.getByText(NAME).waitFor();
    await eventually(() => files.getByText(say('attachments.state.here')).count()).toBe(2);
    await picture(bursar, 'fr');
  });

  it('are opened by a colleague; what could run is only shown in its folder', async () => {
    const files = await section(head);
    await files.getByText(NAME).waitFor();
    await eventually(() => files.getByText(say('attachments.state.onServer')).count()).toBe(2);
    await picture(head, 'onServer');
    await files.getByRole('button', { name: NAME }).first().click();
    await eventually(() => whatItDid(head)).toHaveLength(1);
    await files.getByRole('button', { name: 'script.sh' }).first().click();
    await eventually(() => whatItDid(head)).toHaveLength(2);
    const [opened, shown] = await whatItDid(head);
    expect(opened).toMatch(/^open .*Bordereau n° 12 — محضر\.pdf$/);
    expect(readFileSync(opened!.slice('open '.length)).equals(content)).toBe(true);
    expect(shown).toMatch(/^show .*script\.sh$/);
  });

  it('are never named by a path from the page', async () => {
    const answers = await head.window.evaluate((step) => {
      const { call } = window.bascule;
      return Promise.all([
        call('attachments.add', { step, file: '/etc/passwd' }),
        call('attachments.open', { id: step }),
        call('attachments.attach', { step, file: '/etc/passwd' }),
      ]);
    }, STEP);
    for (const answer of answers) {
      expect(answer).toMatchObject({ ok: false, error: { type: 'BadInput' } });
    }
  });

  it('are removed with a way back', async () => {
    const files = await section(bursar);
    await files
      .getByRole('button', { name: /script\.sh/ })
      .last()
      .click();
    await eventually(() => files.getByText('script.sh').count()).toBe(0);
    await bursar.window.getByRole('button', { name: say('notice.undo') }).click();
    await files.getByText('script.sh').waitFor();
  });

  it.runIf(pictures !== undefined)('look right in Arabic and in the dark', async () => {
    for (const [name, language, theme] of [
      ['ar', 'ar', 'light'],
      ['dark', 'fr', 'dark'],
    ] as const) {
      await bursar.window.evaluate((changes) => window.bascule.preferences.write(changes), {
        language,
        theme,
      });
      await bursar.window.reload();
      await bursar.window.locator('html[data-ready]').waitFor();
      await bursar.window.locator(`[data-step="${STEP}"]`).click();
      await bursar.window.getByText(NAME).waitFor();
      await picture(bursar, name);
    }
  });
});
