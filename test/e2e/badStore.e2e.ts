import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createMessages } from '../../shared/messages/messages.ts';
import { eventually } from './eventually.ts';
import { close, start, temporaryFolder, type Running } from './harness.ts';

const DAMAGED = 'not a database '.repeat(500);

let running: Running;
let file = '';

beforeAll(async () => {
  const data = await temporaryFolder();
  file = join(data, 'bascule.sqlite');
  await writeFile(file, DAMAGED);
  running = await start({ data });
});
afterAll(() => close(running));

it('a damaged store is said in a sentence, left as it is, and looked at again when asked', async () => {
  const { window } = running;
  await window.locator('html[data-ready="error"]').waitFor();
  const { t } = createMessages('fr');
  await window.getByText(t('errors:NotADatabase', { file })).waitFor();
  expect(await readFile(file, 'utf8')).toBe(DAMAGED);
  await rm(file);
  // Somebody who is quicker than the program tries once more.
  const again = window.getByRole('button', { name: t('app:retry') });
  await eventually(async () => {
    await again.click({ timeout: 500 }).catch(() => {});
    return window.evaluate(() => document.documentElement.dataset['ready']);
  }).toBe('enrol');
});
