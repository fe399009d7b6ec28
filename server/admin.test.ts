import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from './start.ts';
import { TestDevice } from './testing/client.ts';
import { runServer, temporaryFolder } from './testing/server.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dataDir = path.join(temporaryFolder(), 'data');
const LOGIN = 'edgar.bergenia';

let server: RunningServer;
beforeAll(async () => {
  server = await runServer({ dataDir, demo: 'amiens-v6' });
});

async function admin(
  ...args: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['server/admin.ts', ...args], {
    cwd: root,
    env: { ...process.env, BASCULE_LANG: 'fr' },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

describe('administration, while the server runs', () => {
  it('lists people with what they do where', async () => {
    const { code, out } = await admin('people', '--data', dataDir, '--json');
    expect(code).toBe(0);
    const people = JSON.parse(out) as { login: string }[];
    expect(people.length).toBeGreaterThan(287);
    expect(people.find(({ login }) => login === LOGIN)).toEqual({
      login: LOGIN,
      name: 'Edgar Bergenia',
      roles: [{ role: 'bursar', place: 'establishment:etab-v6-01' }],
    });
    const table = await admin('people', '--data', dataDir);
    expect(table.out).toMatch(/^Identifiant +Nom +Rôle +Lieu\n/);
    expect(table.out).toMatch(
      /edgar\.bergenia +Edgar Bergenia +bursar +establishment:etab-v6-01\n/,
    );
  });

  it('issues a code that the running server takes once', async () => {
    const { out } = await admin('code', LOGIN, '--data', dataDir, '--json');
    const issued = JSON.parse(out) as { code: string; expiresAt: string };
    expect(Object.keys(issued)).toEqual(['code', 'expiresAt']);
    const days = (Date.parse(issued.expiresAt) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.9);
    expect(days).toBeLessThanOrEqual(7);
    const device = new TestDevice(server.url);
    expect((await device.enrol(issued.code)).status).toBe(200);
    expect((await new TestDevice(server.url).enrol(issued.code)).status).toBe(403);
    const text = await admin('code', LOGIN, '--data', dataDir, '--valid-minutes', '10');
    expect(text.out).toMatch(/Edgar Bergenia : ([A-Z2-9]{4}-){3}[A-Z2-9]{4}\n/);
  });

  it('says in one sentence, with exit code 2, what is wrong', async () => {
    const cases: [string[], RegExp][] = [
      [['code', 'nobody.here', '--data', dataDir], /« nobody\.here »/],
      [['code', '--data', dataDir], /LOGIN/],
      [['code', LOGIN, '--data', dataDir, '--valid-minutes', '9'], /« 9 ».*10 minutes/],
      [['code', LOGIN, '--data', dataDir, '--valid-minutes', '1e99'], /« 1e99 »/],
      [['constructor', '--data', dataDir], /« constructor ».*people, code/],
      [['people'], /--data/],
      [['people', '--data', path.join(dataDir, 'nowhere')], /Il n'y a pas de base/],
    ];
    for (const [args, words] of cases) {
      const { code, out, err } = await admin(...args);
      expect([args, code, out]).toEqual([args, 2, '']);
      expect(err).toMatch(words);
      expect(err.trimEnd().split('\n')).toHaveLength(1);
    }
  });
});
