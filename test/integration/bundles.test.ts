import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import { bundleTools } from '../../main/core/bundles/bundleTools.ts';
import { fileVault } from '../../main/core/core.ts';
import { createKeyFolder } from '../../main/core/session/deviceKey.ts';
import { writeBundle } from '../../shared/sync/bundle.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { faultyLink, noFaults, type Faults } from '../support/faultyLink.ts';
import { temporaryFolder } from '../support/folders.ts';
import { people } from '../support/people.ts';
import { runScript } from '../support/processes.ts';
import { runSeed, seededRandom } from '../support/random.ts';

const BURSAR = 'edgar.bergenia';
const HEAD = 'blandine.viorne';

const folder = temporaryFolder();
const serverDir = join(folder, 'server');
const opened: Device[] = [];
let count = 0;
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ dataDir: serverDir, port: 0, demo: 'amiens-v6' });
});
afterAll(async () => {
  for (const device of opened) await device.close();
  await server.close();
});

const fresh = (name: string): string => join(folder, `${name} ${(count += 1)}`);

/** An enrolled device whose network can be taken away. */
async function device(
  login: string,
): Promise<Device & { readonly faults: Faults; readonly folder: string }> {
  const faults = noFaults();
  const dataDir = fresh(login);
  const made = await openDevice(dataDir, {
    server: server.url,
    login,
    link: faultyLink(server.url, faults),
  });
  opened.push(made);
  return { ...made, faults, folder: dataDir };
}

const exportTo = async (from: Device, file: string, to?: string) =>
  must(await from.core.call('bundle.export', to === undefined ? { file } : { file, to }));
const importAt = (at: Device, file: string) => at.core.call('bundle.import', { file });

/** Hands a file to the server as its command does. */
async function atServer(file: string, reply: string): Promise<Record<string, unknown>> {
  const args = ['import', file, '--data', serverDir, '--out', reply, '--json'];
  const finished = await runScript('server/bundle.ts', args);
  expect(finished).toMatchObject({ code: 0, err: '' });
  return JSON.parse(finished.out) as Record<string, unknown>;
}

async function step(at: Device, id: string) {
  return (await at.kit()).steps.find((each) => each.id === id)!;
}

describe('a file that is there already', () => {
  it('is written over only where it is an older bundle', async () => {
    const bursar = await device(BURSAR);
    const [first] = await bursar.todo();
    await bursar.tick(first!, 'done', 'à exporter');
    const file = join(folder, 'bilan.odt');
    writeFileSync(file, 'précieux');
    for (const taken of [file, folder, '/dev/null']) {
      const refused = await bursar.core.call('bundle.export', { file: taken });
      expect(refused).toMatchObject({ ok: false, error: { type: 'FileExists' } });
    }
    expect(readFileSync(file, 'utf8')).toBe('précieux');
    const bundle = join(folder, 'deux fois.bascule');
    await exportTo(bursar, bundle);
    await exportTo(bursar, bundle);
    // Neither its own file nor another is taken for the reply.
    for (const out of [bundle, file, folder]) {
      const args = ['import', bundle, '--data', serverDir, '--out', out];
      expect(await runScript('server/bundle.ts', args)).toMatchObject({ code: 2, out: '' });
    }
    expect(await atServer(bundle, join(folder, 'réponse.bascule'))).toMatchObject({ applied: 1 });
  });
});

