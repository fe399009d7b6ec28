import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { must, openDevice } from '../support/devices.ts';
import { BURSAR, ground, HEAD } from './support.ts';

describe('pitfall 9: a hand-over is not an acknowledgement —', () => {
  const made = ground('sqlite');

  it('only the server’s own answer empties the outbox, and it may come back by the same key', async () => {
    const author = await openDevice(path.join(made.folder, 'author'), {
      server: made.url,
      login: BURSAR,
    });
    const carrier = await openDevice(path.join(made.folder, 'carrier'), {
      server: made.url,
      login: HEAD,
    });
    const pending = async (): Promise<number> =>
      must(await author.core.call('sync.status', {})).pending;
    const [step] = (await author.kit()).steps.map(({ id }) => id);
    await author.tick(step!, 'done', 'emporté sur une clé');
    const id = must(await author.core.call('session.current', {}))!.device;

    const file = path.join(made.folder, 'key.bascule');
    must(await author.core.call('bundle.export', { file }));
    expect(fs.readFileSync(file).includes('emporté')).toBe(false);
    expect(await pending()).toBe(1);
    for (let time = 0; time < 2; time += 1) {
      expect(must(await carrier.core.call('bundle.import', { file })).kind).toBe('carried');
    }
    expect(await pending()).toBe(1);
    await carrier.sync();
    expect((await made.row('kitStep', step!))?.values['note']).toBe('emporté sur une clé');
    // The server has it; the author cannot know yet.
    expect(await pending()).toBe(1);

    const reply = path.join(made.folder, 'reply.bascule');
    must(await carrier.core.call('bundle.export', { file: reply, to: id }));
    const cut = path.join(made.folder, 'cut.bascule');
    fs.writeFileSync(cut, fs.readFileSync(reply).subarray(0, -1));
    expect(await author.core.call('bundle.import', { file: cut })).toMatchObject({
      error: { type: 'BundleDamaged' },
    });
    expect(await pending()).toBe(1);
    for (let time = 0; time < 2; time += 1) {
      expect(must(await author.core.call('bundle.import', { file: reply })).kind).toBe('reply');
      expect(await pending()).toBe(0);
    }
    const history = await made.history((await made.row('kitStep', step!))!);
    expect(history.filter(({ device }) => device === id)).toHaveLength(1);
    await author.close();
    await carrier.close();
  });
});
