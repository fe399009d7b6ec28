import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import { databaseFile } from './db/sqlite/open.ts';
import { isLoopback } from './start.ts';
import { TestDevice } from './testing/client.ts';
import { runServer, temporaryFolder } from './testing/server.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const NOBODY = 65_534;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs `server/index.ts` until it ends. */
async function serve(
  args: readonly string[],
  options: { uid?: number; lang?: string } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, ['server/index.ts', ...args], {
    cwd: root,
    env: { ...process.env, BASCULE_LANG: options.lang ?? 'fr' },
    ...(options.uid !== undefined && { uid: options.uid }),
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

/** Expects exit code 2 and one sentence with these words. */
function expectSentence({ code, out, err }: Ended, words: RegExp): void {
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(words);
  expect(err.trimEnd().split('\n')).toHaveLength(1);
}

const folder = temporaryFolder();
let count = 0;
function fresh(): string {
  count += 1;
  return path.join(folder, `data ${count}`);
}

describe('the server', () => {
  it('says where it listens in its first line, and stops when asked', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const child = spawn(process.execPath, ['server/index.ts', '--port', '0', '--data', fresh()], {
        cwd: root,
      });
      const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
      const url = /^listening on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(chunk.toString())![1]!;
      const health = await fetch(`${url}/health`);
      expect(await health.json()).toEqual({
        status: 'ok',
        version: packageJson.version,
        database: 'sqlite',
      });
      expect(health.headers.get('x-content-type-options')).toBe('nosniff');
      child.kill(signal);
      expect(await once(child, 'exit')).toEqual([0, null]);
      await expect(fetch(`${url}/health`)).rejects.toThrow('fetch failed');
    }
  });

  it('stops when asked, also while devices listen', async () => {
    const child = spawn(
      process.execPath,
      ['server/index.ts', '--port', '0', '--data', fresh(), '--demo', 'amiens-v6'],
      { cwd: root },
    );
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
    const url = chunk.toString().trim().replace('listening on ', '');
    const device = await TestDevice.enrolled(url, 'demo-edgar.bergenia');
    const response = await fetch(`${url}/sync/events`, {
      headers: { authorization: `Bearer ${device.token}` },
    });
    const reader = response.body!.getReader();
    await reader.read();
    child.kill('SIGTERM');
    const from = performance.now();
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(performance.now() - from).toBeLessThan(2_500);
    await reader.read().catch(() => undefined);
  });

  it('starts again after kill -9, on the same folder and at once', async () => {
    const dataDir = fresh();
    for (let time = 0; time < 3; time += 1) {
      const child = spawn(process.execPath, ['server/index.ts', '--port', '0', '--data', dataDir], {
        cwd: root,
      });
      const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
      expect(chunk.toString()).toMatch(/^listening on /);
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
  });
});

describe('the server says in one sentence, with exit code 2,', () => {
  it('that an argument is wrong', async () => {
    expectSentence(
      await serve(['--data', fresh(), '--port', '70000']),
      /«\u00A070000\u00A0» n'est pas/,
    );
    expectSentence(
      await serve(['--data', fresh(), '--port', 'http']),
      /«\u00A0http\u00A0» n'est pas/,
    );
    expectSentence(await serve([]), /--data/);
    expectSentence(await serve(['--data', fresh(), '--prot', '1']), /--prot/);
    expectSentence(
      await serve(['--data', fresh(), '--demo', 'lille']),
      /«\u00A0lille\u00A0».*amiens-v6/,
    );
    expectSentence(
      await serve(['--data', fresh(), '--demo', 'amiens-v6', '--host', '0.0.0.0']),
      /que sur cet ordinateur/,
    );
    expectSentence(await serve(['--data', fresh(), '--host', '203.0.113.9']), /203\.0\.113\.9/);
    expectSentence(await serve(['--data', fresh(), '--port', 'x'], { lang: 'ar' }), /رقم منفذ/);
  });

  it('that the port or the folder is in use', async () => {
    const dataDir = fresh();
    const server = await runServer({ dataDir });
    const { port } = new URL(server.url);
    expectSentence(await serve(['--data', fresh(), '--port', port]), new RegExp(`port ${port}`));
    expectSentence(await serve(['--data', dataDir, '--port', '0']), /Un autre serveur/);
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });

  it('that the folder cannot be made or written to', async () => {
    const file = fresh();
    fs.writeFileSync(file, 'a file');
    expectSentence(await serve(['--data', path.join(file, 'below')]), /ne peut pas être créé/);
    expectSentence(await serve(['--data', file]), /ne peut pas être créé/);
    const readOnly = fresh();
    fs.mkdirSync(readOnly, { mode: 0o555 });
    // Root may write anywhere: it runs the server as somebody else.
    const uid = process.getuid!() === 0 ? { uid: NOBODY } : {};
    fs.chmodSync(folder, 0o755);
    expectSentence(await serve(['--data', readOnly], uid), /Impossible d'écrire/);
    expect(fs.readdirSync(readOnly)).toEqual([]);
  });

  it('that the database is no database', async () => {
    const dataDir = fresh();
    fs.mkdirSync(dataDir);
    const noise = Buffer.from(Array.from({ length: 20_000 }, (_, index) => (index * 7_919) % 256));
    fs.writeFileSync(databaseFile(dataDir), noise);
    expectSentence(await serve(['--data', dataDir]), /n'est pas une base/);
    expect(fs.readFileSync(databaseFile(dataDir)).equals(noise)).toBe(true);
  });

  it('that practice data are not for a folder with other data', async () => {
    const dataDir = fresh();
    const server = await runServer({ dataDir, demo: 'amiens-v6' });
    await server.close();
    const file = databaseFile(dataDir);
    spawnSync(
      process.execPath,
      [
        '-e',
        `new (require('better-sqlite3'))(${JSON.stringify(file)}).exec("DELETE FROM setting WHERE key='demo'")`,
      ],
      { cwd: root },
    );
    expectSentence(await serve(['--data', dataDir, '--demo', 'amiens-v6']), /d'autres données/);
  });

  it('that the disk is full', async (context) => {
    const small = fresh();
    fs.mkdirSync(small);
    const mounted = spawnSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=300k', 'tmpfs', small]);
    if (mounted.status !== 0) return context.skip('needs the right to mount');
    try {
      const full = await serve(['--data', small, '--port', '0', '--demo', 'amiens-v6']);
      expectSentence(full, /est plein/);
      spawnSync('/bin/mount', ['-o', 'remount,size=100m', small]);
      const server = await runServer({ dataDir: small, demo: 'amiens-v6' });
      expect((await fetch(`${server.url}/health`)).status).toBe(200);
      await server.close();
    } finally {
      spawnSync('/bin/umount', [small]);
    }
  });
});

describe('a loopback address', () => {
  it('is one that only this computer reaches', () => {
    for (const host of ['127.0.0.1', '127.1.2.3', '::1', 'localhost']) {
      expect([host, isLoopback(host)]).toEqual([host, true]);
    }
    for (const host of ['0.0.0.0', '::', '10.0.0.1', '127.0.0.1.example.org', 'example.org', '']) {
      expect([host, isLoopback(host)]).toEqual([host, false]);
    }
  });
});
