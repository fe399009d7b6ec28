import { randomBytes } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDevice } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';
import {
  bascule,
  runScript,
  spawnServer,
  type Finished,
  type ServerProcess,
} from '../support/processes.ts';

const LOGIN = 'edgar.bergenia';
const STEP = 'etab-v6-01:opale:informer-collectivite';
const folder = temporaryFolder();
const serverDir = join(folder, 'server');
const data = join(folder, 'poste de la gestionnaire');
let server: ServerProcess;
let enrolment: Finished;
let steps: { id: string; action: string; status: string }[];

beforeAll(async () => {
  server = await spawnServer(serverDir);
  const enrolled = await bascule([
    'enrol',
    '--server',
    server.url,
    '--code',
    `demo-${LOGIN}`,
    '--data',
    data,
    '--json',
  ]);
  enrolment = enrolled;
  steps = (await json('kit'))['steps'] as typeof steps;
});
afterAll(() => server.stop());

it('enrols a device, and says what it may read', () => {
  expect(enrolment).toMatchObject({ code: 0, err: '' });
  expect(JSON.parse(enrolment.out)).toEqual({
    device: expect.stringMatching(/^[a-z2-7]{16}$/),
    person: LOGIN,
    scopes: [
      'establishment:etab-v6-01',
      expect.stringMatching(/^person:/),
      'programme:opale',
      'schoolTraining:etab-v6-01',
      'tutoringGroup:tutorat-3',
      'wave:op-v6',
    ],
  });
});

async function json(...args: string[]): Promise<Record<string, unknown>> {
  const finished = await bascule([...args, '--data', data, '--json']);
  expect(finished).toMatchObject({ code: 0, err: '' });
  return JSON.parse(finished.out) as Record<string, unknown>;
}

/** Expects an exit code, one sentence on stderr, and the failure's type in JSON. */
function expectRefusal(finished: Finished, code: number, type: string): void {
  expect(finished.code).toBe(code);
  expect(finished.err.trim().split('\n')).toHaveLength(1);
  expect(JSON.parse(finished.out)).toMatchObject({ ok: false, error: { type } });
}

function todo(): string {
  const step = steps.find(({ status }) => status === 'todo')!;
  step.status = 'taken';
  return step.id;
}

describe('bascule', () => {
  it('shows the kit, ticks, says what waits, and syncs', async () => {
    const kit = await json('kit');
    expect(kit).toMatchObject({ establishment: 'etab-v6-01', switchoverDate: '2024-01-01' });
    expect(kit['progress']).toEqual({ done: 45, applicable: 91, percent: 49.45 });
    const id = todo();
    expect(
      await json('tick', id, '--status', 'blocked', '--note', 'attente de l’ADSI'),
    ).toMatchObject({
      id,
      status: 'blocked',
      note: 'attente de l’ADSI',
      changedBy: 'Edgar Bergenia',
      changedAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT/),
    });
    expect(await json('status')).toMatchObject({
      person: LOGIN,
      pending: 1,
      rejected: 0,
      reachable: true,
    });
    expect(await json('sync')).toMatchObject({
      pushed: 1,
      rejected: 0,
      conflicts: 0,
      bytesUp: expect.any(Number),
    });
    expect(await json('status')).toMatchObject({ pending: 0, lastSyncAt: expect.any(String) });
  });

  it('ticks line by line, and a bad line stops nothing', async () => {
    const good = todo();
    const last = todo();
    const lines = [
      JSON.stringify({ step: good, status: 'done', note: null }),
      '{"step": "x", "sta',
      JSON.stringify({ step: 'etab-v6-01:opale:rien', status: 'done' }),
      JSON.stringify({ step: good, status: 'finished' }),
      JSON.stringify({ step: good, status: 'done', note: 'x'.repeat(1_000_000) }),
      JSON.stringify({ step: good, status: 'blocked', note: '  ' }),
      JSON.stringify({ step: 5, status: 'done' }),
      JSON.stringify({ step: last, status: 'notApplicable', note: 'sans objet' }),
    ];
    const finished = await bascule(['tick', '--stdin', '--data', data, '--json'], {
      input: lines.join('\n'),
    });
    expect(finished.code).toBe(2);
    const answers = finished.out
      .trim()
      .split('\n')
      .map(
        (line) => JSON.parse(line) as { ok: boolean; error?: { type: string; message: string } },
      );
    expect(answers.map(({ ok, error }) => (ok ? 'ok' : error!.type))).toEqual([
      'ok',
      'BadInput',
      'StepUnknown',
      'StatusUnknown',
      'NoteTooLong',
      'ReasonMissing',
      'BadInput',
      'ok',
    ]);
    for (const { error } of answers) expect(error?.message ?? '').not.toMatch(/\n/);
    expect(finished.out.length).toBeLessThan(10_000);
  });

  it('refuses what does not exist in one sentence', async () => {
    expectRefusal(
      await bascule(['tick', 'rien', '--status', 'done', '--data', data, '--json']),
      2,
      'StepUnknown',
    );
    expectRefusal(
      await bascule(['tick', STEP, '--status', 'ok', '--data', data, '--json']),
      2,
      'StatusUnknown',
    );
    expectRefusal(
      await bascule(['kit', '--establishment', 'etab-v6-02', '--data', data, '--json']),
      2,
      'EstablishmentUnknown',
    );
    const wrong = await bascule(['dance', '--data', data]);
    expect([wrong.code, wrong.err.trim().split('\n').length]).toEqual([2, 1]);
  });

  it('keeps working without the server, and says so', async () => {
    const alone = await spawnServer(join(folder, 'server 2'));
    const away = join(folder, 'away');
    await bascule(['enrol', '--server', alone.url, '--code', `demo-${LOGIN}`, '--data', away]);
    await alone.stop();
    const id = todo();
    expect((await bascule(['tick', id, '--status', 'done', '--data', away])).code).toBe(0);
    expectRefusal(await bascule(['sync', '--data', away, '--json']), 3, 'ServerUnreachable');
    const status = await bascule(['status', '--data', away, '--json']);
    expect(JSON.parse(status.out)).toMatchObject({ pending: 1, reachable: false });
  });
});

