import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, strFromU8 } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';
import { bascule, spawnServer, type ServerProcess } from '../support/processes.ts';

/* What requests are linked to, who is told of them, and how they are handed over. */

const folder = temporaryFolder();
const SCHOOL = 'etab-v6-01';
const ACTION = 'informer-collectivite';
const STEP = `${SCHOOL}:opale:${ACTION}`;
const SECRET = 'Paierie introuvable au mandatement';
let server: ServerProcess;
let bursar: Device;
let head: Device;
let support: Device;
let ticket: string;

const device = (login: string): Promise<Device> =>
  openDevice(join(folder, login), { server: server.url, login });
async function syncAll(): Promise<void> {
  for (const one of [bursar, head, support, bursar, head])
    must(await one.core.call('sync.now', {}));
}

beforeAll(async () => {
  server = await spawnServer(join(folder, 'server'));
  bursar = await device('edgar.bergenia');
  head = await device('blandine.viorne');
  support = await device('solene.aulnaie');
  const values = {
    title: `SI2C – ${SECRET}`,
    requesterFunction: 'Secrétaire général',
    environment: 'production',
    sphere: 'ordonnateur',
    operations: 'Mandatement des vacations, puis validation : message 12.',
    establishment: SCHOOL,
  };
  const saved = await bursar.core.call('tickets.save', { values, send: true, confirmed: false });
  ticket = must(saved).id;
  // Nobody of the school but its author is to know of it.
  must(await bursar.core.call('tickets.share', { ticket, shared: false }));
  await syncAll();
});
afterAll(async () => {
  for (const one of [bursar, head, support]) await one.close();
  await server.stop();
});

it('leads from a request to a blocker and an action, and back from both', async () => {
  const { blocker } = must(
    await support.core.call('tickets.link', { ticket, action: ACTION, blocker: 'new' }),
  );
  const read = must(await support.core.call('blockers.read', { id: blocker! }));
  expect(read).toMatchObject({
    title: `SI2C – ${SECRET}`,
    action: ACTION,
    cases: [{ establishment: SCHOOL, source: 'ticket', from: ticket }],
    tickets: [{ id: ticket, status: 'open' }],
  });
  expect(must(await support.core.call('tickets.ofStep', { step: STEP }))).toMatchObject([
    { id: ticket },
  ]);
  expect(must(await support.core.call('tickets.links', { ticket }))).toMatchObject({
    action: { id: ACTION },
    step: STEP,
    blocker: { id: blocker, schools: [SCHOOL] },
  });
  // More schools have met it, by what the request tells.
  must(await support.core.call('tickets.link', { ticket, schools: ['etab-v6-02'] }));
  const more = must(await support.core.call('blockers.read', { id: blocker! }));
  expect(more.cases.map(({ establishment }) => establishment)).toEqual([SCHOOL, 'etab-v6-02']);
  await syncAll();
  // A school reads that there is one, not which: the register is of those who help.
  expect(must(await bursar.core.call('tickets.links', { ticket }))).toMatchObject({
    blocker: null,
    hiddenBlocker: true,
    blockers: [],
    mayRegister: false,
  });
  expect(must(await bursar.core.call('tickets.ofStep', { step: STEP }))).toMatchObject([
    { id: ticket },
  ]);
  // Taken back, what came of the link alone goes with it.
  must(await support.core.call('tickets.link', { ticket, blocker: null }));
  const back = must(await support.core.call('blockers.read', { id: blocker! }));
  expect(back.tickets).toEqual([]);
  expect(back.cases.map(({ establishment }) => establishment)).toEqual(['etab-v6-02']);
  must(await support.core.call('tickets.link', { ticket, blocker }));
  await syncAll();
});

it('is told by one rule to lists, search, links, exports and commands', async () => {
  const holds = must(await head.core.call('tickets.list', {})).rows.map(({ id }) => id);
  expect(holds).not.toContain(ticket);
  expect(must(await head.core.call('tickets.ofStep', { step: STEP }))).toEqual([]);
  const find = { text: 'paierie introuvable', kinds: ['ticket' as const] };
  expect(must(await head.core.call('search.find', find))).toEqual([]);
  expect(must(await bursar.core.call('search.find', find))).toMatchObject([{ id: ticket }]);
  for (const [one, knows] of [
    [head, false],
    [bursar, true],
    [support, true],
  ] as const) {
    const name = join(folder, `${knows}-${Math.random()}`);
    must(await one.core.call('exports.all', { file: `${name}.zip` }));
    const files = unzipSync(readFileSync(`${name}.zip`));
    const all = Object.values(files).map((bytes) => strFromU8(bytes));
    // A blocker of its title is told to those who help.
    expect(all.some((text) => text.includes(ticket))).toBe(knows);
    must(
      await one.core.call('tickets.export', {
        file: `${name}.csv`,
        tool: 'bascule',
        language: 'fr',
      }),
    );
    expect(readFileSync(`${name}.csv`, 'utf8').includes(SECRET)).toBe(knows);
  }
  const data = join(folder, 'head-cli');
  const enrol = ['enrol', '--server', server.url, '--code', 'demo-blandine.viorne'];
  expect(await bascule([...enrol, '--data', data, '--json'])).toMatchObject({ code: 0 });
  const listed = await bascule(['tickets', '--data', data, '--json']);
  expect(listed.out).not.toContain(ticket);
  expect((JSON.parse(listed.out) as unknown[]).length).toBe(holds.length);
});

it('is handed over as a file of the chosen requests, once noted in the exchanges of each', async () => {
  const file = join(folder, 'remise.csv');
  const before = must(await support.core.call('tickets.read', { ticket })).lines.length;
  const written = must(
    await support.core.call('tickets.export', {
      file,
      tool: 'itop',
      language: 'fr',
      tickets: [ticket],
      note: true,
    }),
  );
  expect(written).toEqual({ rows: 1, noted: 1 });
  const lines = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  expect(lines[0]).toContain('Ref');
  expect(lines.filter((line) => line.includes(SECRET)).length).toBeGreaterThan(0);
  const after = must(await support.core.call('tickets.read', { ticket }));
  expect(after.lines.length).toBe(before + 1);
  expect(after.lines.at(-1)).toMatchObject({
    kind: 'filed',
    outside: 'iTop · remise.csv',
    on: '2024-01-22',
    author: 'Solène Aulnaie',
  });
  // What is taken out for oneself is handed to nobody.
  const own = { file: join(folder, 'b.csv'), tool: 'bascule' as const, language: 'fr' as const };
  expect(
    must(await support.core.call('tickets.export', { ...own, tickets: [ticket], note: true })),
  ).toEqual({ rows: 1, noted: 0 });
});
