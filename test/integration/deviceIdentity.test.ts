import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { faultyLink, noFaults } from '../support/faultyLink.ts';
import { temporaryFolder } from '../support/folders.ts';
import { runScript } from '../support/processes.ts';

const BURSAR = 'edgar.bergenia';
const HEAD = 'blandine.viorne';
const DAY_MS = 24 * 3_600_000;

const folder = temporaryFolder();
let count = 0;
const opened: Device[] = [];
let server: RunningServer;

const fresh = (name: string): string => join(folder, `${name} ${(count += 1)}`);
const start = (dataDir: string, port = 0, now?: () => number): Promise<RunningServer> =>
  startServer({ dataDir, port, demo: 'amiens-v6', ...(now === undefined ? {} : { now }) });

beforeAll(async () => {
  server = await start(fresh('server'));
});
afterAll(async () => {
  for (const device of opened) await device.close();
  await server.close();
});

async function open(...args: Parameters<typeof openDevice>): Promise<Device> {
  const device = await openDevice(...args);
  opened.push(device);
  return device;
}

async function close(device: Device): Promise<void> {
  opened.splice(opened.indexOf(device), 1);
  await device.close();
}

/** Status of those steps as a device shows them. */
async function statuses(device: Device, ids: readonly string[]): Promise<(string | undefined)[]> {
  const { steps } = await device.kit();
  return ids.map((id) => steps.find((step) => step.id === id)?.status);
}

async function admin(dataDir: string, ...args: string[]): Promise<void> {
  const finished = await runScript('server/admin.ts', [...args, '--data', dataDir, '--json']);
  expect(finished).toMatchObject({ code: 0, err: '' });
}

describe('a push', () => {
  it('is sent again as the same bytes after its answer was lost, and counts once', async () => {
    const faults = noFaults();
    const device = await open(fresh('cut'), {
      server: server.url,
      login: BURSAR,
      link: faultyLink(server.url, faults),
    });
    const [first, second, third] = await device.todo();
    await device.tick(first!, 'done');
    faults.loseAnswer = true;
    expect(await device.core.call('sync.now', {})).toMatchObject({
      error: { type: 'ServerUnreachable' },
    });
    // What is written meanwhile goes into a batch of its own, which names the one before.
    await device.tick(second!, 'done');
    expect(await device.sync()).toMatchObject({ pushed: 2, rejected: 0 });
    expect(faults.sent).toHaveLength(3);
    expect(faults.sent[1]).toBe(faults.sent[0]);
    expect(JSON.parse(faults.sent[2]!.split('\n')[0]!)).toMatchObject({
      from: 2,
      to: 2,
      prev: expect.stringMatching(/^[\w-]{43}$/),
    });
    faults.loseBatch = true;
    await device.tick(third!, 'done');
    expect((await device.core.call('sync.now', {})).ok).toBe(false);
    expect(await device.sync()).toMatchObject({ pushed: 1 });
    expect(await device.status()).toMatchObject({ pending: 0, notice: null });
    const other = await open(fresh('other'), { server: server.url, login: HEAD });
    expect(await statuses(other, [first!, second!, third!])).toEqual(['done', 'done', 'done']);
  });

  it('goes on where a stream of frames was cut', async () => {
    const faults = noFaults();
    const device = await open(fresh('cut pull'), {
      server: server.url,
      login: HEAD,
      link: faultyLink(server.url, faults),
    });
    const bursar = await open(fresh('bursar'), { server: server.url, login: BURSAR });
    const [step] = await bursar.todo();
    await bursar.tick(step!, 'done', 'vu');
    await bursar.sync();
    for (const after of [0, 1]) {
      faults.cutPullAfter = after;
      expect((await device.core.call('sync.now', {})).ok).toBe(false);
    }
    await device.sync();
    expect(await statuses(device, [step!])).toEqual(['done']);
  });
});

