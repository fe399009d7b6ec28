import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import type { LogLine, SessionLog } from '../../shared/tutoring/log.contract.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';
import { bascule, runScript } from '../support/processes.ts';

/* A pair logs one session apart: a clock is a day ahead, one has no network, a program is killed. */

const DAY_MS = 86_400_000;
const TUTORS = ['capucine.salicaire', 'lucile.millepertuis'] as const;
const folder = temporaryFolder();
const serverDir = join(folder, 'server');
let server: RunningServer;
let first: Device;
/** The one whose computer believes that it is tomorrow. */
let second: Device;
let session: string;
let schools: string[];

beforeAll(async () => {
  server = await startServer({ dataDir: serverDir, port: 0, demo: 'amiens-v6' });
  const [one, two] = TUTORS;
  first = await openDevice(join(folder, 'first'), { server: server.url, login: one });
  second = await openDevice(join(folder, 'second'), {
    server: server.url,
    login: two,
    now: () => Date.now() + DAY_MS,
  });
  const { sessions } = must(await first.core.call('tutoring.overview', {}));
  session = sessions.findLast(({ noted, entries }) => noted === 0 && entries === 0)!.id;
  schools = (await log(first)).schools.map(({ id }) => id);
});
afterAll(async () => {
  await first.close();
  await second.close();
  await server.close();
});

const log = async (at: Device): Promise<SessionLog> =>
  must(await at.core.call('log.read', { session }));
const say = async (at: Device, kind: LogLine['kind'], text: string, school?: number) =>
  must(
    await at.core.call('log.write', {
      session,
      kind,
      said: { text, ...(school === undefined ? {} : { establishment: schools[school]! }) },
    }),
  );
const texts = async (at: Device): Promise<string[]> =>
  (await log(at)).lines.map(({ text }) => text);

/** An evening of a pair: each notes some of it, without the other. */
async function evening(round: string): Promise<string[]> {
  for (let n = 0; n < 4; n += 1) {
    await say(first, 'difficulty', `${round} A${n}`, n);
    await say(second, 'difficulty', `${round} B${n}`, n + 10);
    await say(second, 'answer', `${round} réponse B${n}`);
  }
  const marks = (some: readonly string[]) =>
    some.map((establishment) => ({ establishment, status: 'present' as const }));
  must(await first.core.call('log.mark', { session, marks: marks(schools.slice(0, 12)) }));
  must(await second.core.call('log.mark', { session, marks: marks(schools.slice(8)) }));
  return [0, 1, 2, 3].flatMap((n) => [
    `${round} A${n}`,
    `${round} B${n}`,
    `${round} réponse B${n}`,
  ]);
}

async function expectAlike(said: readonly string[]): Promise<void> {
  const [one, two] = [await log(first), await log(second)];
  expect(one.lines.map(({ text }) => text).toSorted()).toEqual([...said].toSorted());
  const shared = (line: LogLine) => ({ ...line, mine: null });
  expect(two.lines.map(shared)).toEqual(one.lines.map(shared));
  expect(one.schools.every(({ status }) => status === 'present')).toBe(true);
  expect(two.schools.map(({ status }) => status)).toEqual(one.schools.map(({ status }) => status));
  for (const answer of one.lines.filter(({ kind }) => kind === 'answer')) {
    const about = one.lines.find(({ id }) => id === answer.about)!;
    expect(answer.text).toBe(about.text.replace('B', 'réponse B'));
  }
  expect(await first.status()).toMatchObject({ pending: 0, conflicts: 0 });
  expect(await second.status()).toMatchObject({ pending: 0, conflicts: 0 });
}

const said: string[] = [];

it('has all of it once over the server, though a clock is a day ahead', async () => {
  said.push(...(await evening('serveur')));
  for (const at of [first, second, first]) expect(await at.sync()).toMatchObject({ rejected: 0 });
  await expectAlike(said);
});

it('has all of it once by a file on a key, also when the file is handed in twice', async () => {
  said.push(...(await evening('clé')));
  const [file, reply] = [join(folder, 'second.bascule'), join(folder, 'reply.bascule')];
  expect(await first.sync()).toMatchObject({ rejected: 0 });
  must(await second.core.call('bundle.export', { file }));
  for (const out of [join(folder, 'once.bascule'), reply]) {
    const args = ['import', file, '--data', serverDir, '--out', out, '--json'];
    expect(await runScript('server/bundle.ts', args)).toMatchObject({ code: 0, err: '' });
  }
  for (let n = 0; n < 2; n += 1) must(await second.core.call('bundle.import', { file: reply }));
  expect(await first.sync()).toMatchObject({ rejected: 0 });
  await expectAlike(said);
});

it('has all of it once though the program is killed in the middle of it', async () => {
  await first.close();
  const lines = Array.from({ length: 120 }, (_, n) => `tué ${n}`);
  const input = lines
    .map((text, n) => `${JSON.stringify({ id: `tue-${n}`, kind: 'note', text })}\n`)
    .join('');
  const args = ['tutoring', 'log', session, '--stdin', '--data', join(folder, 'first'), '--json'];
  const child = spawn(process.execPath, ['main/cli/index.ts', ...args], {
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  const ended = once(child, 'exit');
  // All but the end is handed over, so that it cannot have finished by itself.
  child.stdin.write(input);
  const beside = await openDevice(join(folder, 'first'), { readOnly: true });
  await expect
    .poll(async () => (await texts(beside)).filter((text) => text.startsWith('tué')).length, {
      timeout: 30_000,
    })
    .toBeGreaterThan(0);
  await beside.close();
  child.kill('SIGKILL');
  expect((await ended)[1]).toBe('SIGKILL');
  const again = await bascule(args, { input });
  expect(again).toMatchObject({ code: 0 });
  const { written, unchanged } = JSON.parse(again.out) as { written: number; unchanged: number };
  expect(written + unchanged).toBe(lines.length);
  expect(unchanged).toBeGreaterThan(0);
  console.log(`killed after ${unchanged} of ${lines.length} lines`);
  said.push(...lines);
  first = await openDevice(join(folder, 'first'));
  for (const at of [first, second]) expect(await at.sync()).toMatchObject({ rejected: 0 });
  await expectAlike(said);
});
