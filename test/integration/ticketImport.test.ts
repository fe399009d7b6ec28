import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import type { ImportResult } from '../../shared/imports/imports.contract.ts';
import { newCode } from '../support/codes.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

/* What outside tools export, on its way to a second computer. */

const PILOT = 'clemence.frenaie';
const ROWS = 300;
const folder = temporaryFolder();
let server: RunningServer;
let office: Device;
let laptop: Device;

beforeAll(async () => {
  const data = join(folder, 'server');
  server = await startServer({ dataDir: data, port: 0, demo: 'amiens-v6' });
  const open = async (name: string): Promise<Device> =>
    openDevice(join(folder, name), { server: server.url, code: await newCode(data, PILOT) });
  office = await open('office');
  laptop = await open('laptop');
});
afterAll(async () => {
  await office.close();
  await laptop.close();
  await server.close();
});

async function bring(
  device: Device,
  name: string,
  lines: readonly string[],
): Promise<ImportResult> {
  const file = join(folder, name);
  writeFileSync(file, lines.join('\r\n'));
  const { id } = must(await device.core.call('imports.open', { file }));
  return must(await device.core.call('imports.run', { id, kind: 'tickets', wave: 'op-v6' }));
}
const imported = async (device: Device) =>
  must(await device.core.call('tickets.list', { wave: 'op-v6' })).rows.filter(({ number }) =>
    number?.startsWith('R-77'),
  );

it('hundreds of requests reach the server and another computer, all of them', async () => {
  const head = 'Ref;Title;Status;Organization->Name;Start date';
  const lines = Array.from(
    { length: ROWS },
    (_, at) =>
      `R-77${String(at).padStart(4, '0')};Rejet du mandat ${at};Pending;Nulle part;2024-01-02`,
  );
  expect(await bring(office, 'many.csv', [head, ...lines])).toMatchObject({
    created: ROWS,
    errors: 0,
  });
  expect(await imported(office)).toHaveLength(ROWS);
  await office.sync();
  expect(must(await office.core.call('sync.rejected', {}))).toEqual([]);
  expect(await office.status()).toMatchObject({ pending: 0, rejected: 0 });
  await laptop.sync();
  expect(await imported(laptop)).toEqual(await imported(office));
  // Whoever reads it again finds all of it there.
  expect(await bring(laptop, 'again.csv', [head, ...lines])).toMatchObject({
    created: 0,
    updated: 0,
    unchanged: ROWS,
  });
});

const FORMS = ['bascule', 'itop', 'glpi', 'jira'] as const;

it('what was exported in any form changes nothing when it comes back', async () => {
  const long = 'Une ligne de texte.\n'.repeat(600);
  await bring(office, 'varied.csv', [
    'Ref;Title;Status;Organization->Name;Start date;Close date;Priority;Caller->Full name;Description',
    'R-780001;"=SOMME(A1) & <b>gras</b>";Pending;Nulle part;2023-10-02;;1;Ana Roux;"<p>Un</p><p>Deux</p>"',
    `R-780002;'=déjà;Closed;Nulle part;2023-10-02;2023-10-09;Haute;-Ana;"${long}"`,
    'R-780003;-12 % de crédits;Zen;Nulle part;2023-10-02;;;@ana;"Suite de [B-0A0A0A]"',
    'R-780004;Titre [B-0A0A0A];Resolved;;2023-10-02;;;;"Fin\n[B-0A0A0A]"',
  ]);
  await bring(office, 'glpi.csv', [
    '"ID";"Titre";"Statut";"Date d\'ouverture";"Entité"',
    '"780 001";"Accès &amp; profil";"En attente";"02-10-2023 08:00";"Académie > Inconnu"',
  ]);
  await bring(office, 'jira.csv', [
    'Issue key,Summary,Status,Created,Labels,Labels',
    '780001,Autre,Waiting for customer,02/Oct/23 9:15 AM,urgent,',
  ]);
  await bring(office, 'itop.csv', [
    'Ref;Title;Status;Organization->Name;Start date',
    '780001;Un troisième;Assigned;Nulle part;2023-10-02',
  ]);
  for (const tool of FORMS) {
    for (const language of ['fr', 'ar'] as const) {
      const file = join(folder, `back-${tool}-${language}.csv`);
      const { rows } = must(await office.core.call('tickets.export', { file, tool, language }));
      expect(rows).toBeGreaterThan(500);
      const { id } = must(await office.core.call('imports.open', { file }));
      const settings = { id, kind: 'tickets', wave: 'op-v6' } as const;
      const preview = must(await office.core.call('imports.preview', settings));
      const shown = must(
        await office.core.call('imports.rows', { id, errorsOnly: false, from: 0, count: 500 }),
      );
      expect({
        tool,
        changed: shown.rows.filter(({ outcome }) => outcome !== 'unchanged'),
        counts: preview.counts,
      }).toMatchObject({ changed: [], counts: { rows, unchanged: rows, errors: 0 } });
    }
  }
});

it('an export of all has no request that its person is not shown', async () => {
  const data = join(folder, 'server');
  const bursar = await openDevice(join(folder, 'bursar'), {
    server: server.url,
    code: await newCode(data, 'edgar.bergenia'),
  });
  const { id: establishment } = (await bursar.kit()).establishment;
  const ask = async (title: string, send: boolean): Promise<string> => {
    const saved = must(
      await bursar.core.call('tickets.save', {
        values: {
          title,
          establishment,
          requesterFunction: 'Gestionnaire',
          environment: 'production',
          sphere: 'ordonnateur',
          operations: 'Mandatement, puis validation.',
        },
        send,
        confirmed: false,
      }),
    );
    return saved.id;
  };
  const draft = await ask('SI2C – Brouillon à moi seul', false);
  const sent = await ask('SI2C – Rejet d’un mandat de vacations', true);
  await bursar.sync();
  await office.sync();
  const tableOf = async (device: Device, name: string): Promise<string> => {
    const file = join(folder, name);
    must(await device.core.call('exports.all', { file }));
    const files = unzipSync(readFileSync(file));
    return ['ticket.csv', 'ticket_event.csv', 'data.json']
      .map((entry) => strFromU8(files[entry]!))
      .join('\n');
  };
  const own = await tableOf(bursar, 'bursar.zip');
  expect(own).toContain(draft);
  expect(own).toContain(sent);
  const others = await tableOf(office, 'office.zip');
  expect(others).not.toContain(draft);
  expect(others).not.toContain('Brouillon à moi seul');
  expect(others).toContain(sent);
  await bursar.close();
});
