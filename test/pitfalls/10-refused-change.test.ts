import { describe, expect, it } from 'vitest';
import { accepted, BURSAR, databases, ground, refusals, stepsOf, write } from './support.ts';

describe.each(databases)(
  'pitfall 10: one refused change blocks the queue, or vanishes — on %s',
  (database) => {
    const made = ground(database);

    it('what comes behind a refused transaction is decided, and a repeat is answered the same', async () => {
      const device = await made.device(BURSAR);
      const [one, two, three] = stepsOf(device) as [string, string, string];
      const queue = [
        write(device, one, { note: 'première' }),
        write(device, two, { action: 'something else' }),
        write(device, three, { note: 'troisième' }),
      ];
      const text = device.seal(queue);
      const answer = await device.push(text);
      if (!('refused' in answer)) throw new Error(JSON.stringify(answer));
      expect(refusals(answer)).toEqual(['NotAllowed']);
      expect(answer.decided).toBe(3);
      expect((await made.row('kitStep', one))?.values['note']).toBe('première');
      expect((await made.row('kitStep', three))?.values['note']).toBe('troisième');
      expect(await device.push(text)).toMatchObject({ decided: 3, refused: answer.refused });
      expect(await accepted(device, [write(device, one, { note: 'suite' })])).toMatchObject({
        decided: 4,
      });
    });

    it('the server keeps the content of what it refused', async () => {
      const device = await made.device(BURSAR);
      const [step] = stepsOf(device);
      await accepted(device, [write(device, step!, { action: 'kept all the same' })]);
      const kept = await made.with((storage) =>
        storage.read((read) => read.refusals(device.id, 1, 10)),
      );
      expect(JSON.stringify(kept)).toContain('kept all the same');
    });
  },
);
