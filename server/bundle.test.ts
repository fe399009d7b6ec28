import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import zlib from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WireError } from '../shared/sync/protocol.ts';
import { MAX_RELAY_BYTES } from './bundle/routes.ts';
import { bundleTools } from './bundle/tools.ts';
import { openAdminStorage } from './db/open.ts';
import type { RunningServer } from './start.ts';
import { answersOf, bundleOf, framesOf, openReply } from './testing/bundles.ts';
import { TestDevice } from './testing/client.ts';
import { runServer, temporaryFolder } from './testing/server.ts';
import { demoStep } from './testing/ticks.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = temporaryFolder();
const dataDir = path.join(folder, 'data');
const SCHOOL = 'establishment:etab-v6-01' as const;
const STEP = demoStep('etab-v6-01', 'cloture-kit');

let server: RunningServer;
beforeAll(async () => {
  server = await runServer({ dataDir, demo: 'amiens-v6' });
});

function bursar(): Promise<TestDevice> {
  return TestDevice.enrolled(server.url, 'demo-edgar.bergenia');
}

function head(): Promise<TestDevice> {
  return TestDevice.enrolled(server.url, 'demo-blandine.viorne');
}

function noted(device: TestDevice, note: string, scope = SCHOOL): object {
  return device.transaction([{ entity: 'kitStep', row: STEP, scope, set: { note } }]);
}

