import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DumpLine } from '../../server/db/storage.ts';
import { must, openDevice } from '../support/devices.ts';
import { BURSAR, ground } from './support.ts';

describe('pitfall 6: restored server —', () => {
  const made = ground('sqlite');

  it('what the server forgot comes back from the devices’ journals', async () => {
    const device = await openDevice(path.join(made.folder, 'device'), {
      server: made.url,
      login: BURSAR,
    });
    const [one, two] = (await device.kit()).steps.map(({ id }) => id) as [string, string];
    await device.tick(one, 'done', 'before the backup');
    await device.sync();
    const backup = await made.with((storage) =>
      storage.read(async (read) => {
        const lines: DumpLine[] = [];
        for await (const line of read.dump()) lines.push(line);
        return lines;
      }),
    );
    await device.tick(two, 'done', 'after the backup');
    await device.sync();

    await made.servers[0]!.close();
    for (const name of fs.readdirSync(path.join(made.folder, 'server'))) {
      if (name.startsWith('server.sqlite')) fs.rmSync(path.join(made.folder, 'server', name));
    }
    await made.emptied(async (storage) => {
      await storage.transaction(async (write) => {
        for (const line of backup) await write.load(line);
      });
      await storage.transaction((write) => write.setSetting('epoch', 'after the restore'));
    });
    await made.startServer();
    expect((await made.row('kitStep', two))?.values['note']).not.toBe('after the backup');

    await device.sync();
    expect((await made.row('kitStep', two))?.values['note']).toBe('after the backup');
    expect((await made.row('kitStep', one))?.values['note']).toBe('before the backup');
    const status = must(await device.core.call('sync.status', {}));
    expect(status).toMatchObject({ pending: 0, rejected: 0, notice: { type: 'serverRestored' } });
    await device.close();
  });
});
