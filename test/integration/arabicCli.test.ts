import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCli } from '../../main/cli/cli.ts';
import { startServer, type RunningServer } from '../../server/start.ts';
import { must, openDevice } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

/* What has a name in Arabic is called by it, and states have words. */

const folder = temporaryFolder();
const data = join(folder, 'pilot');
let server: RunningServer;
let schools: readonly { readonly name: string; readonly nameAr: string | null }[];

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'massar-lot1' });
  const pilot = await openDevice(data, { server: server.url, login: 'laila.erriad' });
  const asked = { programme: 'massar', offset: 0, limit: 100, sort: 'name' } as const;
  schools = must(await pilot.core.call('pilot.schools', asked)).rows;
  await pilot.close();
});
afterAll(() => server.close());

function say(...args: string[]): Promise<string> {
  return complain(0, ...args);
}

/** What a command says that ends with an exit code. */
async function complain(expected: number, ...args: string[]): Promise<string> {
  const lines: string[] = [];
  const code = await runCli([...args, '--data', data], {
    stdin: process.stdin,
    out: (text) => void lines.push(text),
    complain: (text) => void lines.push(text),
    environment: { BASCULE_LANG: 'ar' },
  });
  expect(code).toBe(expected);
  return lines.join('\n');
}

it.each([
  { args: ['programmes'] },
  { args: ['waves'] },
  { args: ['establishments'] },
  { args: ['people'] },
  { args: ['training', 'sessions'] },
  { args: ['training', 'coverage'] },
  { args: ['training', 'statement'] },
  { args: ['tutoring', 'statement'] },
  { args: ['templates'] },
  { args: ['tickets'] },
  {
    args: [
      'waves',
      'postpone',
      '--establishment',
      'massar-rszz-1',
      '--months',
      '3',
      '--reason',
      'أشغال',
      '--dry-run',
    ],
  },
  { args: ['kit', '--establishment', 'massar-rszz-1'] },
])('bascule $args has no Latin name that has an Arabic one', async ({ args }) => {
  const said = await say(...args);
  expect(said).toMatch(/\p{Script=Arabic}/u);
  for (const { name, nameAr } of schools) if (nameAr !== null) expect(said).not.toContain(name);
  expect(said).not.toMatch(/Massar|Lot \d|\b(held|planned|confirmed|cancelled)\b/);
});

it('tells what a group was called to in words', async () => {
  await say('training', 'summons', join(folder, 's.pdf'), '--group', 'massar-directeurs-da');
  const said = await say('training', 'notices', '--group', 'massar-directeurs-da');
  expect(said).toMatch(/استدعاء/);
  expect(said).not.toMatch(/summons|\d{4}-\d{2}-\d{2}/);
});

it('writes requests in Arabic that it takes in again as they are', async () => {
  const file = join(folder, 'requests.csv');
  await say('tickets', 'export', file);
  const written = readFileSync(file, 'utf8');
  for (const { name, nameAr } of schools) if (nameAr !== null) expect(written).not.toContain(name);
  expect(written).not.toMatch(/incident|complaint|question/i);
  const taken = JSON.parse(await say('import', 'tickets', file, '--dry-run', '--json')) as object;
  expect(taken).toMatchObject({ created: 0, updated: 0, errors: [] });
});

it('says what was expected, in Arabic, where a command is wrong', async () => {
  const said = await complain(2, 'figures', '--as-of', 'غدا');
  expect(said).toMatch(/--as-of.*2024-01-22/);
  expect(await complain(2, 'enrol', '--server', server.url, '--code', '')).toMatch(/رمز التسجيل/);
  expect(await complain(4, 'enrol', '--server', server.url, '--code', 'x')).not.toMatch(
    /Too small/,
  );
});