describe('a server that was restored from a backup', () => {
  it('gets back what it lost, and devices keep their rows meanwhile', async () => {
    const serverDir = fresh('restored server');
    const backup = join(folder, 'backup');
    let restored = await start(serverDir);
    const port = Number(new URL(restored.url).port);
    const device = await open(fresh('restored'), { server: restored.url, login: BURSAR });
    const head = await open(fresh('restored head'), { server: restored.url, login: HEAD });
    const [first, second, third, fourth] = await device.todo();
    await device.tick(first!, 'done');
    await device.sync();
    await admin(serverDir, 'backup', backup);
    await device.tick(second!, 'done', 'après la sauvegarde');
    await device.sync();
    await head.sync();
    await head.tick(third!, 'blocked', 'vu aussi');
    await head.sync();
    await device.sync();
    await restored.close();
    await admin(serverDir, 'restore', backup, '--force');
    restored = await start(serverDir, port);
    try {
      await device.tick(fourth!, 'done');
      expect(await device.sync()).toMatchObject({ rejected: 0, conflicts: 0 });
      expect(await device.status()).toMatchObject({
        pending: 0,
        notice: { type: 'serverRestored' },
      });
      // The head's change is not there yet: the server's state is what counts.
      expect(await statuses(device, [first!, second!, third!, fourth!])).toEqual([
        'done',
        'done',
        'todo',
        'done',
      ]);
      await head.sync();
      await device.sync();
      for (const each of [device, head]) {
        expect(await statuses(each, [first!, second!, third!, fourth!])).toEqual([
          'done',
          'done',
          'blocked',
          'done',
        ]);
      }
      must(await device.core.call('sync.acknowledge', {}));
      expect((await device.status()).notice).toBeNull();
    } finally {
      await close(device);
      await close(head);
      await restored.close();
    }
  });
});

describe('a device that was enrolled after the backup', () => {
  it('is enrolled again with its work, by another code', async () => {
    const serverDir = fresh('older server');
    const backup = join(folder, 'backup before');
    let restored = await start(serverDir);
    const port = Number(new URL(restored.url).port);
    await admin(serverDir, 'backup', backup);
    const device = await open(fresh('late'), { server: restored.url, login: BURSAR });
    try {
      const [first, second] = await device.todo();
      await device.tick(first!, 'done', 'avant');
      await device.sync();
      await restored.close();
      await admin(serverDir, 'restore', backup, '--force');
      restored = await start(serverDir, port);
      await device.tick(second!, 'done', 'après');
      expect(await device.core.call('sync.now', {})).toMatchObject({
        error: { error: { type: 'DeviceRefused' } },
      });
      const id = await device.id();
      const enrol = (login: string) =>
        device.core.call('session.enrol', { server: restored.url, code: `demo-${login}` });
      expect(await enrol(HEAD)).toMatchObject({ error: { type: 'AlreadyEnrolled' } });
      // The server takes this key for the head's now: nothing of theirs comes in here.
      expect(await device.core.call('sync.now', {})).toMatchObject({
        error: { type: 'NotEnrolled' },
      });
      expect((await device.kit()).steps).toHaveLength(91);
      await restored.close();
      await admin(serverDir, 'restore', backup, '--force');
      restored = await start(serverDir, port);
      must(await enrol(BURSAR));
      expect(await device.id()).toBe(id);
      expect(await device.status()).toMatchObject({ pending: 0, rejected: 0 });
      expect(await enrol(BURSAR)).toMatchObject({ error: { type: 'AlreadyEnrolled' } });
      const head = await open(fresh('late head'), { server: restored.url, login: HEAD });
      expect(await statuses(head, [first!, second!])).toEqual(['done', 'done']);
      await close(head);
    } finally {
      await close(device);
      await restored.close();
    }
  });
});

