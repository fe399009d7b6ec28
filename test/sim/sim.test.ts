import { describe, expect, it } from 'vitest';
import { runScript } from '../support/processes.ts';
import kept from './seeds.json' with { type: 'json' };

/**
 * How many seeds the tests run. `SIM_SEEDS` runs more or fewer: `npm run sim -- --seeds 2000` and
 * `npm run sim -- --seeds 300 --database postgres` are what a change of sync is tried with.
 */
const SEEDS = Number(process.env['SIM_SEEDS'] ?? 1_000);
const MINUTE = 60_000;

interface Summary {
  readonly seeds: number;
  readonly failures: number;
  readonly operations: number;
  readonly faults: Readonly<Record<string, number>>;
}

async function simulate(...args: readonly string[]): Promise<Summary> {
  const { out, err } = await runScript('test/sim/index.ts', [...args, '--json']);
  const lines = out.trim().split('\n');
  const last = lines.pop();
  // What failed, and the command that replays it.
  if (lines.length > 0) console.log(lines.join('\n'));
  if (last === undefined || !last.startsWith('{')) throw new Error(`${out}\n${err}`);
  return JSON.parse(last) as Summary;
}

describe('the simulator', () => {
  it.each(Object.entries(kept.sqlite))('seed %s holds: %s', async (seed) => {
    expect(await simulate('--seed', seed)).toMatchObject({ seeds: 1, failures: 0 });
  });

  it.each(Object.entries(kept.postgres))('seed %s holds on PostgreSQL: %s', async (seed) => {
    const args = ['--seed', seed, '--database', 'postgres'];
    expect(await simulate(...args)).toMatchObject({ seeds: 1, failures: 0 });
  });

  it(
    `finds no broken invariant in ${SEEDS} seeds on SQLite`,
    async () => {
      const summary = await simulate('--seeds', String(SEEDS));
      console.log(JSON.stringify(summary));
      expect(summary).toMatchObject({ seeds: SEEDS, failures: 0 });
      // Every kind of trouble was met.
      if (SEEDS < 500) return;
      for (const [fault, count] of Object.entries(summary.faults))
        expect(count, fault).toBeGreaterThan(0);
    },
    15 * MINUTE,
  );

  it(
    `finds no broken invariant in ${SEEDS / 10} seeds on PostgreSQL`,
    async () => {
      const summary = await simulate('--seeds', String(SEEDS / 10), '--database', 'postgres');
      console.log(JSON.stringify(summary));
      expect(summary).toMatchObject({ seeds: SEEDS / 10, failures: 0 });
    },
    10 * MINUTE,
  );

  it('replays a seed step by step', async () => {
    const trace = async (): Promise<string> => {
      const { err } = await runScript('test/sim/index.ts', ['--seed', '23', '--trace']);
      return err.replaceAll(/"ms":\d+|bascule-sim-\w+/g, '');
    };
    expect(await trace()).toBe(await trace());
  });

  it('says in words what is wrong with its options', async () => {
    const wrong = await runScript('test/sim/index.ts', ['--seeds', 'many']);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('--seeds');
  });
});
