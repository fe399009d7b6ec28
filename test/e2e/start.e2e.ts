import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { projectRoot } from '../../build/runtime/paths.ts';
import { run } from '../../build/runtime/run.ts';
import { createCore, fileVault } from '../../main/core/core.ts';
import { eventually } from './eventually.ts';
import { temporaryFolder } from './harness.ts';
import { BURSAR } from './people.ts';

/* What `npm start` promises; on a folder of its own, so that the developer's is left alone. */

const SCRIPT = join(projectRoot, 'build', 'start.ts');
const UP_WITHIN_MS = 60_000;

let folder = '';
let env: NodeJS.ProcessEnv = {};
beforeAll(async () => {
  folder = join(await temporaryFolder(), 'data');
  env = { ...process.env, ...inject('start').display, BASCULE_START_DATA: folder };
});

const toItsEnd = (...args: string[]) =>
  run(process.execPath, [SCRIPT, ...args], { env, timeoutMs: UP_WITHIN_MS });

interface Up {
  readonly child: ChildProcess;
  readonly url: string;
}

/** Starts it, up to where it says how to end it. */
async function up(...args: string[]): Promise<Up> {
  const stdio = ['ignore', 'pipe', 'pipe'] as const;
  const child = spawn(process.execPath, [SCRIPT, ...args], { env, stdio: [...stdio] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: Buffer) => (said += text.toString()));
  }
  await eventually(() => said, UP_WITHIN_MS).toContain('Ctrl-C');
  return { child, url: /http:\/\/[^\s,]+/.exec(said)![0] };
}

/** Presses Ctrl-C; answers what is left running of it afterwards. */
async function interrupt({ child }: Up): Promise<string[]> {
  const ended = once(child, 'exit');
  child.kill('SIGINT');
  await ended;
  return running(folder);
}

/** Command lines of the processes in which a text occurs; none where there is no /proc. */
async function running(text: string): Promise<string[]> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(
    ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')),
  );
  return lines.filter((line) => line.includes(text)).map((line) => line.replaceAll('\0', ' '));
}

/** The server that the person's device is enrolled with; undefined before. */
async function enrolledWith(login: string): Promise<string | undefined> {
  const opened = await createCore({
    dataDir: join(folder, login),
    deviceName: 'test',
    timeZone: 'Europe/Paris',
    vault: fileVault,
    readOnly: true,
  }).catch(() => undefined);
  if (opened?.ok !== true) return undefined;
  const current = await opened.value.call('session.current', {});
  await opened.value.close();
  return current.ok ? current.value?.server : undefined;
}

describe('npm start', () => {
  it('with --check ends with one line of JSON that says how it went', async () => {
    const { code, stdout } = await toItsEnd('--check');
    const last = JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Record<string, unknown>;
    expect(last).toMatchObject({ ok: true, electron: expect.any(String) });
    for (const figure of ['firstPaintMs', 'usableMs', 'syncedMs']) {
      expect(last[figure]).toBeGreaterThan(0);
    }
    expect(code).toBe(0);
  });

  it('says in one sentence what it cannot do', async () => {
    for (const args of [
      ['--as', 'nobody'],
      ['--demo', 'nowhere'],
      ['--as'],
      ['--wrong'],
      ['stray'],
    ]) {
      const { code, stderr } = await toItsEnd(...args);
      expect(code).toBe(1);
      expect(stderr).not.toContain('    at ');
    }
  });

  it('lists whom one can be', async () => {
    const { stdout } = await toItsEnd('--people', 'bergenia');
    expect(stdout).toContain(BURSAR);
  });

  it('opens other practice data, in the language of its person', async () => {
    const arabic = await up('--demo', 'massar-lot1');
    const data = join('demos', 'massar-lot1', 'laila.erriad');
    await eventually(() => enrolledWith(data), UP_WITHIN_MS).toBe(arabic.url);
    const kept = join(folder, data, 'preferences.json');
    const language = () => readFile(kept, 'utf8').catch(() => '');
    await eventually(language, UP_WITHIN_MS).toContain('"language": "ar"');
    expect(await interrupt(arabic)).toEqual([]);
  });

  it('is there once, and again as it was; Ctrl-C leaves nothing running', async () => {
    const first = await up();
    await eventually(() => enrolledWith(BURSAR), UP_WITHIN_MS).toBe(first.url);
    const second = await toItsEnd();
    expect([second.code, second.stderr.trim().split('\n').length]).toEqual([1, 1]);
    const anew = await toItsEnd('--fresh');
    expect([anew.code, anew.stderr.trim().split('\n').length]).toEqual([1, 1]);
    expect(await interrupt(first)).toEqual([]);
    const again = await up();
    expect(again.url).toBe(first.url);
    expect(await interrupt(again)).toEqual([]);
  });

  it('tells the device where its server is when another program has taken the address', async () => {
    const before = await enrolledWith(BURSAR);
    const other = createServer().listen(Number(new URL(before!).port), '127.0.0.1');
    await once(other, 'listening');
    const moved = await up();
    expect(moved.url).not.toBe(before);
    await eventually(() => enrolledWith(BURSAR), UP_WITHIN_MS).toBe(moved.url);
    expect(await interrupt(moved)).toEqual([]);
    other.close();
  });
});
