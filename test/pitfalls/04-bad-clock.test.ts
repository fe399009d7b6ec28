import { afterEach, describe, expect, it } from 'vitest';
import { accepted, BURSAR, ground, HEAD, refusals, stepsOf, write } from './support.ts';

const DAY = 24 * 3_600_000;
const YEAR = 365 * DAY;

describe('pitfall 4: one bad clock blocks or beats everyone —', () => {
  const made = ground('sqlite');
  afterEach(() => {
    made.offset = 0;
  });

  it('a stamp a year ahead is refused, and what others write goes on', async () => {
    const bursar = await made.device(BURSAR);
    const head = await made.device(HEAD);
    const [step] = stepsOf(bursar);
    const ahead = write(bursar, step!, { note: 'from the future' }, Date.now() + YEAR);
    expect(refusals(await accepted(bursar, [ahead]))).toEqual(['ClockAhead']);
    await head.pull();
    const now = write(head, step!, { note: 'of today' });
    expect(await accepted(head, [now])).toMatchObject({ refused: [], conflicts: 0 });
    expect((await made.row('kitStep', step!))?.values['note']).toBe('of today');
  });

  it('stamps of a year ago are legal: a USB key arrives late', async () => {
    const bursar = await made.device(BURSAR);
    bursar.highest = null;
    const step = stepsOf(bursar)[1]!;
    const old = bursar.transaction(
      [
        {
          entity: 'kitStep',
          row: step,
          scope: bursar.rows.get(`kitStep ${step}`)!.scope as never,
          set: { note: 'hier' },
        },
      ],
      Date.now() - YEAR,
    );
    expect(refusals(await accepted(bursar, [old]))).toEqual([]);
  });

  it('a server whose clock was a year ahead and is put right goes on taking what it once took', async () => {
    const bursar = await made.device(BURSAR);
    const step = stepsOf(bursar)[2]!;
    made.offset = YEAR;
    const then = write(bursar, step, { note: 'with the server’s clock' }, Date.now() + YEAR);
    expect(refusals(await accepted(bursar, [then]))).toEqual([]);
    made.offset = 0;
    // A stamp is greater than all that its author has seen: this one is a year ahead too.
    const after = write(bursar, step, { note: 'after the clock was put right' });
    expect(refusals(await accepted(bursar, [after]))).toEqual([]);
    const head = await made.device(HEAD);
    expect(refusals(await accepted(head, [write(head, step, { note: 'by another' })]))).toEqual([]);
    expect((await made.row('kitStep', step))?.values['note']).toBe('by another');
  });

  it('and remembers it over a restart', async () => {
    await made.servers[0]!.close();
    await made.startServer();
    const head = await made.device(HEAD);
    const step = stepsOf(head)[2]!;
    expect(head.rows.get(`kitStep ${step}`)!.values['note']).toBe('by another');
    expect(refusals(await accepted(head, [write(head, step, { note: 'encore' })]))).toEqual([]);
  });
});