describe('a folder that was copied', () => {
  it('becomes a device of its own, and nothing of either is lost', async () => {
    const one = fresh('original');
    const two = fresh('copy');
    let original = await open(one, { server: server.url, login: BURSAR });
    const [shared, own, others, later, latest] = await original.todo();
    await original.tick(shared!, 'done', 'avant la copie');
    await close(original);
    cpSync(one, two, { recursive: true });
    original = await open(one);
    let copy = await open(two);
    const id = await original.id();
    await original.tick(own!, 'done');
    await copy.tick(others!, 'blocked', 'sur la copie');
    expect(await original.sync()).toMatchObject({ pushed: 2 });
    expect(await copy.sync()).toMatchObject({ rejected: 0, conflicts: 0 });
    expect(await copy.status()).toMatchObject({ pending: 0, notice: { type: 'profileSplit' } });
    expect(await copy.id()).not.toBe(id);
    expect(await original.id()).toBe(id);
    // Both go on, after a restart as well.
    await close(copy);
    copy = await open(two);
    await copy.tick(later!, 'done');
    expect(await copy.sync()).toMatchObject({ pushed: 1 });
    await original.tick(latest!, 'done');
    expect(await original.sync()).toMatchObject({ pushed: 1 });
    await copy.sync();
    const all = [shared!, own!, others!, later!, latest!];
    const expected = ['done', 'done', 'blocked', 'done', 'done'];
    for (const each of [original, copy]) expect(await statuses(each, all)).toEqual(expected);
    const kept = JSON.parse(readFileSync(join(two, 'device.json'), 'utf8')) as object;
    expect(kept).toMatchObject({ previous: [{ publicKey: expect.any(String) }] });
  });

  it('is found out by one that has written nothing', async () => {
    const one = fresh('original');
    const two = fresh('copy');
    let original = await open(one, { server: server.url, login: BURSAR });
    await close(original);
    cpSync(one, two, { recursive: true });
    original = await open(one);
    const [step] = await original.todo();
    await original.tick(step!, 'done');
    await original.sync();
    const copy = await open(two);
    await copy.sync();
    expect(await copy.id()).not.toBe(await original.id());
    expect(await statuses(copy, [step!])).toEqual(['done']);
  });

  it('is asked for as the same device again when the answer was lost', async () => {
    const one = fresh('original');
    const two = fresh('copy');
    let original = await open(one, { server: server.url, login: BURSAR });
    await close(original);
    cpSync(one, two, { recursive: true });
    original = await open(one);
    const [step] = await original.todo();
    await original.tick(step!, 'done');
    await original.sync();
    const link = faultyLink(server.url, noFaults());
    const asked: string[] = [];
    const copy = await open(two, {
      link: (device, key) => {
        const real = link(device, key);
        return {
          ...real,
          async split(request) {
            asked.push(request.publicKey);
            const answer = await real.split(request);
            if (asked.length === 1) throw new Error('killed');
            return answer;
          },
        };
      },
    });
    await expect(copy.core.call('sync.now', {})).rejects.toThrow('killed');
    await copy.sync();
    expect(asked).toHaveLength(2);
    expect(asked[0]).toBe(asked[1]);
    expect(await statuses(copy, [step!])).toEqual(['done']);
  });
});

describe('a device that was revoked', () => {
  it('keeps what was not sent in a file, and nothing else', async () => {
    const dataDir = fresh('lost');
    const lost = await open(dataDir, { server: server.url, login: BURSAR });
    const home = await open(fresh('home'), { server: server.url, login: BURSAR });
    const lostId = await lost.id();
    const [step] = await lost.todo();
    await lost.tick(step!, 'blocked', 'noisette-secrete');
    must(await home.core.call('devices.revoke', { device: lostId }));
    expect(await lost.core.call('sync.now', {})).toMatchObject({
      error: { type: 'ServerRefused', error: { type: 'DeviceRevoked' } },
    });
    expect(must(await lost.core.call('session.current', {}))).toBeNull();
    const { notice } = await lost.status();
    expect(notice).toMatchObject({ type: 'revoked', unsent: expect.stringMatching(/\.bascule$/) });
    const unsent = notice?.type === 'revoked' ? notice.unsent! : '';
    expect(existsSync(join(dataDir, 'device.json'))).toBe(false);
    await close(lost);
    for (const file of readdirSync(dataDir)) {
      if (file.endsWith('.bascule')) continue;
      expect([file, readFileSync(join(dataDir, file)).includes('noisette-secrete')]).toEqual([
        file,
        false,
      ]);
    }
    const db = new SqliteDatabase(join(dataDir, 'bascule.sqlite'), { readonly: true });
    expect(db.prepare('SELECT count(*) FROM kit_step').pluck().get()).toBe(0);
    expect(db.prepare('SELECT count(*) FROM outbox').pluck().get()).toBe(0);
    db.close();
    // Whoever finds the file brings it: the server keeps its content for a person to review.
    expect(
      must(await home.core.call('bundle.import', { file: join(dataDir, unsent) })),
    ).toMatchObject({ kind: 'carried', applied: 1 });
    await home.sync();
    expect((await home.status()).carrying).toBe(0);
    expect(await statuses(home, [step!])).toEqual(['todo']);
    // The folder can be enrolled again.
    const again = await open(dataDir, { server: server.url, login: BURSAR });
    expect(await again.id()).not.toBe(lostId);
  });

  it('believes nobody but its server', async () => {
    const real = faultyLink(server.url, noFaults());
    const { WireFailure } = await import('../../main/core/sync/serverLink.ts');
    let forged = false;
    const device = await open(fresh('believer'), {
      server: server.url,
      login: BURSAR,
      link: (id, key) => {
        const link = real(id, key);
        return {
          ...link,
          async *pull(cursors, traffic) {
            if (forged) {
              const signature = 'A'.repeat(86);
              throw new WireFailure({ type: 'DeviceRevoked', device: id, at: 5, signature });
            }
            yield* link.pull(cursors, traffic);
          },
        };
      },
    });
    forged = true;
    expect((await device.core.call('sync.now', {})).ok).toBe(false);
    expect((await device.kit()).steps).toHaveLength(91);
    forged = false;
    await device.sync();
  });
});

