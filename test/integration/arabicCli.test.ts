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

async function say(...args: string[]): Promise<string> {
  const lines: string[] = [];
  const code = await runCli([...args, '--data', data], {
    stdin: process.stdin,
    out: (text) => void lines.push(text),
    complain: (text) => void lines.push(text),
    environment: { BASCULE_LANG: 'ar' },
  });
  expect(code).toBe(0);
  return lines.join('\n');
}

it.each([
  { args: ['programmes'] },
  { args: ['waves'] },
  { args: ['establishments'] },
  { args: ['people'] },
  { args: ['training', 'sessions'] },
  { args: ['kit', '--establishment', 'massar-rszz-1'] },
])('bascule $args has no Latin name that has an Arabic one', async ({ args }) => {
  const said = await say(...args);
  expect(said).toMatch(/\p{Script=Arabic}/u);
  for (const { name, nameAr } of schools) if (nameAr !== null) expect(said).not.toContain(name);
  expect(said).not.toMatch(/Massar|Lot \d|\b(held|planned|confirmed|cancelled)\b/);
});
