import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

/* Rows that are made, taken back and made again, each time after the server has seen the last. */

const PILOT = 'roxane.belval';

const folder = temporaryFolder();
let server: RunningServer;
let pilot: Device;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'ent-pilot' });
  pilot = await openDevice(join(folder, 'pilot'), { server: server.url, login: PILOT });
});
afterAll(async () => {
  await pilot.close();
  await server.close();
});

async function arrives(): Promise<void> {
  const before = (await pilot.status()).rejected;
  expect(await pilot.sync()).toMatchObject({ rejected: before });
  expect(await pilot.status()).toMatchObject({ pending: 0, rejected: 0 });
}

/** Does something, takes it back and does it again, with the server told after each. */
async function thrice(act: () => Promise<unknown>): Promise<void> {
  await act();
  await arrives();
  must(await pilot.core.call('sync.undo', {}));
  await arrives();
  await act();
  await arrives();
}

const grid = async () => must(await pilot.core.call('activation.grid', { offset: 0, limit: 100 }));

describe('what was taken back at the server is taken again', () => {
  it('for a service of a school', async () => {
    const { rows, services, programme } = await grid();
    const untouched = ({ id }: { id: string }): boolean =>
      rows.some(({ cells }) => cells[id] === undefined);
    const service = services.find(untouched)!.id;
    const establishment = rows.find(({ cells }) => cells[service] === undefined)!.id;
    const input = { programme: programme!.id, cells: [{ establishment, service }] };
    await thrice(async () =>
      must(await pilot.core.call('activation.set', { ...input, state: 'on' })),
    );
    const row = (await grid()).rows.find(({ id }) => id === establishment)!;
    expect(row.cells[service]).toMatchObject({ state: 'on' });
  });

  it('for the accounts of a population', async () => {
    const { rows, programme } = await grid();
    const where = { establishment: rows[0]!.id, programme: programme!.id };
    const population = 'staff';
    const accounts = async () =>
      must(await pilot.core.call('activation.accounts', where)).accounts.filter(
        (each) => each.population === population,
      );
    expect(await accounts()).not.toMatchObject([{ handedOut: 40 }]);
    const input = { ...where, population, set: { total: 120, handedOut: 40 } } as const;
    await thrice(async () => must(await pilot.core.call('activation.setAccounts', input)));
    expect(await accounts()).toMatchObject([{ handedOut: 40 }]);
  });
});