describe('clocks', () => {
  it.each([366, -366])('of a device that is %i days off change nothing', async (days) => {
    let offset = 0;
    const device = await open(fresh('clock'), {
      server: server.url,
      login: BURSAR,
      now: () => Date.now() + offset,
    });
    const [first, second] = await device.todo();
    // The clock goes wrong after the last contact.
    offset = days * DAY_MS;
    await device.tick(first!, 'done', 'horloge fausse');
    await device.tick(first!, 'done', 'horloge fausse, encore');
    await device.tick(second!, 'done');
    await device.sync();
    const status = await device.status();
    expect(status).toMatchObject({ pending: 0, rejected: 0 });
    expect(Math.round(status.clockOffsetMs / DAY_MS)).toBe(days);
    const other = await open(fresh('other'), { server: server.url, login: HEAD });
    const step = (await other.kit()).steps.find(({ id }) => id === first)!;
    expect(step).toMatchObject({ status: 'done', note: 'horloge fausse, encore' });
    expect(Math.abs(step.changedAt! - Date.now())).toBeLessThan(2 * DAY_MS);
    await other.tick(first!, 'done', 'après');
    await other.sync();
    await device.sync();
    expect((await device.kit()).steps.find(({ id }) => id === first)?.note).toBe('après');
    expect((await device.status()).conflicts).toBe(0);
  });

  it('that was wrong by file brings nothing back over what was written since', async () => {
    let offset = 366 * DAY_MS;
    const serverDir = fresh('clock server');
    const host = await start(serverDir);
    const device = await open(fresh('clock'), {
      server: host.url,
      login: BURSAR,
      now: () => Date.now() + offset,
    });
    const [first, second] = await device.todo();
    // The clock goes further after the last contact.
    offset = 2 * 366 * DAY_MS;
    await device.tick(first!, 'done', 'futur');
    await device.tick(second!, 'done', 'futur aussi');
    const [there, back] = [fresh('there'), fresh('back')];
    must(await device.core.call('bundle.export', { file: there }));
    const args = ['import', there, '--data', serverDir, '--out', back];
    expect(JSON.parse((await runScript('server/bundle.ts', args)).out)).toMatchObject({
      rejected: 2,
    });
    must(await device.core.call('bundle.import', { file: back }));
    offset = 366 * DAY_MS;
    await device.tick(first!, 'blocked', 'depuis');
    expect(await device.sync()).toMatchObject({ conflicts: 0 });
    expect(await device.status()).toMatchObject({ pending: 0, rejected: 0, conflicts: 0 });
    const kit = await device.kit();
    expect(kit.steps.find(({ id }) => id === first)).toMatchObject({ note: 'depuis' });
    expect(kit.steps.find(({ id }) => id === second)).toMatchObject({ note: 'futur aussi' });
    await close(device);
    await host.close();
  });

  it('that is wrong by file is put right at the next contact, with nothing else to send', async () => {
    let offset = 366 * DAY_MS;
    const serverDir = fresh('clock server');
    const host = await start(serverDir);
    const device = await open(fresh('clock'), {
      server: host.url,
      login: BURSAR,
      now: () => Date.now() + offset,
    });
    const [first] = await device.todo();
    // The clock goes further after the last contact.
    offset = 2 * 366 * DAY_MS;
    await device.tick(first!, 'done', 'futur');
    const [there, back] = [fresh('there'), fresh('back')];
    must(await device.core.call('bundle.export', { file: there }));
    const args = ['import', there, '--data', serverDir, '--out', back];
    expect(JSON.parse((await runScript('server/bundle.ts', args)).out)).toMatchObject({
      rejected: 1,
    });
    must(await device.core.call('bundle.import', { file: back }));
    await device.sync();
    expect(await device.status()).toMatchObject({ pending: 0, rejected: 0 });
    expect((await device.kit()).steps.find(({ id }) => id === first)?.note).toBe('futur');
    await close(device);
    await host.close();
  });

  it.each([366, -366])('of a server that was %i days off and was put right', async (days) => {
    let offset = days * DAY_MS;
    const wrong = await start(fresh('clock server'), 0, () => Date.now() + offset);
    const device = await open(fresh('clock'), { server: wrong.url, login: BURSAR });
    try {
      const [first, second] = await device.todo();
      await device.tick(first!, 'done');
      expect(await device.sync()).toMatchObject({ pushed: 1, rejected: 0 });
      offset = 0;
      await device.tick(second!, 'done');
      await device.tick(first!, 'blocked', 'finalement non');
      expect(await device.sync()).toMatchObject({ pushed: 2, rejected: 0 });
      await device.tick(first!, 'done');
      expect(await device.sync()).toMatchObject({ pushed: 1, rejected: 0 });
      expect(await statuses(device, [first!, second!])).toEqual(['done', 'done']);
    } finally {
      await close(device);
      await wrong.close();
    }
  });
});