describe('a device without a network', () => {
  it('meets the server by files, and by the network afterwards', async () => {
    const bursar = await device(BURSAR);
    const head = await device(HEAD);
    bursar.faults.down = true;
    const [first, second, third] = await bursar.todo();
    await bursar.tick(first!, 'done', 'par la clé');
    await bursar.tick(second!, 'blocked', 'attente');
    await head.tick(third!, 'done');
    await head.sync();
    const out = fresh('out');
    const reply = fresh('reply');
    expect(await exportTo(bursar, out)).toMatchObject({
      transactions: 2,
      bytes: readFileSync(out).length,
    });
    // A hand-over is no acknowledgement.
    expect(await bursar.status()).toMatchObject({ pending: 2 });
    expect(await atServer(out, reply)).toMatchObject({ applied: 2, rejected: 0 });
    // The same file twice counts once.
    expect(await atServer(out, fresh('reply again'))).toMatchObject({ applied: 0, known: 2 });
    expect(must(await importAt(bursar, reply))).toMatchObject({
      kind: 'reply',
      known: 0,
      rejected: 0,
    });
    expect(await bursar.status()).toMatchObject({ pending: 0 });
    expect(await step(bursar, third!)).toMatchObject({ status: 'done' });
    expect(must(await importAt(bursar, reply))).toMatchObject({ kind: 'reply', applied: 0 });
    bursar.faults.down = false;
    expect(await bursar.sync()).toMatchObject({ pushed: 0, pulled: 0 });
    await head.sync();
    expect(await step(head, first!)).toMatchObject({ status: 'done', note: 'par la clé' });
  });

  it('is told by the file what the server refused', async () => {
    const bursar = await device(BURSAR);
    bursar.faults.down = true;
    const [first] = await bursar.todo();
    await bursar.tick(first!, 'done', 'x');
    const args = ['ungrant', BURSAR, 'bursar', 'establishment:etab-v6-01', '--data', serverDir];
    expect(await runScript('server/admin.ts', args)).toMatchObject({ code: 0 });
    const [out, reply] = [fresh('out'), fresh('reply')];
    await exportTo(bursar, out);
    await atServer(out, reply);
    expect(must(await importAt(bursar, reply))).toMatchObject({ kind: 'reply', rejected: 1 });
    expect(must(await bursar.core.call('sync.rejected', {}))).toMatchObject([
      { refusal: { type: 'NotAllowed' } },
    ]);
    args[0] = 'grant';
    expect(await runScript('server/admin.ts', args)).toMatchObject({ code: 0 });
  });

  it('sends what it wrote after an export in another batch, in whatever order files arrive', async () => {
    const bursar = await device(BURSAR);
    bursar.faults.down = true;
    const [first, second] = await bursar.todo();
    await bursar.tick(first!, 'done');
    const [one, two] = [fresh('one'), fresh('two')];
    await exportTo(bursar, one);
    await bursar.tick(second!, 'done');
    expect(await exportTo(bursar, two)).toMatchObject({ transactions: 2 });
    const [replyTwo, replyOne] = [fresh('reply two'), fresh('reply one')];
    expect(await atServer(two, replyTwo)).toMatchObject({ applied: 2 });
    expect(await atServer(one, replyOne)).toMatchObject({ applied: 0, known: 1 });
    expect(must(await importAt(bursar, replyTwo)).rejected).toBe(0);
    expect(await bursar.status()).toMatchObject({ pending: 0 });
    expect(must(await importAt(bursar, replyOne)).rejected).toBe(0);
    bursar.faults.down = false;
    expect(await bursar.sync()).toMatchObject({ pushed: 0 });
    expect(await bursar.status()).toMatchObject({ pending: 0, notice: null });
  });
});

