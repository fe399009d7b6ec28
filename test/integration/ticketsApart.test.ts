import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import { newCode } from '../support/codes.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';
import { runScript } from '../support/processes.ts';

/* A request that waits for a reply, on two computers that see each other again after a month. */

const PILOT = 'clemence.frenaie';
const PROGRAMME = 'pegase-x';
const DAY_MS = 86_400_000;
const folder = temporaryFolder();
const started = Date.now();
const clocks = { office: started, laptop: started };
let server: RunningServer;
let office: Device;
let laptop: Device;
let wave: string;

beforeAll(async () => {
  const data = join(folder, 'server');
  server = await startServer({ dataDir: data, port: 0, demo: 'amiens-v6' });
  const add = ['programmes', 'add', 'pegase', '--id', PROGRAMME, '--name', 'Pégase X'];
  const added = await runScript('server/admin.ts', [...add, '--pilot', PILOT, '--data', data]);
  if (added.code !== 0) throw new Error(added.err);
  const open = async (name: keyof typeof clocks): Promise<Device> =>
    openDevice(join(folder, name), {
      server: server.url,
      code: await newCode(data, PILOT),
      now: () => clocks[name],
    });
  office = await open('office');
  laptop = await open('laptop');
  ({ wave } = must(
    await office.core.call('waves.save', {
      programme: PROGRAMME,
      set: { label: 'W1', switchoverDate: '2030-01-01', status: 'planned' },
    }),
  ));
});
afterAll(async () => {
  await office.close();
  await laptop.close();
  await server.close();
});

const act = async (device: Device, ticket: string, move: 'wait' | 'answer' | 'reopen') =>
  must(
    await device.core.call('tickets.act', {
      ticket,
      move,
      text: move === 'answer' ? 'Voici le message affiché.' : null,
      level: null,
      tool: null,
      number: null,
    }),
  );
const read = async (device: Device, ticket: string) =>
  must(await device.core.call('tickets.read', { ticket }));

async function ask(): Promise<string> {
  const made = must(
    await office.core.call('establishments.create', {
      programme: PROGRAMME,
      wave,
      set: { code: `U${Math.floor(clocks.office / 1_000)}`, name: 'Université X', town: 'X' },
    }),
  );
  const { id } = must(
    await office.core.call('tickets.save', {
      programme: PROGRAMME,
      values: {
        kind: 'information',
        establishment: made.establishment,
        title: 'Calendrier des campagnes de bourses',
        description: 'Quand la campagne ouvre-t-elle ?',
      },
      send: true,
      confirmed: false,
    }),
  );
  await office.sync();
  await laptop.sync();
  return id;
}

it('closes once, on the same day for all, and a reply of within the days undoes it when it comes', async () => {
  const ticket = await ask();
  await act(office, ticket, 'wait');
  await office.sync();
  await laptop.sync();
  expect(await read(laptop, ticket)).toMatchObject({ status: 'waiting' });

  // The laptop replies on the fifth day, without a network; both come back after a month.
  clocks.laptop += 5 * DAY_MS;
  await act(laptop, ticket, 'answer');
  clocks.office += 32 * DAY_MS;
  clocks.laptop = clocks.office;
  const alone = await read(office, ticket);
  expect(alone).toMatchObject({ status: 'closed', closedByDays: true });
  expect(alone.lines.filter(({ derived }) => derived)).toHaveLength(1);
  expect(await read(laptop, ticket)).toMatchObject({ status: 'open' });

  await laptop.sync();
  await office.sync();
  const together = await read(office, ticket);
  expect(together).toMatchObject({ status: 'open', closedOn: null });
  expect(together.lines).toEqual((await read(laptop, ticket)).lines);

  // It waits again, and nobody replies: both close it by themselves, and nothing is written.
  await act(office, ticket, 'wait');
  await office.sync();
  await laptop.sync();
  clocks.office += 31 * DAY_MS;
  clocks.laptop = clocks.office + 3 * DAY_MS;
  const closed = await read(office, ticket);
  expect(closed).toMatchObject({ status: 'closed', closedByDays: true });
  expect(await read(laptop, ticket)).toMatchObject({ closedOn: closed.closedOn });
  expect(await office.status()).toMatchObject({ pending: 0 });
  await act(laptop, ticket, 'reopen');
  await laptop.sync();
  await office.sync();
  clocks.office = clocks.laptop;
  expect(await read(office, ticket)).toMatchObject({ status: 'open' });
});

it('a reply of a computer whose clock is weeks behind keeps it open all the same', async () => {
  const ticket = await ask();
  await act(office, ticket, 'wait');
  await office.sync();
  await laptop.sync();
  const right = clocks.laptop;
  clocks.laptop -= 20 * DAY_MS;
  await act(laptop, ticket, 'answer');
  await laptop.sync();
  await office.sync();
  clocks.laptop = right + 15 * DAY_MS;
  clocks.office = clocks.laptop;
  expect(await read(office, ticket)).toMatchObject({ status: 'open', closedOn: null });
  expect(await read(laptop, ticket)).toMatchObject({ status: 'open', closedOn: null });
});

it('refuses a secret in a reply until somebody has confirmed that it is none', async () => {
  const ticket = await ask();
  const reply = {
    ticket,
    move: 'answer' as const,
    text: 'Mon mot de passe : Lilas2024',
    level: null,
    tool: null,
    number: null,
  };
  const before = await read(office, ticket);
  expect(await office.core.call('tickets.act', reply)).toMatchObject({
    error: { type: 'TicketInvalid', problems: [{ field: 'text', secret: 'password' }] },
  });
  expect(await read(office, ticket)).toEqual(before);
  must(await office.core.call('tickets.act', { ...reply, confirmed: true }));
  expect((await read(office, ticket)).lines).toHaveLength(before.lines.length + 1);
});