describe('places that come and go while a device is away', () => {
  it('leave with their rows, and what was written there comes back with the reason', async () => {
    const serverDir = fresh('grants server');
    const granting = await start(serverDir);
    const dataDir = fresh('granted');
    const device = await open(dataDir, { server: granting.url, login: BURSAR });
    const other = 'etab-v6-02';
    try {
      await admin(serverDir, 'grant', BURSAR, 'bursar', `establishment:${other}`);
      await device.sync();
      const kit = await device.kit(other);
      const step = kit.steps.find(({ status }) => status === 'todo')!;
      const own = (await device.kit('etab-v6-01')).steps.find(({ status }) => status === 'todo')!;
      await device.tick(step.id, 'done', 'pendant-ce-temps');
      await device.tick(own.id, 'done');
      await admin(serverDir, 'ungrant', BURSAR, 'bursar', `establishment:${other}`);
      expect(await device.sync()).toMatchObject({ pushed: 1, rejected: 1 });
      const rejected = must(await device.core.call('sync.rejected', {}));
      expect(rejected).toMatchObject([
        { refusal: { type: 'NotAllowed' }, changes: [{ row: step.id }] },
      ]);
      expect(rejected[0]!.changes[0]!.set).toMatchObject({ note: 'pendant-ce-temps' });
      expect(await device.core.call('kit.read', { establishment: other })).toMatchObject({
        error: { type: 'EstablishmentUnknown' },
      });
      // There is nothing to send it to.
      const { n } = rejected[0]!;
      expect(await device.core.call('sync.resend', { n })).toMatchObject({
        error: { type: 'NotAllowed' },
      });
      await admin(serverDir, 'grant', BURSAR, 'bursar', `establishment:${other}`);
      await device.sync();
      must(await device.core.call('sync.resend', { n }));
      expect(await device.sync()).toMatchObject({ pushed: 1, rejected: 0 });
      expect((await device.kit(other)).steps.find(({ id }) => id === step.id)).toMatchObject({
        status: 'done',
        note: 'pendant-ce-temps',
      });
      expect(must(await device.core.call('sync.rejected', {}))).toEqual([]);
    } finally {
      await close(device);
      await granting.close();
    }
  });
});