describe('a colleague', () => {
  it('carries a bundle without being able to read it, and the reply back', async () => {
    const bursar = await device(BURSAR);
    const carrier = await device(HEAD);
    bursar.faults.down = true;
    const [first] = await bursar.todo();
    await bursar.tick(first!, 'blocked', 'noisette-secrete');
    const out = fresh('out');
    await exportTo(bursar, out);
    expect(readFileSync(out).includes('noisette-secrete')).toBe(false);
    expect(must(await importAt(carrier, out))).toEqual({
      kind: 'carried',
      applied: 1,
      known: 0,
      rejected: 0,
    });
    expect(must(await importAt(carrier, out))).toMatchObject({ applied: 0, known: 1 });
    expect(await carrier.status()).toMatchObject({ carrying: 1 });
    await carrier.sync();
    expect(await carrier.status()).toMatchObject({ carrying: 0 });
    const back = fresh('back');
    await exportTo(carrier, back, await bursar.id());
    const other = await device(HEAD);
    expect(must(await importAt(other, back))).toMatchObject({
      kind: 'carried',
      receiver: expect.stringContaining('Edgar Bergenia'),
    });
    expect(must(await importAt(bursar, back))).toMatchObject({ kind: 'reply', rejected: 0 });
    expect(await bursar.status()).toMatchObject({ pending: 0 });
    await carrier.sync();
    expect(await step(carrier, first!)).toMatchObject({ note: 'noisette-secrete' });
  });

  it('sees the work at once, as not confirmed, until the server has it', async () => {
    const bursar = await device(BURSAR);
    const head = await device(HEAD);
    await bursar.sync();
    bursar.faults.down = true;
    head.faults.down = true;
    const [first, second] = await bursar.todo();
    await bursar.tick(first!, 'done', 'entre nous');
    await bursar.tick(second!, 'done');
    const news = fresh('news');
    expect(await exportTo(bursar, news, await head.id())).toMatchObject({ transactions: 2 });
    expect(must(await importAt(head, news))).toEqual({
      kind: 'news',
      applied: 2,
      known: 0,
      rejected: 0,
    });
    expect(must(await importAt(head, news))).toMatchObject({ applied: 0, known: 2 });
    expect(await step(head, first!)).toMatchObject({
      status: 'done',
      note: 'entre nous',
      changedBy: { name: 'Edgar Bergenia', me: false },
      pending: false,
    });
    // One's own work over it, and nothing of the colleague's is sent as one's own.
    await head.tick(first!, 'done', 'vu');
    expect(await head.status()).toMatchObject({ pending: 1 });
    head.faults.down = false;
    expect(await head.sync()).toMatchObject({ pushed: 1 });
    expect(await step(head, first!)).toMatchObject({ note: 'vu' });
    expect(await step(head, second!)).toMatchObject({ status: 'done' });
    bursar.faults.down = false;
    await bursar.sync();
    await head.sync();
    await bursar.sync();
    for (const each of [bursar, head]) {
      expect(await step(each, first!)).toMatchObject({ status: 'done', note: 'vu' });
      expect(await step(each, second!)).toMatchObject({ status: 'done' });
      expect(await each.status()).toMatchObject({ pending: 0, conflicts: 0 });
    }
  });

  it('gets only what they may read', async () => {
    // A bursar of two schools, and somebody of the second one only.
    const second = 'etab-v6-02';
    const granted = ['grant', BURSAR, 'bursar', `establishment:${second}`, '--data', serverDir];
    expect(await runScript('server/admin.ts', granted)).toMatchObject({ code: 0 });
    const { login } = (await people(serverDir)).find(
      ({ roles }) =>
        roles.length > 0 && roles.every(({ place }) => place === `establishment:${second}`),
    )!;
    const neighbour = await device(login);
    const bursar = await device(BURSAR);
    await bursar.sync();
    const to = await neighbour.id();
    const file = fresh('for the neighbour');
    const there = (await bursar.kit(second)).steps.find(({ status }) => status === 'todo');
    await bursar.tick(there!.id, 'done', 'chez vous');
    expect(await exportTo(bursar, file, to)).toMatchObject({ transactions: 1 });
    expect(must(await importAt(neighbour, file))).toMatchObject({ kind: 'news', applied: 1 });
    const here = (await bursar.kit('etab-v6-01')).steps.find(({ status }) => status === 'todo');
    await bursar.tick(here!.id, 'done');
    const other = fresh('not for the neighbour');
    for (const receiver of [to, 'nobody']) {
      expect(await bursar.core.call('bundle.export', { file: other, to: receiver })).toMatchObject({
        error: { type: 'ReceiverUnknown', device: receiver },
      });
    }
    expect(existsSync(other)).toBe(false);
    await bursar.sync();
  });

  it('cannot pass another’s work off as news of their own', async () => {
    const bursar = await device(BURSAR);
    const head = await device(HEAD);
    await bursar.sync();
    const [first] = await bursar.todo();
    await bursar.tick(first!, 'done');
    await bursar.sync();
    const batch = bursar.faults.sent.at(-1)!;
    const key = (await createKeyFolder(head.folder, fileVault, randomBytes).load(null))!;
    const db = new SqliteDatabase(join(bursar.folder, 'bascule.sqlite'), { readonly: true });
    const { id, epoch } = db
      .prepare<[], { id: string; epoch: string }>('SELECT server_id AS id, epoch FROM device_state')
      .get()!;
    db.close();
    const mine = (await createKeyFolder(bursar.folder, fileVault, randomBytes).load(null))!;
    const header = {
      bundle: 1,
      from: await head.id(),
      to: await bursar.id(),
      server: id,
      epoch,
      at: 1,
    };
    const tools = bundleTools(() => Promise.resolve(key.identity));
    const file = fresh('forged');
    for (const [sign, signer] of [
      [key.sign, 'the carrier, around a batch of somebody else'],
      [mine.sign, 'somebody else'],
    ] as const) {
      writeFileSync(file, await writeBundle(header, [{ batch }], mine.recipient, tools, sign));
      expect([signer, await importAt(bursar, file)]).toMatchObject([
        signer,
        { error: { type: 'BundleForged' } },
      ]);
    }
    const other = { ...header, server: 'another server' };
    writeFileSync(file, await writeBundle(other, [{ batch }], mine.recipient, tools, key.sign));
    expect(await importAt(bursar, file)).toMatchObject({ error: { type: 'BundleForOthers' } });
    // To this device by its envelope, encrypted to another.
    writeFileSync(file, await writeBundle(header, [{ batch }], key.recipient, tools, key.sign));
    expect(await importAt(bursar, file)).toMatchObject({ error: { type: 'BundleForOthers' } });
  });
});

