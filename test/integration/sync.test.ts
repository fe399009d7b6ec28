import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nextStamp } from '../../shared/kernel/clock.ts';
import { startServer, type RunningServer } from '../../server/start.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

/** Bursar and head of one school of the demo, and the bursar of another. */
const BURSAR = 'edgar.bergenia';
const HEAD = 'blandine.viorne';
const SCHOOL = 'etab-v6-01';

const folder = temporaryFolder();
const devices: Device[] = [];
let server: RunningServer;
let count = 0;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
});
afterAll(async () => {
  for (const device of devices) await device.close();
  await server.close();
});

async function device(login: string): Promise<{ device: Device; dataDir: string }> {
  count += 1;
  const dataDir = join(folder, `device ${count}`);
  const opened = await openDevice(dataDir, { server: server.url, login });
  devices.push(opened);
  return { device: opened, dataDir };
}

describe('a school’s devices', () => {
  it('hold the rows of their own school only', async () => {
    const { device: bursar, dataDir } = await device(BURSAR);
    const kit = await bursar.kit();
    expect(kit.establishment.id).toBe(SCHOOL);
    expect(kit.steps).toHaveLength(91);
    const db = new SqliteDatabase(join(dataDir, 'bascule.sqlite'), { readonly: true });
    for (const table of ['kit_step', 'establishment', 'wave_membership']) {
      const scopes = db.prepare(`SELECT DISTINCT scope FROM ${table}`).pluck().all();
      expect([table, scopes]).toEqual([table, [`establishment:${SCHOOL}`]]);
    }
    expect(db.prepare('SELECT count(*) FROM establishment').pluck().get()).toBe(1);
    expect(db.prepare('SELECT login FROM person').pluck().all()).toEqual([BURSAR]);
    db.close();
  });

  it('work with no server, and meet when it is there', async () => {
    const { device: bursar } = await device(BURSAR);
    const { device: head } = await device(HEAD);
    const open = (await bursar.kit()).steps.filter(({ status }) => status === 'todo');
    const [first, second, third] = open.map(({ id }) => id);
    await bursar.tick(first!, 'done', 'vu');
    await bursar.tick(second!, 'blocked', 'attente de l’ADSI');
    await head.tick(third!, 'notApplicable', 'sans objet');
    expect((await bursar.kit()).steps.find(({ id }) => id === first)).toMatchObject({
      status: 'done',
      pending: true,
      changedBy: { me: true },
    });
    expect(await bursar.sync()).toMatchObject({ pushed: 2, rejected: 0, conflicts: 0 });
    expect(await head.sync()).toMatchObject({ pushed: 1, rejected: 0 });
    await bursar.sync();
    const a = await bursar.kit();
    const b = await head.kit();
    const plain = (kit: typeof a) =>
      kit.steps.map(({ id, status, note, doneOn, changedAt, pending }) => ({
        id,
        status,
        note,
        doneOn,
        changedAt,
        pending,
      }));
    expect(plain(a)).toEqual(plain(b));
    expect(b.steps.find(({ id }) => id === second)).toMatchObject({
      status: 'blocked',
      note: 'attente de l’ADSI',
      changedBy: { name: 'Edgar Bergenia', me: false },
    });
  });

  it('send nothing twice', async () => {
    const { device: bursar } = await device(BURSAR);
    const step = (await bursar.kit()).steps.find(({ status }) => status === 'todo')!;
    await bursar.tick(step.id, 'done');
    expect(await bursar.sync()).toMatchObject({ pushed: 1 });
    expect(await bursar.sync()).toMatchObject({ pushed: 0, pulled: 0 });
  });

  it('are told why a change for another school was refused, and the rest goes through', async () => {
    const { device: bursar, dataDir } = await device(BURSAR);
    const [before, after] = (await bursar.kit()).steps.filter(({ status }) => status === 'todo');
    await bursar.tick(before!.id, 'done');
    const db = new SqliteDatabase(join(dataDir, 'bascule.sqlite'));
    const last = db.prepare('SELECT max(n) FROM outbox').pluck().get() as number;
    const forged = {
      entity: 'kitStep',
      row: `etab-v6-02:opale:${before!.action}`,
      scope: 'establishment:etab-v6-02',
      set: { status: 'done' },
    };
    const id = must(await bursar.core.call('session.current', {}))!.device;
    const insert = db.prepare('INSERT INTO outbox (n, stamp, changes) VALUES (?, ?, ?)');
    insert.run(last + 1, nextStamp(null, Date.now(), id), JSON.stringify([forged]));
    insert.run(last + 2, 'not a stamp', 'not json');
    // A gap: numbers that nobody wrote.
    insert.run(last + 5, nextStamp(null, Date.now(), id), JSON.stringify([forged]));
    db.close();
    await bursar.tick(after!.id, 'done');
    const report = await bursar.sync();
    expect(report).toMatchObject({ pushed: 2, rejected: 3 });
    const rejected = must(await bursar.core.call('sync.rejected', {}));
    expect(rejected.map(({ refusal }) => refusal.type)).toEqual([
      'NotAllowed',
      'Malformed',
      'NotAllowed',
    ]);
    expect(must(await bursar.core.call('sync.status', {}))).toMatchObject({
      pending: 0,
      rejected: 3,
    });
    const { device: other } = await device('blandine.viorne');
    const steps = (await other.kit()).steps;
    expect(steps.find(({ id }) => id === after!.id)?.status).toBe('done');
  });

  it('see a colleague’s tick by themselves', async () => {
    const { device: head } = await device(HEAD);
    let armed = false;
    let told: (() => void) | undefined;
    const changed = new Promise<void>((resolve) => (told = resolve));
    count += 1;
    const watching = await openDevice(join(folder, `device ${count}`), {
      server: server.url,
      login: BURSAR,
      autoSync: true,
      onEvent: (event) => {
        if (event.type === 'rowsChanged' && event.entities.includes('kitStep') && armed) told!();
      },
    });
    devices.push(watching);
    const step = (await head.kit()).steps.find(({ status }) => status === 'todo')!;
    armed = true;
    await head.tick(step.id, 'done');
    await head.sync();
    await changed;
    expect((await watching.kit()).steps.find(({ id }) => id === step.id)?.status).toBe('done');
  });
});

describe('a pilot’s device', () => {
  it('holds the wave, with the committee’s buckets', async () => {
    const { people } = await import('../support/people.ts');
    const pilot = (await people(join(folder, 'server'))).find(({ roles }) =>
      roles.some(({ role }) => role === 'pilot'),
    )!;
    const { device: piloting } = await device(pilot.login);
    const { rows, all } = must(
      await piloting.core.call('pilot.schools', { wave: 'op-v6', everywhere: true }),
    );
    expect(must(await piloting.core.call('kit.places', {})).count).toBe(72);
    expect(all).toBe(61);
    expect(rows.every(({ progress }) => progress.applicable >= 90)).toBe(true);
    const { counts } = must(await piloting.core.call('pilot.figures', {}));
    expect(counts).toMatchObject({
      establishments: 61,
      withoutKit: 11,
      buckets: { over: 15, between: 30, under: 16 },
    });
  });
});