describe('what a person has to decide', () => {
  const head = join(folder, 'poste de la cheffe');
  const at = (dataDir: string, ...args: string[]): Promise<Finished> =>
    bascule([...args, '--data', dataDir, '--json']);
  const read = async <T>(finished: Promise<Finished>): Promise<T> => {
    const { code, out, err } = await finished;
    expect([code, err]).toEqual([0, '']);
    return JSON.parse(out) as T;
  };
  beforeAll(async () => {
    await read(at(head, 'enrol', '--server', server.url, '--code', 'demo-blandine.viorne'));
  });

  it('is listed as conflicts, and settled', async () => {
    const id = todo();
    await read(at(data, 'tick', id, '--status', 'done'));
    await read(at(head, 'tick', id, '--status', 'blocked', '--note', 'pas encore'));
    await read(at(data, 'sync'));
    expect(await read(at(head, 'sync'))).toMatchObject({ conflicts: 1 });
    const conflicts = await read<{ id: string; versions: { value: string }[] }[]>(
      at(head, 'conflicts'),
    );
    expect(conflicts).toEqual([
      {
        id: expect.any(String),
        row: id,
        field: 'status',
        about: null,
        versions: [
          {
            value: 'done',
            others: { doneOn: '2024-01-22' },
            by: 'Edgar Bergenia',
            at: expect.stringMatching(/^20.*Z$/),
          },
          {
            value: 'blocked',
            others: { doneOn: null },
            by: 'Blandine Viorne',
            at: expect.stringMatching(/^20.*Z$/),
          },
        ],
      },
    ]);
    const [conflict] = conflicts;
    const text = await bascule(['conflicts', '--data', head]);
    expect(text.out).toContain('Fait · 22 janvier 2024 (Edgar Bergenia');
    expect(text.out).toContain('Bloqué (Blandine Viorne');
    expectRefusal(await at(head, 'resolve', 'nothing', '--keep', '0'), 2, 'ConflictUnknown');
    expectRefusal(await at(head, 'resolve', conflict!.id, '--keep', '7'), 2, 'VersionUnknown');
    expectRefusal(await at(head, 'resolve', conflict!.id, '--keep', 'x'), 2, 'BadInput');
    expectRefusal(await at(head, 'resolve', conflict!.id), 2, 'BadInput');
    await read(at(head, 'resolve', conflict!.id, '--keep', '1'));
    expect(await read(at(head, 'conflicts'))).toEqual([]);
    expect(await read(at(head, 'sync'))).toMatchObject({ pushed: 1, rejected: 0 });
  });

  it('is what the server refused, to send again or to file', async () => {
    const place = 'establishment:etab-v6-01';
    const right = (verb: string) =>
      runScript('server/admin.ts', [verb, LOGIN, 'bursar', place, '--data', serverDir]);
    const [first, second] = [todo(), todo()];
    await read(at(data, 'tick', first, '--status', 'done'));
    await read(at(data, 'tick', second, '--status', 'blocked', '--note', 'attente'));
    expect((await right('ungrant')).code).toBe(0);
    expect(await read(at(data, 'sync'))).toMatchObject({ rejected: 2 });
    expect((await right('grant')).code).toBe(0);
    await read(at(data, 'sync'));
    const rejected = await read<{ n: number }[]>(at(data, 'rejected'));
    expect(rejected).toMatchObject([
      {
        n: expect.any(Number),
        at: expect.stringMatching(/^20.*Z$/),
        reason: expect.stringContaining('rôle'),
        type: 'NotAllowed',
        changes: [{ row: first, set: { status: 'done' } }],
      },
      { changes: [{ row: second, set: { status: 'blocked', note: 'attente' } }] },
    ]);
    await read(at(data, 'rejected', '--resend', String(rejected[0]!.n)));
    await read(at(data, 'rejected', '--dismiss', String(rejected[1]!.n)));
    expect(await read(at(data, 'rejected'))).toEqual([]);
    expectRefusal(
      await at(data, 'rejected', '--dismiss', String(rejected[1]!.n)),
      2,
      'RejectionUnknown',
    );
    expect(await read(at(data, 'sync'))).toMatchObject({ pushed: 1, rejected: 0 });
    // What was filed stays in the journal.
    const db = new SqliteDatabase(join(data, 'bascule.sqlite'), { readonly: true });
    const kept = db.prepare('SELECT changes FROM outbox WHERE n = ?').pluck();
    expect(kept.get(rejected[1]!.n)).toContain('attente');
    db.close();
  });

  it('travels by file', async () => {
    const id = todo();
    await read(at(data, 'tick', id, '--status', 'done'));
    const [out, reply] = [join(folder, 'out.bascule'), join(folder, 'reply.bascule')];
    expect(await read(at(data, 'bundle', 'export', out))).toEqual({
      transactions: 1,
      bytes: readFileSync(out).length,
    });
    const args = ['import', out, '--data', serverDir, '--out', reply];
    expect((await runScript('server/bundle.ts', args)).code).toBe(0);
    expect(await read(at(data, 'bundle', 'import', reply))).toMatchObject({
      kind: 'reply',
      rejected: 0,
    });
    expect(await read(at(data, 'status'))).toMatchObject({ pending: 0 });
    expectRefusal(await at(data, 'bundle', 'import', join(folder, 'nowhere')), 2, 'FileUnusable');
    expectRefusal(await at(data, 'bundle', 'import', join(data, 'device.json')), 2, 'NotABundle');
    expectRefusal(await at(data, 'bundle', 'export', out, '--for', 'nobody'), 2, 'ReceiverUnknown');
  });

  it('is which computers are one’s own', async () => {
    const spare = join(folder, 'spare');
    await read(at(spare, 'enrol', '--server', server.url, '--code', `demo-${LOGIN}`));
    const { device } = await read<{ device: string }>(at(spare, 'status'));
    await read(at(data, 'devices', 'rename', device, 'vieux portable'));
    const listed = await read<{ id: string; name: string; mine: boolean; current: boolean }[]>(
      at(data, 'devices'),
    );
    expect(listed.find(({ id }) => id === device)).toMatchObject({
      name: 'vieux portable',
      mine: true,
      current: false,
      revokedAt: null,
    });
    const others = listed.find(({ mine }) => !mine)!;
    expectRefusal(await at(data, 'devices', 'revoke', others.id), 2, 'DeviceUnknown');
    expectRefusal(await at(data, 'devices', 'dance'), 2, 'BadInput');
    await read(at(data, 'devices', 'revoke', device));
    expectRefusal(await at(spare, 'sync'), 4, 'DeviceRevoked');
    expect(await read(at(spare, 'status'))).toMatchObject({
      person: null,
      notice: { type: 'revoked', unsent: null },
    });
    for (const reads of ['kit', 'conflicts', 'rejected']) {
      expectRefusal(await at(spare, reads), 2, 'Revoked');
    }
  });

  it('reads no device where none is, and makes none', async () => {
    const nowhere = join(folder, 'nowhere');
    for (const reads of ['status', 'kit', 'conflicts', 'rejected', 'devices']) {
      expectRefusal(await at(nowhere, reads), 2, 'NoDevice');
    }
    expect(existsSync(nowhere)).toBe(false);
  });

  it('says what is wrong in its own words', async () => {
    const unnamed = await at(data, 'devices', 'rename', 'x', '');
    expectRefusal(unnamed, 2, 'BadInput');
    expect(unnamed.err).toContain('(name)');
  });

  it('says that nothing is enrolled yet where the server does not answer', async () => {
    const finished = await at(
      join(folder, 'nowhere yet'),
      'enrol',
      '--server',
      'http://127.0.0.1:9',
      '--code',
      'demo-x',
    );
    expectRefusal(finished, 3, 'EnrolUnreachable');
    expect(finished.err).not.toMatch(/enregistré/);
  });
});

