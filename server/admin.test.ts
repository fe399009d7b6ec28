import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { RunningServer } from './start.ts';
import { bundleOf } from './testing/bundles.ts';
import { TestDevice } from './testing/client.ts';
import { runServer, temporaryFolder } from './testing/server.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const dataDir = path.join(temporaryFolder(), 'data');
const LOGIN = 'edgar.bergenia';

let server: RunningServer;
beforeAll(async () => {
  server = await runServer({ dataDir, demo: 'amiens-v6' });
});

interface Outcome {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const admin = (...args: string[]): Promise<Outcome> => adminFrom({}, ...args);

async function adminFrom(env: Record<string, string>, ...args: string[]): Promise<Outcome> {
  const child = spawn(process.execPath, ['server/admin.ts', ...args], {
    cwd: root,
    env: { ...process.env, BASCULE_LANG: 'fr', ...env },
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

  it('takes files from where the person typed the command, as npm says', async () => {
    const typed = { INIT_CWD: path.dirname(dataDir), npm_lifecycle_event: 'server:admin' };
    const { code } = await adminFrom(typed, 'people', '--data', path.basename(dataDir), '--json');
    expect(code).toBe(0);
  });

  it('makes a programme of a template, with its pilot, and lists them', async () => {
    const args = ['--id', 'massar-sud', '--name', 'Massar Sud', '--data', dataDir, '--json'];
    const added = await admin('programmes', 'add', 'massar', '--pilot', LOGIN, ...args);
    expect([added.code, JSON.parse(added.out)]).toEqual([
      0,
      expect.objectContaining({ id: 'massar-sud', template: 'massar', actions: 43, pilot: LOGIN }),
    ]);
    const { out } = await admin('programmes', '--data', dataDir);
    expect(out).toMatch(/^Programme +Nom +Modèle +Version\n/);
    expect(out).toMatch(/massar-sud +Massar Sud +massar +1\.0\.0\n/);
    const { out: people } = await admin('people', '--data', dataDir, '--json');
    const roles = (JSON.parse(people) as { login: string; roles: object[] }[]).find(
      ({ login }) => login === LOGIN,
    )!.roles;
    expect(roles).toContainEqual({ role: 'pilot', place: 'programme:massar-sud' });
    await admin('ungrant', LOGIN, 'pilot', 'programme:massar-sud', '--data', dataDir);
  });

  it('makes no programme of what it cannot take, and says why', async () => {
    const add = (...args: string[]) => admin('programmes', 'add', ...args, '--data', dataDir);
    const unknown = await add('lille', '--id', 'x', '--name', 'X');
    expect(unknown.err).toMatch(/«\u00A0lille\u00A0».*opale, pegase, massar, ent/);
    const taken = await add('opale', '--id', 'opale', '--name', 'X');
    expect(taken.err).toMatch(/«\u00A0opale\u00A0» existe déjà/);
    const bad = await add('opale', '--id', 'a b', '--name', 'X');
    expect(bad.err).toMatch(/«\u00A0a b\u00A0»/);
    const nobody = await add('ent', '--id', 'seul', '--name', 'X', '--pilot', 'nobody');
    expect(nobody.code).not.toBe(0);
    const { out } = await admin('programmes', '--data', dataDir, '--json');
    expect((JSON.parse(out) as { id: string }[]).map(({ id }) => id)).not.toContain('seul');
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
    expect(text.out).toMatch(/Edgar Bergenia\u00A0: ([A-Z2-9]{4}-){3}[A-Z2-9]{4}\n/);
  });

  it('gives and takes roles, which devices get by their next pull', async () => {
    const school = 'establishment:etab-v6-50';
    const device = await TestDevice.enrolled(server.url, `demo-${LOGIN}`);
    const at = ['--data', dataDir, '--json'];
    const given = await admin('grant', LOGIN, 'bursar', school, ...at);
    const granted = { login: LOGIN, role: 'bursar', place: school };
    expect(JSON.parse(given.out)).toEqual({ ...granted, changed: true });
    const again = await admin('grant', LOGIN, 'bursar', school, ...at);
    expect(JSON.parse(again.out)).toEqual({ ...granted, changed: false });
    const scopes = async (): Promise<readonly string[]> => {
      const [hello] = await device.pull();
      return hello?.type === 'hello' ? hello.scopes : [];
    };
    expect(await scopes()).toContain(school);
    const rows = (await device.pull()).flatMap((f) => (f.type === 'snapshot' ? f.rows : []));
    expect(rows.find(({ row }) => row === 'p-062:bursar:establishment.etab-v6-50')).toMatchObject({
      values: { person: 'p-062', role: 'bursar', name: 'Edgar Bergenia', actors: null },
      stamp: expect.stringMatching(/-server$/),
    });
    const taken = await admin('ungrant', LOGIN, 'bursar', school, ...at);
    expect(JSON.parse(taken.out)).toEqual({ ...granted, changed: true });
    expect(await scopes()).not.toContain(school);
    await admin('grant', LOGIN, 'bursar', school, ...at);
    expect(await scopes()).toContain(school);
    await admin('ungrant', LOGIN, 'bursar', school, ...at);
  });

  it('lists and revokes devices, and what arrives of them is there to be reviewed', async () => {
    const device = await TestDevice.enrolled(server.url, `demo-${LOGIN}`);
    const carrier = await TestDevice.enrolled(server.url, 'demo-blandine.viorne');
    const at = ['--data', dataDir, '--json'];
    const listed = JSON.parse((await admin('devices', ...at)).out) as { id: string }[];
    expect(listed.find(({ id }) => id === device.id)).toMatchObject({
      name: 'test',
      person: 'p-062',
      personName: 'Edgar Bergenia',
      revokedAt: null,
      decided: 0,
    });
    const revoked = JSON.parse((await admin('revoke', device.id, ...at)).out) as object;
    expect(revoked).toMatchObject({ device: device.id, revokedAt: expect.any(Number) });
    expect(JSON.parse((await admin('revoke', device.id, ...at)).out)).toEqual(revoked);
    const { status, body } = await device.openSession();
    expect([status, body]).toMatchObject([403, { error: { type: 'DeviceRevoked' } }]);
    const row = 'etab-v6-01:opale:cloture-kit';
    const scope = 'establishment:etab-v6-01' as const;
    const change = { entity: 'kitStep', row, scope, set: { note: 'trop tard' } };
    const bundle = await bundleOf(device, [device.seal([device.transaction([change])])]);
    await fetch(`${server.url}/sync/relay`, {
      method: 'POST',
      headers: { authorization: `Bearer ${carrier.token}` },
      body: Buffer.from(bundle),
    });
    expect(JSON.parse((await admin('review', ...at)).out)).toMatchObject([
      { device: device.id, personName: 'Edgar Bergenia', n: 1, transaction: { changes: [change] } },
    ]);
    const text = await admin('review', '--data', dataDir);
    expect(text.out).toContain('trop tard');
  });

  it('erases, backs up beside the running server, and restores into another folder', async () => {
    const row = 'etab-v6-01:opale:cloture-kit';
    const erased = await admin('erase', 'kitStep', row, 'note', '--data', dataDir, '--json');
    expect(JSON.parse(erased.out)).toMatchObject({ row, field: 'note' });
    const file = path.join(temporaryFolder(), 'b.gz');
    const made = await admin('backup', file, '--data', dataDir, '--json');
    const other = path.join(temporaryFolder(), 'other');
    const restored = await admin('restore', file, '--data', other, '--json');
    expect([made.code, restored.code]).toEqual([0, 0]);
    const { records } = JSON.parse(made.out) as { records: number };
    expect(JSON.parse(restored.out)).toMatchObject({ records, epoch: expect.any(String) });
    const twice = await admin('restore', file, '--data', other);
    expect([twice.code, twice.err]).toEqual([2, expect.stringContaining('--force')]);
    expect((await admin('restore', file, '--data', other, '--force')).code).toBe(0);
    // Not under a server that runs.
    expect((await admin('restore', file, '--data', dataDir, '--force')).code).toBe(2);
  });

  it('says in one sentence, with exit code 2, what is wrong', async () => {
    const cases: [string[], RegExp][] = [
      [['code', 'nobody.here', '--data', dataDir], /«\u00A0nobody\.here\u00A0»/],
      [['code', '--data', dataDir], /LOGIN/],
      [['code', LOGIN, '--data', dataDir, '--valid-minutes', '9'], /«\u00A09\u00A0».*10 minutes/],
      [['code', LOGIN, '--data', dataDir, '--valid-minutes', '1e99'], /«\u00A01e99\u00A0»/],
      [['constructor', '--data', dataDir], /«\u00A0constructor\u00A0».*people, code/],
      [
        ['grant', LOGIN, 'emperor', 'wave:op-v6', '--data', dataDir],
        /«\u00A0emperor\u00A0».*pilot/,
      ],
      [['grant', LOGIN, 'pilot', 'wave:none', '--data', dataDir], /«\u00A0wave:none\u00A0»/],
      [['grant', LOGIN, 'pilot', 'person:p-062', '--data', dataDir], /«\u00A0person:p-062\u00A0»/],
      [['grant', LOGIN, 'pilot', '--data', dataDir], /grant LOGIN ROLE PLACE/],
      [['ungrant', LOGIN, 'pilot', 'wave:op-v6', '--data', dataDir], /n'a pas le rôle/],
      [['revoke', 'nothing', '--data', dataDir], /«\u00A0nothing\u00A0»/],
      [['erase', 'kitStep', 'none', 'note', '--data', dataDir], /«\u00A0none\u00A0»/],
      [['backup', path.join(dataDir, 'no', 'b'), '--data', dataDir], /ENOENT/],
      [['backup', 'a', 'b', '--data', dataDir], /: b\./],
      [[], /people, code/],
      [['people'], /--data/],
      [['people', '--data', path.join(dataDir, 'nowhere')], /Il n'y a pas de base/],
    ];
    for (const [args, words] of cases) {
      const { code, out, err } = await admin(...args);
      expect([args, code, out]).toEqual([args, 2, '']);
      expect(err).toMatch(words);
      expect(err.trimEnd().split('\n')).toHaveLength(1);
    }
    // Each case is a program of its own.
  }, 240_000);
});