async function importFile(
  ...args: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, ['server/bundle.ts', ...args], {
    cwd: root,
    env: { ...process.env, BASCULE_LANG: 'fr' },
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

let count = 0;
function write(bytes: Uint8Array): string {
  count += 1;
  const file = path.join(folder, `file ${count}.bascule`);
  fs.writeFileSync(file, bytes);
  return file;
}

async function relayed(carrier: TestDevice, bytes: Uint8Array): Promise<Uint8Array | WireError> {
  const response = await fetch(`${server.url}/sync/relay`, {
    method: 'POST',
    body: Buffer.from(bytes),
    headers: { authorization: `Bearer ${carrier.token}` },
  });
  if (response.status === 200) return new Uint8Array(await response.arrayBuffer());
  return ((await response.json()) as { error: WireError }).error;
}

describe('a bundle', () => {
  it('brought by a colleague counts once, and its reply is for its device only', async () => {
    const [author, carrier] = [await bursar(), await head()];
    const batches = [author.seal([noted(author, 'un')]), author.seal([noted(author, 'deux')])];
    const bundle = await bundleOf(author, batches);
    const reply = (await relayed(carrier, bundle)) as Uint8Array;
    const opened = await openReply(author, reply);
    expect(answersOf(opened)).toMatchObject([{ decided: 1 }, { decided: 2, chain: author.chain }]);
    expect(framesOf(opened)[0]).toMatchObject({ type: 'hello', decided: 2, chain: author.chain });
    expect(framesOf(opened).at(-1)).toEqual({ type: 'end' });
    await expect(openReply(carrier, reply)).rejects.toThrow('for somebody else');
    const again = await openReply(author, (await relayed(author, bundle)) as Uint8Array);
    expect(answersOf(again)).toMatchObject([{ decided: 1 }, { decided: 2 }]);
    const storage = await openAdminStorage({ dataDir });
    const batch = await storage.read((read) => read.batchAt(author.id, 1));
    await storage.close();
    expect(batch).toMatchObject({ carrier: carrier.id, text: batches[0] });
  });

  it('is answered with what is newer than its cursors', async () => {
    const device = await bursar();
    const frames = await device.pull();
    const cursors: Record<string, number> = {};
    for (const frame of frames) if (frame.type === 'snapshot') cursors[frame.scope] = frame.version;
    const [hello] = frames;
    const epoch = hello?.type === 'hello' ? hello.epoch : '';
    const bundle = await bundleOf(device, [device.seal([noted(device, 'x')])], { epoch, cursors });
    const reply = await openReply(device, (await relayed(device, bundle)) as Uint8Array);
    expect(framesOf(reply).map(({ type }) => type)).toEqual(['hello', 'authors', 'changes', 'end']);
    // Cursors of a time that this server has gone back before mean nothing.
    const old = await bundleOf(device, [], { epoch: 'before', cursors });
    const all = await openReply(device, (await relayed(device, old)) as Uint8Array);
    expect(framesOf(all).map(({ type }) => type)).toContain('snapshot');
  });

  it('that is cut, changed, forged, foreign or no bundle at all does nothing', async () => {
    const device = await bursar();
    const thief = await head();
    const batch = device.seal([noted(device, 'un')]);
    const bundle = await bundleOf(device, [batch]);
    const changed = Uint8Array.from(bundle);
    changed[changed.length - 40]! ^= 1;
    const forged = batch.replace('"un"', '"Un"');
    const cases: [Uint8Array, WireError][] = [
      [bundle.slice(0, -1), { type: 'BadRequest', detail: 'BundleDamaged' }],
      [changed, { type: 'BadRequest', detail: 'BundleDamaged' }],
      [Buffer.from('hello\n'), { type: 'BadRequest', detail: 'NotABundle' }],
      [await bundleOf(thief, [batch]), { type: 'BadSignature' }],
      [await bundleOf(device, [forged]), { type: 'BadSignature' }],
      [await bundleOf(device, [batch, forged]), { type: 'BadSignature' }],
      [await bundleOf(device, [batch], { from: 'nobody' }), { type: 'BadSignature' }],
      [await bundleOf(device, [batch], { from: thief.id }), { type: 'BadSignature' }],
      [
        await bundleOf(device, [batch], { server: 'another' }),
        { type: 'BadRequest', detail: 'BundleForOthers' },
      ],
      [
        await bundleOf(device, [batch], { to: thief.id }),
        { type: 'BadRequest', detail: 'BundleForOthers' },
      ],
    ];
    for (const [bytes, error] of cases) expect(await relayed(device, bytes)).toEqual(error);
    const [hello] = await device.pull();
    expect(hello).toMatchObject({ decided: 0 });
  });

  it('that would unpack to more than a server holds is no bundle', async () => {
    const device = await bursar();
    const tools = bundleTools(device.ageIdentity, 1_000_000);
    await expect(tools.decompress(zlib.gzipSync(Buffer.alloc(2_000_000)))).rejects.toThrow(
      /larger/,
    );
    const large = await relayed(device, Buffer.alloc(MAX_RELAY_BYTES + 1));
    expect(large).toEqual({ type: 'TooLarge' });
  });

  it('whose batches do not continue what is known says how far the server has come', async () => {
    const device = await bursar();
    device.seal([noted(device, 'lost')]);
    const bundle = await bundleOf(device, [device.seal([noted(device, 'deux')])]);
    const reply = await openReply(device, (await relayed(device, bundle)) as Uint8Array);
    expect(answersOf(reply)).toEqual([]);
    expect(framesOf(reply)[0]).toMatchObject({ type: 'hello', decided: 0, chain: '' });
  });

  it('of a revoked device waits for a person to review it, and is told nothing else', async () => {
    const device = await bursar();
    const batch = device.seal([noted(device, 'après')]);
    const admin = await openAdminStorage({ dataDir });
    await admin.transaction((write) => write.revokeDevice(device.id, 1_700_000_000_000));
    const reply = await openReply(
      device,
      (await relayed(await head(), await bundleOf(device, [batch]))) as Uint8Array,
    );
    expect(answersOf(reply)).toMatchObject([
      { decided: 1, refused: [{ n: 1, refusal: { type: 'DeviceRevoked' } }] },
    ]);
    expect(framesOf(reply)).toEqual([]);
    const kept = await admin.read((read) => read.refusals(device.id, 1, 9));
    await admin.close();
    expect(kept).toMatchObject([{ transaction: { changes: [{ set: { note: 'après' } }] } }]);
  });
});

describe('server:bundle', () => {
  it('imports a file beside a running server and writes the reply', async () => {
    const device = await bursar();
    const batch = device.seal([
      noted(device, 'par clé'),
      noted(device, 'ailleurs', 'establishment:etab-v6-02' as never),
    ]);
    const file = write(await bundleOf(device, [batch]));
    const out = path.join(folder, 'reply.bascule');
    const args = ['import', file, '--data', dataDir, '--out', out];
    const first = await importFile(...args);
    expect([first.code, first.err]).toEqual([0, '']);
    expect(JSON.parse(first.out)).toEqual({ applied: 1, known: 0, rejected: 1 });
    const reply = await openReply(device, fs.readFileSync(out));
    expect(answersOf(reply)).toMatchObject([{ decided: 2, refused: [{ n: 2 }] }]);
    const again = await importFile(...args);
    expect(JSON.parse(again.out)).toEqual({ applied: 0, known: 2, rejected: 0 });
    const [hello] = await device.pull();
    expect(hello).toMatchObject({ decided: 2 });
  });

  it('says that more is needed when it lacks what comes before', async () => {
    const device = await bursar();
    device.seal([noted(device, 'lost')]);
    const file = write(await bundleOf(device, [device.seal([noted(device, 'deux')])]));
    const out = path.join(folder, 'lacking.bascule');
    const {
      code,
      out: said,
      err,
    } = await importFile('import', file, '--data', dataDir, '--out', out);
    expect([code, JSON.parse(said)]).toEqual([0, { applied: 0, known: 0, rejected: 0 }]);
    expect(err).toMatch(/rapportez la réponse «\u00A0.*lacking\.bascule\u00A0»/);
    expect(err.trimEnd().split('\n')).toHaveLength(1);
    expect(framesOf(await openReply(device, fs.readFileSync(out)))[0]).toMatchObject({
      decided: 0,
    });
  });

  it('says in one sentence what is wrong, and writes nothing', async () => {
    const device = await bursar();
    const good = await bundleOf(device, [device.seal([noted(device, 'x')])]);
    const out = path.join(folder, 'none.bascule');
    const at = ['--data', dataDir, '--out', out];
    const cases: [string[], RegExp][] = [
      [['import', write(good.slice(0, 200)), ...at], /incomplet ou abîmé/],
      [['import', write(Buffer.from('x')), ...at], /n'est pas un fichier d'échange/],
      [['import', write(Buffer.alloc(0)), ...at], /vide/],
      [['import', path.join(folder, 'nowhere'), ...at], /ENOENT/],
      [['import', write(good), '--data', dataDir, '--out', path.join(folder, 'no', 'x')], /ENOENT/],
      [['import', write(good), '--data', dataDir], /--out/],
      [['import', ...at], /import FILE/],
      [[], /import FILE/],
      [['export', write(good), ...at], /«\u00A0export\u00A0»/],
    ];
    for (const [args, words] of cases) {
      const { code, out: said, err } = await importFile(...args);
      expect([args, code, said]).toEqual([args, 2, '']);
      expect(err).toMatch(words);
      expect(err.trimEnd().split('\n')).toHaveLength(1);
    }
    expect(fs.existsSync(out)).toBe(false);
    const [hello] = await device.pull();
    expect(hello).toMatchObject({ decided: 0 });
  });
});