describe('enrolment codes', () => {
  async function newCode(): Promise<string> {
    const made = await runScript('server/admin.ts', ['code', LOGIN, '--data', serverDir, '--json']);
    expect(made.code).toBe(0);
    return (JSON.parse(made.out) as { code: string }).code;
  }
  const enrol = (code: string, name: string): Promise<Finished> =>
    bascule([
      'enrol',
      '--server',
      server.url,
      '--code',
      code,
      '--data',
      join(folder, name),
      '--json',
    ]);

  it('work once', async () => {
    const code = await newCode();
    expect((await enrol(code, 'first')).code).toBe(0);
    expectRefusal(await enrol(code, 'second'), 4, 'CodeUsed');
    expectRefusal(await enrol('WXYZ-WXYZ-WXYZ', 'third'), 4, 'CodeUnknown');
    // The refused folder is as good as new.
    expect((await enrol(await newCode(), 'second')).code).toBe(0);
  });

  it('expire', async () => {
    const code = await newCode();
    const db = new SqliteDatabase(join(serverDir, 'server.sqlite'));
    db.prepare('UPDATE enrolment_code SET expires_at = 1 WHERE used_at IS NULL').run();
    db.close();
    expectRefusal(await enrol(code, 'late'), 4, 'CodeExpired');
  });

  it('are not for a device that is enrolled', async () => {
    expectRefusal(
      await bascule([
        'enrol',
        '--server',
        server.url,
        '--code',
        await newCode(),
        '--data',
        data,
        '--json',
      ]),
      2,
      'AlreadyEnrolled',
    );
    expect((await json('status'))['person']).toBe(LOGIN);
  });
});

