import { describe, expect, it } from 'vitest';
import type { StoredRow } from '../../server/db/storage.ts';
import { PILOT, accepted, BURSAR, ground, SCHOOL, stepsOf, write } from './support.ts';

interface Version {
  readonly value: boolean;
  readonly others: Record<string, unknown>;
}

/** The versions of a conflict over a removal: the change first. */
function versionsOf({ values }: StoredRow): Version[] {
  const versions = values['versions'] as unknown as Version[];
  return versions.toSorted((a, b) => Number(a.value) - Number(b.value));
}

describe('pitfall 13: resurrection —', () => {
  const made = ground('sqlite');

  it('an edit that arrives at a row that was removed meanwhile is kept beside the removal', async () => {
    const bursar = await made.device(BURSAR);
    const pilot = await made.device(PILOT);
    const [step] = stepsOf(bursar);
    const edit = write(bursar, step!, { note: 'écrit pendant ce temps' });
    expect(await accepted(pilot, [write(pilot, step!, { deleted: true })])).toMatchObject({
      refused: [],
    });
    expect(await accepted(bursar, [edit])).toMatchObject({ refused: [], conflicts: 1 });
    const [conflict] = await made.conflicts(step!);
    expect(conflict?.scope).toBe(SCHOOL);
    expect(conflict?.values['field']).toBe('deleted');
    expect(versionsOf(conflict!)).toEqual([
      expect.objectContaining({ value: false, others: { note: 'écrit pendant ce temps' } }),
      expect.objectContaining({ value: true }),
    ]);
    // The tombstone stands until a person decides: it does not come back by itself.
    expect((await made.row('kitStep', step!))?.values['deleted']).toBe(true);
  });

  it('a removal that arrives at a row that was changed meanwhile is kept beside the change', async () => {
    const bursar = await made.device(BURSAR);
    const pilot = await made.device(PILOT);
    const step = stepsOf(bursar)[1]!;
    const removal = write(pilot, step, { deleted: true });
    await accepted(bursar, [write(bursar, step, { note: 'changée pendant ce temps' })]);
    expect(await accepted(pilot, [removal])).toMatchObject({ refused: [], conflicts: 1 });
    const [conflict] = await made.conflicts(step);
    const versions = versionsOf(conflict!);
    expect(versions.map(({ value }) => value)).toEqual([false, true]);
    expect(versions[0]!.others).toMatchObject({ note: 'changée pendant ce temps' });
  });

  it('a removal by somebody who had seen all of it is no conflict', async () => {
    const pilot = await made.device(PILOT);
    const step = stepsOf(pilot)[5]!;
    const removal = write(pilot, step, { deleted: true });
    expect(await accepted(pilot, [removal])).toMatchObject({ refused: [], conflicts: 0 });
    expect((await made.row('kitStep', step))?.values['deleted']).toBe(true);
  });
});
