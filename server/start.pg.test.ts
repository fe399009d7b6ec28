import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { freshDatabase } from '../test/support/freshDatabase.ts';
import { afterwards } from './testing/afterwards.ts';
import { TestDevice } from './testing/client.ts';
import { temporaryFolder } from './testing/server.ts';
import { demoStep } from './testing/ticks.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const SCOPE = 'establishment:etab-v6-01';

/** Runs a program of the server with the database's address in the environment. */
function run(script: string, databaseUrl: string, ...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: root,
    env: { ...process.env, BASCULE_LANG: 'en', BASCULE_DATABASE_URL: databaseUrl },
  });
  afterwards(() => child.kill('SIGKILL'));
  return child;
}

async function output(child: ChildProcess): Promise<{ code: unknown; out: string; err: string }> {
  let out = '';
  let err = '';
  child.stdout!.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr!.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [unknown];
  return { code, out, err };
}

async function address(child: ChildProcess): Promise<string> {
  const [chunk] = (await once(child.stdout!, 'data')) as [Buffer];
  return /^listening on (\S+)\n$/.exec(chunk.toString())![1]!;
}

/** What an event stream says until it has said `text`. */
async function hear(reader: ReadableStreamDefaultReader<Uint8Array>, text: string): Promise<void> {
  let heard = '';
  while (!heard.includes(text)) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`The stream ended: ${heard}`);
    heard += new TextDecoder().decode(value);
  }
}

it('several servers share a database and a folder, and wake each other’s devices', async () => {
  const url = await freshDatabase();
  const dataDir = path.join(temporaryFolder(), 'data');
  const args = ['--port', '0', '--data', dataDir, '--demo', 'amiens-v6'];
  const servers = [run('server/index.ts', url, ...args), run('server/index.ts', url, ...args)];
  const [one, two] = (await Promise.all(servers.map(address))) as [string, string];
  const health = await fetch(`${one}/health`);
  expect(await health.json()).toMatchObject({ status: 'ok', database: 'postgresql' });

  const head = await TestDevice.enrolled(two, 'demo-blandine.viorne');
  const response = await fetch(`${two}/sync/events`, {
    headers: { authorization: `Bearer ${head.token}` },
  });
  const reader = response.body!.getReader();
  await hear(reader, ':\n\n');
  const bursar = await TestDevice.enrolled(one, 'demo-edgar.bergenia');
  await bursar.push([
    bursar.transaction([
      {
        entity: 'kitStep',
        row: demoStep('etab-v6-01', 'cloture-kit'),
        scope: SCOPE,
        set: { note: 'ici' },
      },
    ]),
  ]);
  await hear(reader, `{"scope":"${SCOPE}","version":2`);

  const listed = await output(run('server/admin.ts', url, 'people', '--data', dataDir));
  expect(listed.err).toBe('');
  expect(listed.out).toMatch(/edgar\.bergenia +Edgar Bergenia/);

  for (const [index, server] of servers.entries()) {
    server.kill('SIGTERM');
    expect(await once(server, 'exit')).toEqual([0, null]);
    const other = index === 0 ? fetch(`${two}/health`) : Promise.resolve({ status: 200 });
    expect((await other).status).toBe(200);
  }
});

it('a database that cannot be used is said in one sentence, with exit code 2', async () => {
  const dataDir = path.join(temporaryFolder(), 'data');
  const url = new URL(await freshDatabase());
  url.password = 'geheim';
  const empty = await output(run('server/admin.ts', url.href, 'people', '--data', dataDir));
  expect([empty.code, empty.out]).toEqual([2, '']);
  expect(empty.err).toMatch(/^The database .* is empty: .*\.\n$/);
  url.pathname = '/none';
  const args = ['--port', '0', '--data', dataDir];
  const ended = await Promise.all(
    [
      run('server/index.ts', url.href, ...args),
      run('server/index.ts', 'postgres://127.0.0.1:1/x', ...args, '--database-url', url.href),
      run('server/admin.ts', url.href, 'people', '--data', dataDir),
    ].map(output),
  );
  for (const { code, out, err } of ended) {
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^The database server answers, but has no database 127\.0\.0\.1:\d+\/none/);
    expect(err).not.toContain('geheim');
  }
});
