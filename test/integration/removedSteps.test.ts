import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

/* A step goes because its action is no longer for the school, while somebody offline ticks it. */

const PROGRAMME = 'opale';
const SCHOOL = 'etab-v6-01';
const NOTE = 'Attente du devis';
const folder = temporaryFolder();
let server: RunningServer;
const devices: Device[] = [];
let opened = 0;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'amiens-v6' });
});
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close();
});
afterAll(() => server.close());

async function open(login: string): Promise<Device> {
  opened += 1;
  const data = join(folder, `${login} ${opened}`);
  const device = await openDevice(data, { server: server.url, login });
  devices.push(device);
  return device;
}

const statusOf = async (device: Device, step: string) =>
  (await device.kit(SCHOOL)).steps.find(({ id }) => id === step)?.status;
const progressOf = async (device: Device) => (await device.kit(SCHOOL)).establishment.progress;
const listed = async ({ core }: Device) => {
  const asked = { programme: PROGRAMME, offset: 0, limit: 100, sort: 'name' } as const;
  const { rows } = must(await core.call('pilot.schools', asked));
  return rows.find(({ id }) => id === SCHOOL)?.progress;
};

/** What the week of whoever has the step says of it. */
async function noteInWeek({ core }: Device, step: string) {
  const { steps } = must(await core.call('week.read', {}));
  return steps.find(({ id }) => id === step)?.note;
}

/** The `at`th untouched step of every school's kit that the device's person does, and its action. */
async function untouched(device: Device, at: number) {
  const { actions } = must(await device.core.call('templates.current', { programme: PROGRAMME }));
  const ofAll = new Set(actions.flatMap(({ id, variant }) => (variant === null ? [id] : [])));
  const { steps, myActors } = await device.kit(SCHOOL);
  const found = steps.filter(
    ({ action, status, note, actors }) =>
      status === 'todo' &&
      note === null &&
      ofAll.has(action) &&
      actors.some((actor) => myActors.includes(actor)),
  );
  return found[at]!;
}

it.each([
  { order: 'before the removal arrives', first: 'bursar' },
  { order: 'after the removal arrived', first: 'pilot' },
])('work on it is seen by all until a person chooses: sent $order', async ({ first }) => {
  const pilot = await open('clemence.frenaie');
  const bursar = await open('edgar.bergenia');
  const step = await untouched(bursar, first === 'pilot' ? 0 : 1);
  await bursar.tick(step.id, 'blocked', NOTE);
  const edit = { type: 'set', id: step.action, set: { variant: 'septembre' } } as const;
  must(await pilot.core.call('templates.edit', { programme: PROGRAMME, edit }));
  expect(await statusOf(pilot, step.id)).toBeUndefined();

  const [one, other] = first === 'pilot' ? [pilot, bursar] : [bursar, pilot];
  for (const device of [one, other, one, other]) await device.sync();
  for (const device of [pilot, bursar]) {
    expect(await statusOf(device, step.id)).toBe('blocked');
    expect(await listed(device)).toEqual(await progressOf(device));
  }
  expect(await noteInWeek(bursar, step.id)).toBe(NOTE);
  // Its files are for those who see it.
  const file = join(folder, `${first}.txt`);
  writeFileSync(file, 'devis');
  must(await bursar.core.call('attachments.add', { step: step.id, file }));
  // A choice of a person counts.
  const conflicts = must(await pilot.core.call('sync.conflicts', {}));
  const met = conflicts.find(({ row }) => row === step.id)!;
  const keep = met.versions.findIndex(({ value }) => value === true);
  must(await pilot.core.call('sync.resolve', { ids: [met.id], keep }));
  await pilot.sync();
  await bursar.sync();
  for (const device of [pilot, bursar]) expect(await statusOf(device, step.id)).toBeUndefined();
});
