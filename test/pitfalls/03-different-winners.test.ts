import { describe, expect, it } from 'vitest';
import { runSeed, seededRandom } from '../support/random.ts';
import { accepted, BURSAR, databases, ground, HEAD, stepsOf, write } from './support.ts';

const STATUSES = ['todo', 'done', 'blocked', 'notApplicable'] as const;

describe.each(databases)('pitfall 3: different winners — on %s', (database) => {
  const made = ground(database);

  it('whoever wrote, and in whatever order it arrives, all show what the server shows', async () => {
    const random = seededRandom(runSeed('winners'));
    const devices = [await made.device(BURSAR), await made.device(HEAD), await made.device(HEAD)];
    const steps = stepsOf(devices[0]!).slice(0, 4);
    for (let round = 0; round < 12; round += 1) {
      const waiting = devices.map((device) =>
        Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
          const status = STATUSES[Math.floor(random() * 4)]!;
          const doneOn = status === 'done' ? '2024-01-22' : null;
          const step = steps[Math.floor(random() * steps.length)]!;
          const skew = Math.floor((random() - 0.5) * 3_600_000);
          return write(device, step, { status, doneOn, note: `n${round}` }, Date.now() + skew);
        }),
      );
      const order = devices.map((_, index) => index).sort(() => random() - 0.5);
      for (const index of order) await accepted(devices[index]!, waiting[index]!);
      for (const device of devices) await device.pull();
      for (const step of steps) {
        const row = await made.row('kitStep', step);
        for (const device of devices) {
          expect(device.rows.get(`kitStep ${step}`)).toMatchObject({
            values: row!.values,
            stamps: row!.stamps,
          });
        }
      }
    }
  });

  it('a stamp is greater than every one that its author had seen, whatever the clock says', async () => {
    const bursar = await made.device(BURSAR);
    const [step] = stepsOf(bursar);
    const seen = bursar.highest!;
    const early = write(bursar, step!, { note: 'an old clock' }, 0);
    expect(early.stamp > seen).toBe(true);
    await accepted(bursar, [early]);
    expect((await made.row('kitStep', step!))?.values['note']).toBe('an old clock');
  });
});
