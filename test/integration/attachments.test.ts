import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_ATTACHMENT_BYTES } from '../../shared/attachments/attachment.entity.ts';
import { badLine, type BadLine } from '../support/badLine.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';
import { people } from '../support/people.ts';
import { bascule, spawnServer, type ServerProcess } from '../support/processes.ts';

/** The bursar of a school, and somebody of another one. */
const LOGIN = 'edgar.bergenia';
const SCHOOL = 'establishment:etab-v6-01';
const STEP = 'etab-v6-01:opale:informer-collectivite';
const folder = temporaryFolder();
const serverDir = join(folder, 'server');
const data = join(folder, 'poste');
let server: ServerProcess;
let line: BadLine;
let colleague: Device;
let stranger: Device;

beforeAll(async () => {
  server = await spawnServer(serverDir);
  line = await badLine(server.url);
  await command('enrol', '--server', line.url, '--code', `demo-${LOGIN}`);
  colleague = await openDevice(join(folder, 'collègue'), { server: server.url, login: LOGIN });
  const other = (await people(serverDir)).find(
    ({ roles }) =>
      roles.length > 0 &&
      roles.every(({ place }) => place.startsWith('establishment:') && place !== SCHOOL),
  )!;
  stranger = await openDevice(join(folder, 'ailleurs'), {
    server: server.url,
    login: other.login,
  });
});
afterAll(async () => {
  await colleague.close();
  await stranger.close();
  await server.stop();
});

async function command(...args: string[]): Promise<Record<string, unknown>> {
  const finished = await bascule([...args, '--data', data, '--json']);
  expect(finished).toMatchObject({ code: 0, err: '' });
  return JSON.parse(finished.out) as Record<string, unknown>;
}

function file(name: string, content: Buffer | string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}

const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const onServer = (hash: string): string => join(serverDir, 'blobs', hash.slice(0, 2), hash);
const stateOf = async (device: Device, id: string): Promise<unknown> => {
  const list = must(await device.core.call('attachments.list', { step: STEP }));
  return list.attachments.find((one) => one.id === id)?.state;
};