describe('a server that was restored', () => {
  it('meets a device without a network by files', async () => {
    const dataDir = fresh('restored server');
    const backup = fresh('backup');
    const restored = await startServer({ dataDir, port: 0, demo: 'amiens-v6' });
    const faults = noFaults();
    const bursar = await openDevice(fresh('restored'), {
      server: restored.url,
      login: BURSAR,
      link: faultyLink(restored.url, faults),
    });
    opened.push(bursar);
    const [first, second, third] = await bursar.todo();
    await bursar.tick(first!, 'done');
    await bursar.sync();
    const administer = (...args: string[]) =>
      runScript('server/admin.ts', [...args, '--data', dataDir]);
    expect((await administer('backup', backup)).code).toBe(0);
    await bursar.tick(second!, 'done', 'perdu par le serveur');
    await bursar.sync();
    faults.down = true;
    await restored.close();
    expect((await administer('restore', backup, '--force')).code).toBe(0);
    await bursar.tick(third!, 'done');
    const exchange = async (): Promise<void> => {
      const [out, reply] = [fresh('out'), fresh('reply')];
      await exportTo(bursar, out);
      const args = ['import', out, '--data', dataDir, '--out', reply, '--json'];
      expect((await runScript('server/bundle.ts', args)).code).toBe(0);
      expect(must(await importAt(bursar, reply))).toMatchObject({ kind: 'reply', rejected: 0 });
    };
    // The first reply tells that the server has gone back; the second journey brings what it lost.
    await exchange();
    expect(await bursar.status()).toMatchObject({ pending: 2, notice: { type: 'serverRestored' } });
    expect(await step(bursar, second!)).toMatchObject({ status: 'done', pending: true });
    await exchange();
    expect(await bursar.status()).toMatchObject({ pending: 0 });
    for (const id of [first!, second!, third!]) {
      expect(await step(bursar, id)).toMatchObject({ status: 'done', pending: false });
    }
  });
});

describe('a bundle’s file', () => {
  it('that was cut anywhere, or changed in one byte, is refused whole', async () => {
    const bursar = await device(BURSAR);
    bursar.faults.down = true;
    const [first] = await bursar.todo();
    await bursar.tick(first!, 'done', 'entier');
    const [out, reply] = [fresh('out'), fresh('reply')];
    await exportTo(bursar, out);
    await atServer(out, reply);
    const whole = readFileSync(reply);
    const bad = fresh('bad');
    const refused = async (bytes: Buffer): Promise<void> => {
      writeFileSync(bad, bytes);
      const result = await importAt(bursar, bad);
      expect(result.ok).toBe(false);
      if (result.ok) return;
      expect(['NotABundle', 'BundleDamaged', 'FileEmpty']).toContain(result.error.type);
    };
    for (let length = 0; length < whole.length; length += 1_000) {
      await refused(whole.subarray(0, length));
    }
    const random = seededRandom(runSeed('bundle bytes'));
    for (let round = 0; round < 200; round += 1) {
      const changed = Buffer.from(whole);
      const at = Math.floor(random() * changed.length);
      changed[at]! ^= 1 + Math.floor(random() * 255);
      await refused(changed);
    }
    expect(await bursar.status()).toMatchObject({ pending: 1 });
    expect(must(await importAt(bursar, reply))).toMatchObject({ kind: 'reply' });
    expect(await bursar.status()).toMatchObject({ pending: 0 });
  }, 60_000);

  it('that is no file, no bundle, or cannot be written is said to be', async () => {
    const bursar = await device(BURSAR);
    const text = fresh('text');
    writeFileSync(text, 'bonjour\n');
    const empty = fresh('empty');
    writeFileSync(empty, '');
    const aFolder = fresh('folder');
    mkdirSync(aFolder);
    for (const [file, type] of [
      [text, 'NotABundle'],
      [empty, 'FileEmpty'],
      [aFolder, 'FileUnusable'],
      [fresh('missing'), 'FileUnusable'],
    ] as const) {
      expect(await importAt(bursar, file)).toMatchObject({ error: { type } });
    }
    for (const file of [join(fresh('no such folder'), 'x.bascule'), join(text, 'x')]) {
      expect(await bursar.core.call('bundle.export', { file })).toMatchObject({
        error: { type: 'FileUnusable', file },
      });
    }
    expect(readdirSync(folder).filter((name) => name.endsWith('.new'))).toEqual([]);
  });
});
