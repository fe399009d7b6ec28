import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

const PILOT = 'clemence.frenaie';
const PROGRAMME = 'opale';
const SCHOOLS = 600;
const PEOPLE = 2_400;
const UAI_LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const JOBS = ['SG', 'ordonnateur', 'agent comptable', 'assistant de gestion'];

const folder = temporaryFolder();
const devices: Device[] = [];
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
});
afterAll(async () => {
  for (const device of devices) await device.close();
  await server.close();
});

async function open(name: string, who: { login?: string; code?: string }): Promise<Device> {
  const device = await openDevice(join(folder, name), { server: server.url, ...who });
  devices.push(device);
  return device;
}

function uai(index: number): string {
  const number = 7_100_000 + index;
  return `${number}${UAI_LETTERS[number % UAI_LETTERS.length]}`;
}

function table(name: string, lines: readonly string[]): string {
  const file = join(folder, name);
  writeFileSync(file, `\uFEFF${lines.join('\r\n')}`);
  return file;
}

/** Brings a file in as the window does: open, look, run. */
async function bringIn(
  { core }: Device,
  file: string,
  kind: 'establishments' | 'people',
  wave: string,
) {
  const { id } = must(await core.call('imports.open', { file }));
  const settings = { id, kind, programme: PROGRAMME, wave, createTerritories: true };
  must(await core.call('imports.preview', settings));
  const { issues, ...counts } = must(await core.call('imports.run', settings));
  return { ...counts, wrong: issues.flatMap(({ level, row }) => (level === 'error' ? [row] : [])) };
}

it('a pilot brings in an academy of 600 schools and its people, opens their wave, and every kit is dated at the next sync', async () => {
  const pilot = await open('pilot', { login: PILOT });
  const { wave } = must(
    await pilot.core.call('waves.save', {
      programme: PROGRAMME,
      set: { label: 'V8', switchoverDate: '2025-01-01', variant: 'janvier', status: 'planned' },
    }),
  );
  const schools = Array.from({ length: SCHOOLS }, (_, index) => index);
  const schoolFile = table('etablissements.csv', [
    'UAI;Nom;Type;Ville;Département;Académie',
    ...schools.map((index) => `${uai(index)};Collège ${index};college;Lille;59;Lille`),
    `${uai(3)};Doublon;college;Lille;59;Lille`,
    ';Sans code;college;Lille;59;Lille',
  ]);
  const people = Array.from({ length: PEOPLE }, (_, index) => index);
  const peopleFile = table('personnes.csv', [
    'Nom;Prénom;Email;Fonction;UAI',
    ...people.map(
      (index) =>
        `Nom${index};Prénom;p${index}@exemple.invalid;${JOBS[index % JOBS.length]};${uai(Math.floor(index / JOBS.length))}`,
    ),
    `Nom;Prénom;sans arobase;SG;${uai(0)}`,
  ]);

  expect(await bringIn(pilot, schoolFile, 'establishments', wave)).toMatchObject({
    created: SCHOOLS,
    wrong: [SCHOOLS + 2, SCHOOLS + 3],
  });
  expect(await bringIn(pilot, peopleFile, 'people', wave)).toMatchObject({
    created: PEOPLE,
    wrong: [PEOPLE + 2],
  });
  // Brought in once more, nothing is new.
  expect(await bringIn(pilot, schoolFile, 'establishments', wave)).toMatchObject({
    created: 0,
    updated: 0,
    unchanged: SCHOOLS,
  });

  for (let remaining = 1; remaining > 0;) {
    ({ remaining } = must(await pilot.core.call('waves.open', { wave, dryRun: false })));
  }
  await pilot.sync();
  expect(await pilot.status()).toMatchObject({ pending: 0, rejected: 0 });

  const codes = must(await pilot.core.call('people.codes', { people: [], wave }));
  expect(codes).toHaveLength(PEOPLE);
  const { code } = codes.find(({ name }) => name === 'Prénom Nom0')!;
  const bursar = await open('bursar', { code });
  await bursar.sync();
  const kit = await bursar.kit();
  expect(kit.establishment).toMatchObject({ code: uai(0), switchoverDate: '2025-01-01' });
  expect(kit.steps.length).toBeGreaterThan(80);
  expect(kit.steps.filter(({ due }) => due === null)).toEqual([]);
}, 180_000);