describe('bascule attach', () => {
  it('attaches, sends with the next sync, and a colleague opens it', async () => {
    const content = randomBytes(700_000);
    const attached = await command('attach', STEP, file('Délibération n° 4.pdf', content));
    expect(attached).toEqual({
      id: `${STEP}:${hashOf(content).slice(0, 16)}`,
      hash: hashOf(content),
      bytes: 700_000,
      name: 'Délibération n° 4.pdf',
    });
    expect(await command('sync')).toMatchObject({ pushed: 1, files: { sent: 1, waiting: 0 } });
    expect(readFileSync(onServer(hashOf(content))).equals(content)).toBe(true);
    await colleague.sync();
    const list = must(await colleague.core.call('attachments.list', { step: STEP }));
    expect(list).toMatchObject({
      mayWrite: true,
      attachments: [
        {
          id: attached['id'],
          name: 'Délibération n° 4.pdf',
          mediaType: 'application/pdf',
          state: { type: 'onServer' },
          opens: true,
        },
      ],
    });
    const id = String(attached['id']);
    const { path } = must(await colleague.core.call('attachments.open', { id }));
    expect(readFileSync(path).equals(content)).toBe(true);
  });

  it('goes on where it was when the program was killed', async () => {
    const content = randomBytes(8_000_000);
    await command('attach', STEP, file('scan.png', content));
    line.holdUpAfter = 4_000_000;
    const child = spawn(process.execPath, ['main/cli/index.ts', 'sync', '--data', data], {
      stdio: 'ignore',
    });
    const before = line.up;
    await expect.poll(() => line.up - before, { timeout: 20_000 }).toBeGreaterThan(3_900_000);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(existsSync(onServer(hashOf(content)))).toBe(false);
    line.holdUpAfter = null;
    const again = line.up;
    expect(await command('sync')).toMatchObject({ files: { sent: 1, waiting: 0 } });
    expect(line.up - again).toBeLessThan(5_500_000);
    expect(readFileSync(onServer(hashOf(content))).equals(content)).toBe(true);
  });

  it('attaches the same file once, here and on two devices', async () => {
    const content = randomBytes(5_000);
    const first = await command('attach', STEP, file('a.pdf', content));
    const second = await command('attach', STEP, file('b.pdf', content));
    expect(second).toEqual(first);
    const theirs = must(
      await colleague.core.call('attachments.add', { step: STEP, file: file('a.pdf', content) }),
    );
    expect(theirs.id).toBe(first['id']);
    expect(await command('sync')).toMatchObject({ pushed: 1, files: { sent: 1 } });
    expect(await colleague.sync()).toMatchObject({
      rejected: 0,
      conflicts: 0,
      files: { waiting: 0 },
    });
    expect(await command('sync')).toMatchObject({ rejected: 0 });
    const list = must(await colleague.core.call('attachments.list', { step: STEP }));
    expect(list.attachments.filter(({ id }) => id === first['id'])).toHaveLength(1);
  });

  it('refuses what cannot be attached in one sentence each', async () => {
    const large = file('grand.pdf', '');
    truncateSync(large, MAX_ATTACHMENT_BYTES + 1);
    const cases: [string, string, string][] = [
      [STEP, file('vide.pdf', ''), 'FileEmpty'],
      [STEP, large, 'FileTooLarge'],
      [STEP, temporaryFolder(), 'FileUnusable'],
      [STEP, join(temporaryFolder(), 'rien.pdf'), 'FileUnusable'],
      ['etab-v6-01:opale:rien', file('a.pdf', 'a'), 'StepUnknown'],
    ];
    for (const [step, path, type] of cases) {
      const finished = await bascule(['attach', step, path, '--data', data, '--json']);
      expect(finished.code).toBe(2);
      expect(JSON.parse(finished.out)).toMatchObject({ ok: false, error: { type } });
      expect(finished.err.trim().split('\n')).toHaveLength(1);
    }
    expect(await command('sync')).toMatchObject({ pushed: 0 });
  });

  it('keeps names as they are, without what could mislead', async () => {
    const names: [string, string][] = [
      ['محضر الاجتماع رقم ٣.pdf', 'محضر الاجتماع رقم ٣.pdf'],
      ['\u200Fتقرير\u200F.txt', '\u200Fتقرير\u200F.txt'],
      ['e\u0301te\u0301.txt', 'été.txt'],
      ['facture\u202Efdp.exe', 'facture fdp.exe'],
      ['a\\b\nc.txt', 'a b c.txt'],
    ];
    for (const [name, kept] of names) {
      const attached = await command('attach', STEP, file(name, randomBytes(100)));
      expect(attached['name']).toBe(kept);
    }
    expect(await command('sync')).toMatchObject({
      pushed: names.length,
      rejected: 0,
      files: { sent: names.length, waiting: 0 },
    });
  });
});

describe('in the life of a file', () => {
  it('is removed, given back, and taken back when it was an addition', async () => {
    const { call } = colleague.core;
    const path = file('reçu.pdf', randomBytes(3_000));
    const { id } = must(await call('attachments.add', { step: STEP, file: path }));
    must(await call('attachments.remove', { id }));
    expect(await stateOf(colleague, id)).toBeUndefined();
    must(await call('sync.undo', {}));
    expect(await stateOf(colleague, id)).toEqual({ type: 'toSend', percent: 0 });
    must(await call('sync.undo', {}));
    expect(await stateOf(colleague, id)).toBeUndefined();
    // Attached again after all.
    must(await call('attachments.add', { step: STEP, file: path }));
    expect(await colleague.sync()).toMatchObject({ rejected: 0, conflicts: 0, files: { sent: 1 } });
    must(await call('attachments.remove', { id }));
    // The receipt has not been read yet: that is no conflict with the removal.
    expect(await colleague.sync()).toMatchObject({ rejected: 0, conflicts: 0 });
    expect(await colleague.sync()).toMatchObject({ rejected: 0, conflicts: 0 });
    expect(await stateOf(colleague, id)).toBeUndefined();
  });

  it('neither reaches nor comes from somebody of another school', async () => {
    const { call } = stranger.core;
    await stranger.sync();
    const list = await call('attachments.list', { step: STEP });
    expect(list).toMatchObject({ error: { type: 'StepUnknown' } });
    const path = file('a.pdf', randomBytes(100));
    expect(await call('attachments.add', { step: STEP, file: path })).toMatchObject({
      ok: false,
    });
    expect(readdirSync(join(folder, 'ailleurs'))).not.toContain('opened');
  });
});
