import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { must, openDevice } from '../support/devices.ts';
import { BURSAR, ground } from './support.ts';

describe('pitfall 5: cloned identity —', () => {
  const made = ground('sqlite');

  it('a copied profile becomes a device of its own, and both keep their work', async () => {
    const folders = ['original', 'copy'].map((name) => path.join(made.folder, name)) as [
      string,
      string,
    ];
    const before = await openDevice(folders[0], { server: made.url, login: BURSAR });
    const steps = (await before.kit()).steps.filter(({ status }) => status === 'todo');
    const [one, two, three] = steps.map(({ id }) => id) as [string, string, string];
    await before.tick(one, 'todo', 'before the copy, not sent');
    await before.close();
    fs.cpSync(folders[0], folders[1], { recursive: true });

    const original = await openDevice(folders[0]);
    const copy = await openDevice(folders[1]);
    await original.tick(two, 'todo', 'on the original');
    await copy.tick(three, 'todo', 'on the copy');
    await original.sync();
    await copy.sync();
    await original.sync();

    const idOf = async (device: typeof copy): Promise<string> =>
      must(await device.core.call('session.current', {}))!.device;
    expect(await idOf(copy)).not.toBe(await idOf(original));
    const status = must(await copy.core.call('sync.status', {}));
    expect(status).toMatchObject({ pending: 0, rejected: 0, notice: { type: 'profileSplit' } });
    for (const device of [original, copy]) {
      const notes = new Map((await device.kit()).steps.map(({ id, note }) => [id, note]));
      expect([one, two, three].map((step) => notes.get(step))).toEqual([
        'before the copy, not sent',
        'on the original',
        'on the copy',
      ]);
      expect(must(await device.core.call('sync.conflicts', {}))).toEqual([]);
      await device.close();
    }
  });
});
