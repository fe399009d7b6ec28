import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';
import { spawnServer, type ServerProcess } from '../support/processes.ts';

/* Visits are noted by trainers, who read no school, and by tutors; both read them, schools do not. */

const folder = temporaryFolder();
const WAVE = 'op-v6';
let server: ServerProcess;
let trainer: Device;
let tutor: Device;
let head: Device;

const device = (login: string): Promise<Device> =>
  openDevice(join(folder, login), { server: server.url, login });
async function sync(...devices: readonly Device[]): Promise<void> {
  for (const one of devices) must(await one.core.call('sync.now', {}));
}

beforeAll(async () => {
  server = await spawnServer(join(folder, 'server'));
  trainer = await device('alix.genevrier');
  tutor = await device('capucine.salicaire');
  head = await device('blandine.viorne');
});
afterAll(async () => {
  for (const one of [trainer, tutor, head]) await one.close();
  await server.stop();
});

const said = {
  on: '2024-01-17',
  visitors: 'Alix Genévrier',
  met: null,
  purpose: 'Premier budget',
  summary: null,
};

it('lets a trainer note a visit and a difficulty of a school that is not on the device', async () => {
  const before = must(await trainer.core.call('visits.list', { wave: WAVE }));
  expect(before.schools.length).toBeGreaterThan(50);
  const [school] = before.schools;
  expect(school!.name).not.toBe(school!.id);
  const { id } = must(
    await trainer.core.call('visits.save', {
      wave: WAVE,
      establishment: school!.id,
      set: said,
    }),
  );
  must(
    await trainer.core.call('visits.note', {
      visit: id,
      kind: 'difficulty',
      text: 'Le budget ne se charge pas',
      blocker: 'new',
    }),
  );
  await sync(trainer, tutor, head);
  const [row] = must(await tutor.core.call('visits.list', { wave: WAVE })).rows;
  expect(row).toMatchObject({ id, school: { name: school!.name }, open: 1, mayWrite: true });
  const [line] = must(await tutor.core.call('visits.lines', { id }));
  expect(line).toMatchObject({ text: 'Le budget ne se charge pas', author: 'Alix Genévrier' });
  const read = must(await trainer.core.call('blockers.read', { id: line!.blocker!.id }));
  expect(read.cases).toMatchObject([{ establishment: school!.id, name: school!.name }]);
  // A tutor goes on with it, and the trainer knows.
  must(await tutor.core.call('visits.settle', { line: line!.id, state: 'solved' }));
  await sync(tutor, trainer);
  expect(must(await trainer.core.call('visits.list', { wave: WAVE })).rows).toMatchObject([
    { id, open: 0 },
  ]);
  // The school holds none of it.
  expect(must(await head.core.call('visits.list', { wave: WAVE })).rows).toEqual([]);
  expect(await head.core.call('visits.lines', { id })).toMatchObject({
    error: { type: 'VisitUnknown' },
  });
});

it('lets tutors note visits where trainers read them', async () => {
  const { schools } = must(await tutor.core.call('visits.list', { wave: WAVE }));
  const { id } = must(
    await tutor.core.call('visits.save', {
      wave: WAVE,
      establishment: schools[0]!.id,
      set: { ...said, visitors: 'Capucine Salicaire', on: '2024-01-18' },
    }),
  );
  await sync(tutor, trainer);
  const { rows } = must(await trainer.core.call('visits.list', { wave: WAVE }));
  expect(rows.map((row) => row.id)).toContain(id);
  expect(rows.find((row) => row.id === id)!.school.name).not.toBe(schools[0]!.id);
});

it('refuses a school of another wave', async () => {
  const answer = await trainer.core.call('visits.save', {
    wave: WAVE,
    establishment: 'etab-nowhere',
    set: said,
  });
  expect(answer).toMatchObject({ error: { type: 'EstablishmentUnknown' } });
});
