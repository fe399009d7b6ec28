import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

/* A pilot changes the words and rules of a programme; everybody in it reads them. */

const folder = temporaryFolder();
let server: RunningServer;
let pilot: Device;
let head: Device;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'massar-lot1' });
  pilot = await openDevice(join(folder, 'pilot'), { server: server.url, login: 'laila.erriad' });
  head = await openDevice(join(folder, 'head'), { server: server.url, login: 'fatima.elkhouzama' });
});
afterAll(async () => {
  await pilot.close();
  await head.close();
  await server.close();
});

async function read(device: Device) {
  return must(await device.core.call('programmes.read', {}));
}

describe('a programme', () => {
  it('is renamed word by word, for everybody, and taken back', async () => {
    const { id, levels, vocabulary } = await read(pilot);
    const renamed = levels.map((level, at) =>
      at === 1 ? { ...level, label: { ...level.label, fr: 'Région' } } : level,
    );
    must(await pilot.core.call('programmes.update', { programme: id, set: { levels: renamed } }));
    await pilot.sync();
    await head.sync();
    expect((await read(head)).levels[1]!.label.fr).toBe('Région');
    expect((await read(head)).vocabulary).toEqual(vocabulary);
    must(await pilot.core.call('sync.undo', {}));
    await pilot.sync();
    await head.sync();
    expect((await read(head)).levels).toEqual(levels);
    expect(await pilot.status()).toMatchObject({ pending: 0, rejected: 0 });
  });

  it('keeps its levels, which schools and territories name', async () => {
    const { id, levels } = await read(pilot);
    const calls = [
      levels.slice(1),
      levels.toReversed(),
      [...levels, { id: 'x', label: { fr: 'X' } }],
    ];
    for (const wrong of calls) {
      const answer = await pilot.core.call('programmes.update', {
        programme: id,
        set: { levels: wrong },
      });
      expect(answer).toMatchObject({ error: { type: 'BadInput', detail: 'levels' } });
    }
    expect((await read(pilot)).levels).toEqual(levels);
    expect(await pilot.status()).toMatchObject({ pending: 0 });
  });

  it('is changed by its pilots alone', async () => {
    const { id } = await read(head);
    expect(await read(head)).toMatchObject({ mayEdit: false });
    const answer = await head.core.call('programmes.update', { programme: id, set: { name: 'Y' } });
    expect(answer).toMatchObject({ error: { type: 'NotAllowed' } });
  });

  it('records nothing where nothing changes', async () => {
    const { id, name, levels } = await read(pilot);
    must(await pilot.core.call('programmes.update', { programme: id, set: { name, levels } }));
    expect(await pilot.status()).toMatchObject({ pending: 0 });
  });
});
