import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';
import { bascule, spawnServer, type ServerProcess } from '../support/processes.ts';

/* Files of requests and articles between devices, through a real server. */

const folder = temporaryFolder();
const SCHOOL = 'etab-v6-01';
let server: ServerProcess;
let bursar: Device;
let head: Device;
let support: Device;

const device = (login: string): Promise<Device> =>
  openDevice(join(folder, login), { server: server.url, login });

beforeAll(async () => {
  server = await spawnServer(join(folder, 'server'));
  bursar = await device('edgar.bergenia');
  head = await device('blandine.viorne');
  support = await device('solene.aulnaie');
});
afterAll(async () => {
  for (const one of [bursar, head, support]) await one.close();
  await server.stop();
});

function file(name: string, content: Buffer): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, content);
  return path;
}
const values = {
  title: 'SI2C – Rejet d’un mandat de vacations',
  requesterFunction: 'Secrétaire général',
  environment: 'production',
  sphere: 'ordonnateur',
  operations: 'Mandatement des vacations, puis validation : message 12.',
  establishment: SCHOOL,
};
const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

it('attaches to a draft that is its author’s alone, and goes with the request to whom it is shown', async () => {
  const content = randomBytes(60_000);
  const { id: ticket } = must(
    await bursar.core.call('tickets.save', { values, send: false, confirmed: false }),
  );
  const { id } = must(
    await bursar.core.call('attachments.add', { ticket, file: file('Écran.png', content) }),
  );
  must(await bursar.core.call('sync.now', {}));
  for (const other of [head, support]) {
    must(await other.core.call('sync.now', {}));
    expect(await other.core.call('attachments.list', { ticket })).toMatchObject({ ok: false });
    expect(await other.core.call('attachments.open', { id })).toMatchObject({
      error: { type: 'AttachmentUnknown' },
    });
  }
  must(await bursar.core.call('tickets.save', { ticket, values, send: true, confirmed: false }));
  must(await bursar.core.call('tickets.share', { ticket, shared: false }));
  must(await bursar.core.call('sync.now', {}));
  must(await head.core.call('sync.now', {}));
  must(await support.core.call('sync.now', {}));
  // Who helps is shown it; a colleague is once it is shared.
  const opened = must(await support.core.call('attachments.open', { id }));
  expect(hashOf(readFileSync(opened.path))).toBe(hashOf(content));
  expect(must(await support.core.call('tickets.read', { ticket }))).toMatchObject({
    files: 1,
    attached: 1,
  });
  expect(await head.core.call('attachments.list', { ticket })).toMatchObject({ ok: false });
  must(await bursar.core.call('tickets.share', { ticket, shared: true }));
  must(await bursar.core.call('sync.now', {}));
  must(await head.core.call('sync.now', {}));
  const seen = must(await head.core.call('attachments.list', { ticket }));
  expect(seen).toMatchObject({ attachments: [{ name: 'Écran.png', state: { type: 'onServer' } }] });
  // A colleague reads and does not take away.
  expect(seen.mayWrite).toBe(false);
  const fetched = must(await head.core.call('attachments.open', { id }));
  expect(hashOf(readFileSync(fetched.path))).toBe(hashOf(content));
});

it('takes the files along when a draft goes, or when an article is published elsewhere', async () => {
  const pilot = await device('clemence.frenaie');
  try {
    const { writeTo } = must(await pilot.core.call('knowledge.read', {}));
    const helpers = writeTo.find(({ scope }) => scope === 'waveSupport:op-v6')!;
    const wave = writeTo.find(({ scope }) => scope === 'wave:op-v6')!;
    const { id: article } = must(
      await pilot.core.call('knowledge.save', {
        place: helpers.scope,
        set: { title: 'Rattacher un tiers', body: 'Voir le schéma.' },
      }),
    );
    const content = randomBytes(9_000);
    must(await pilot.core.call('attachments.add', { article, file: file('schéma.pdf', content) }));
    must(await pilot.core.call('sync.now', {}));
    const { id: published } = must(
      await pilot.core.call('knowledge.publish', { id: article, place: wave.scope, changes: null }),
    );
    expect(published).not.toBe(article);
    must(await pilot.core.call('sync.now', {}));
    must(await bursar.core.call('sync.now', {}));
    const listed = must(await bursar.core.call('attachments.list', { article: published }));
    expect(listed).toMatchObject({ mayWrite: false, attachments: [{ name: 'schéma.pdf' }] });
    const opened = must(
      await bursar.core.call('attachments.open', { id: listed.attachments[0]!.id }),
    );
    expect(hashOf(readFileSync(opened.path))).toBe(hashOf(content));
  } finally {
    await pilot.close();
  }
});

it('asks for files where the rules require them, and counts those that are there', async () => {
  const data = join(folder, 'edgar-cli');
  const args = ['enrol', '--server', server.url, '--code', 'demo-edgar.bergenia', '--data', data];
  expect(await bascule([...args, '--json'])).toMatchObject({ code: 0 });
  const made = await bascule(
    [
      'ticket',
      'new',
      '--stdin',
      '--attach',
      file('a.png', randomBytes(500)),
      '--data',
      data,
      '--json',
    ],
    { input: JSON.stringify(values) },
  );
  expect(made).toMatchObject({ code: 0, err: '' });
  const row = JSON.parse(made.out) as { id: string; files: number; status: string };
  expect(row).toMatchObject({ files: 1, status: 'open' });
  const more = await bascule([
    'attach',
    row.id,
    file('b.png', randomBytes(500)),
    '--to',
    'ticket',
    '--data',
    data,
    '--json',
  ]);
  expect(more).toMatchObject({ code: 0, err: '' });
  const listed = await bascule(['tickets', '--data', data, '--json']);
  const rows = JSON.parse(listed.out) as { id: string; files: number }[];
  expect(rows.find(({ id }) => id === row.id)).toMatchObject({ files: 2 });
});
