import { describe, expect, it } from 'vitest';
import { runScript } from '../support/processes.ts';

const MINUTE = 60_000;

describe('real processes that are killed and cut', () => {
  it.each(['sqlite', 'postgres'])(
    'lose nothing, double nothing and agree, on %s',
    async (database) => {
      const args = ['--seconds', '8', '--database', database, '--json'];
      const { out, err, code } = await runScript('test/chaos/index.ts', args);
      console.log(out, err);
      expect(code).toBe(0);
      const report = JSON.parse(out.trim().split('\n').at(-1)!) as Record<string, number>;
      expect(report).toMatchObject({ lost: 0, duplicated: 0, diverged: 0 });
      for (const name of ['acknowledged', 'kills', 'cuts']) expect(report[name]).toBeGreaterThan(0);
    },
    6 * MINUTE,
  );
});