describe('a data folder that is not as it should be', () => {
  it('of random bytes is left alone', async () => {
    const bad = join(folder, 'garbage');
    mkdirSync(bad);
    const bytes = randomBytes(20_000);
    writeFileSync(join(bad, 'bascule.sqlite'), bytes);
    expectRefusal(await bascule(['kit', '--data', bad, '--json']), 2, 'NotADatabase');
    expect(readFileSync(join(bad, 'bascule.sqlite')).equals(bytes)).toBe(true);
  });

  it('of another program’s database is left alone', async () => {
    const foreign = join(folder, 'foreign');
    mkdirSync(foreign);
    const file = join(foreign, 'bascule.sqlite');
    const db = new SqliteDatabase(file);
    db.exec('CREATE TABLE recipe (name TEXT)');
    db.close();
    const bytes = readFileSync(file);
    for (const command of ['kit', 'status', 'sync']) {
      expectRefusal(await bascule([command, '--data', foreign, '--json']), 2, 'NotADatabase');
    }
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('without its device.json shows what it has, and says why it cannot sync', async () => {
    const keyless = join(folder, 'keyless');
    await bascule(['enrol', '--server', server.url, '--code', `demo-${LOGIN}`, '--data', keyless]);
    rmSync(join(keyless, 'device.json'));
    expect((await bascule(['kit', '--data', keyless, '--json'])).code).toBe(0);
    expectRefusal(await bascule(['sync', '--data', keyless, '--json']), 2, 'DeviceKeyMissing');
    writeFileSync(join(keyless, 'device.json'), '{"publicKey": 5}');
    expectRefusal(await bascule(['sync', '--data', keyless, '--json']), 2, 'DeviceKeyUnreadable');
  });

  it('of a newer version is left alone', async () => {
    const newer = join(folder, 'newer');
    mkdirSync(newer);
    const db = new SqliteDatabase(join(newer, 'bascule.sqlite'));
    db.pragma('user_version = 999');
    db.close();
    expectRefusal(await bascule(['status', '--data', newer, '--json']), 2, 'DatabaseNewer');
  });

  it('that another program has open may be read, not written', async () => {
    const device = await openDevice(data);
    expectRefusal(
      await bascule(['tick', todo(), '--status', 'done', '--data', data, '--json']),
      2,
      'FolderInUse',
    );
    expect(await json('kit')).toMatchObject({ establishment: 'etab-v6-01' });
    expect(await json('status')).toMatchObject({ person: LOGIN });
    await device.close();
  });
});

/** A disk of its own needs the right to mount one. */
function mayMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const probe = join(folder, 'probe');
  try {
    mkdirSync(probe);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', probe], { stdio: 'ignore' });
    execFileSync('umount', [probe]);
    return true;
  } catch {
    return false;
  }
}

describe.runIf(mayMount())('a disk', () => {
  const disk = join(folder, 'disk');
  beforeAll(() => {
    mkdirSync(disk);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m', 'tmpfs', disk]);
  });
  afterAll(() => execFileSync('umount', [disk]));

  it('that is full loses nothing that was acknowledged', async () => {
    const full = join(disk, 'data');
    await bascule(['enrol', '--server', server.url, '--code', `demo-${LOGIN}`, '--data', full]);
    const ballast = join(disk, 'ballast');
    const fill = (): void => {
      try {
        writeFileSync(ballast, Buffer.alloc(3_000_000));
      } catch {
        // As much as fits is what is wanted.
      }
    };
    const input = (round: string): string =>
      Array.from({ length: 40 }, (_, index) =>
        JSON.stringify({
          step: steps[index]!.id,
          status: 'done',
          note: `${round} ${index}`.padEnd(900, '.'),
        }),
      ).join('\n');
    fill();
    const answers = (
      await bascule(['tick', '--stdin', '--data', full, '--json'], { input: input('full') })
    ).out.trim();
    rmSync(ballast);
    const acknowledged =
      answers === ''
        ? []
        : answers.split('\n').map(
            (line) =>
              JSON.parse(line) as {
                ok: boolean;
                step: { id: string; note: string };
                error: { type: string };
              },
          );
    expect(
      acknowledged.some(
        ({ ok, error }) => !ok && (error.type === 'DiskFull' || error.type === 'DiskFault'),
      ),
    ).toBe(true);
    const db = new SqliteDatabase(join(full, 'bascule.sqlite'));
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    const noteOf = db.prepare<[string], string>('SELECT note FROM kit_step WHERE id = ?').pluck();
    for (const { ok, step } of acknowledged) if (ok) expect(noteOf.get(step.id)).toBe(step.note);
    db.close();
    const after = await bascule(['tick', '--stdin', '--data', full, '--json'], {
      input: input('free'),
    });
    expect(after.code).toBe(0);
  });

  it('that is read-only is said to be', async () => {
    execFileSync('mount', ['-o', 'remount,ro', disk]);
    expectRefusal(
      await bascule(['kit', '--data', join(disk, 'data'), '--json']),
      2,
      'FolderReadOnly',
    );
    const enrol = ['enrol', '--server', server.url, '--code', 'demo-x', '--json'];
    expectRefusal(await bascule([...enrol, '--data', join(disk, 'new')]), 2, 'FolderReadOnly');
    expect(existsSync(join(disk, 'new'))).toBe(false);
  });
});
