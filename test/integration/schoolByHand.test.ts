import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

const PROGRAMME = 'opale';
const folder = temporaryFolder();
let server: RunningServer;
let pilot: Device;
let colleague: Device;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
  const open = (name: string, login: string) =>
    openDevice(join(folder, name), { server: server.url, login });
  pilot = await open('pilot', 'clemence.frenaie');
  colleague = await open('bursar', 'edgar.bergenia');
});
afterAll(async () => {
  await pilot.close();
  await colleague.close();
  await server.close();
});

const territories = async () =>
  must(await pilot.core.call('programmes.read', { programme: PROGRAMME })).territories;
const blank = { nameAr: null, code: null, parent: null };

/** Why a call failed. */
async function failure(answer: Promise<{ ok: boolean; error?: { type: string } }>) {
  const result = await answer;
  return result.ok ? null : result.error!.type;
}

it('a pilot makes an academy and a school of it by hand, which joins an open wave with its kit', async () => {
  const { levels } = must(await pilot.core.call('programmes.read', { programme: PROGRAMME }));
  const level = levels.find(({ id }) => id === 'academie')!.id;
  const { territory } = must(
    await pilot.core.call('programmes.saveTerritory', {
      programme: PROGRAMME,
      set: { ...blank, level, name: 'Lille' },
    }),
  );
  const { establishment } = must(
    await pilot.core.call('establishments.create', {
      programme: PROGRAMME,
      wave: 'op-v6',
      set: { code: ' 0595000p ', name: 'Collège Neuf', town: 'Lille', territory },
    }),
  );
  await pilot.sync();
  expect(await pilot.status()).toMatchObject({ pending: 0, rejected: 0 });
  const record = must(await pilot.core.call('schools.read', { establishment }));
  expect(record).toMatchObject({ code: '0595000P', territory, waves: [{ id: 'op-v6' }] });
  expect(record.path.at(-1)).toMatchObject({ name: 'Lille' });
  const { steps } = await pilot.kit(establishment);
  expect(steps.length).toBeGreaterThan(80);
  expect(steps.filter(({ due }) => due === null)).toEqual([]);

  await pilot.core.call('sync.undo', {});
  expect(await failure(pilot.core.call('schools.read', { establishment }))).toBe(
    'EstablishmentUnknown',
  );
  // Made again, it comes back.
  must(
    await pilot.core.call('establishments.create', {
      programme: PROGRAMME,
      set: { code: '0595000P', name: 'Collège Neuf' },
    }),
  );
  await pilot.sync();
  expect(await pilot.status()).toMatchObject({ pending: 0, rejected: 0 });

  // It has no wave yet, and every count of schools has it.
  const { count } = must(await pilot.core.call('kit.places', {}));
  const { all } = must(await pilot.core.call('pilot.schools', { everywhere: true }));
  const { counts } = must(await pilot.core.call('pilot.figures', {}));
  expect([all, counts.establishments + counts.withoutKit]).toEqual([count, count]);
});

it('a code that is taken, a territory that is there already or would stand above itself are refused', async () => {
  const school = (set: { code: string; name: string }) =>
    pilot.core.call('establishments.create', { programme: PROGRAMME, set });
  expect(await failure(school({ code: '0595000P', name: 'Encore' }))).toBe('CodeTaken');
  expect(await failure(school({ code: 'é!', name: 'Sans code' }))).toBe('CodeInvalid');

  const save = (set: object, territory?: string) =>
    pilot.core.call('programmes.saveTerritory', {
      programme: PROGRAMME,
      ...(territory !== undefined && { territory }),
      set: { ...blank, level: 'academie', name: 'LILLE', ...set },
    });
  expect(await failure(save({}))).toBe('TerritoryExists');
  const above = must(await save({ level: 'region-academique', name: 'Hauts-de-France' })).territory;
  const lille = (await territories()).find(({ name }) => name === 'Lille');
  must(await save({ name: 'Lille', parent: above }, lille!.id));
  // A school of it is told from the widest place down.
  const { establishment } = must(
    await pilot.core.call('establishments.create', {
      programme: PROGRAMME,
      set: { code: '0595001R', name: 'Collège du Beffroi', territory: lille!.id },
    }),
  );
  const { path } = must(await pilot.core.call('schools.read', { establishment }));
  expect(path.map(({ name }) => name)).toEqual(['Hauts-de-France', 'Lille']);
  expect(
    await failure(
      save({ level: 'region-academique', name: 'Hauts-de-France', parent: lille!.id }, above),
    ),
  ).toBe('TerritoryCircle');
  expect(
    await failure(
      colleague.core.call('programmes.saveTerritory', {
        programme: PROGRAMME,
        set: { ...blank, level: 'academie', name: 'Rouen' },
      }),
    ),
  ).toBe('NotAllowed');
});
