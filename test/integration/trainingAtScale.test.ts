import { describe, expect, it } from 'vitest';
import { createCore, fileVault } from '../../main/core/core.ts';
import { temporaryFolder } from '../support/folders.ts';
import { fillWithAmiens } from '../support/amiensTimes.ts';

/* Two thousand people of six hundred schools: a plan is searched, stopped, and written. */

const TIMES = 10;

describe('trainings ten times over', () => {
  it('are planned in slices that can be stopped, and the best plan so far is written', async () => {
    const dataDir = temporaryFolder();
    fillWithAmiens(dataDir, TIMES);
    const opened = await createCore({
      dataDir,
      deviceName: 'test',
      timeZone: 'Europe/Paris',
      vault: fileVault,
    });
    if (!opened.ok) throw new Error(opened.error.type);
    const { call, close } = opened.value;
    try {
      const before = must(await call('training.overview', { wave: 'op-v6' }));
      expect(before.groups.filter((group) => !group.outsideGroups)).toHaveLength(10 * TIMES);
      const start = { wave: 'op-v6', seconds: 600, fresh: true };
      const { job, people } = must(await call('planning.start', start));
      expect(people).toBe(261 * TIMES);
      const early = must(await call('planning.progress', { job }));
      expect(early).toMatchObject({ done: false });
      // Other questions are answered between two slices.
      let progress = early;
      while (progress.progress <= early.progress && !progress.done) {
        must(await call('training.overview', { wave: 'op-v6' }));
        progress = must(await call('planning.progress', { job }));
        await new Promise(setImmediate);
      }
      const stopped = must(await call('planning.stop', { job }));
      expect(stopped).toMatchObject({ done: true, progress: 1 });
      const plan = must(await call('planning.read', { job }));
      expect(plan.groups).toHaveLength(10 * TIMES);
      expect(plan.groups.flatMap(({ members }) => members)).toHaveLength(200 * TIMES);
      const applied = must(await call('planning.apply', { job }));
      expect(applied.sessions).toBeGreaterThan(0);
      const after = must(await call('training.overview', { wave: 'op-v6' }));
      const sizes = after.groups.filter((group) => !group.outsideGroups).map(({ size }) => size);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(200 * TIMES);
    } finally {
      await close();
    }
  });
});

function must<T>(answer: { ok: true; value: T } | { ok: false; error: { type: string } }): T {
  if (!answer.ok) throw new Error(answer.error.type);
  return answer.value;
}
