import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/folders.ts';
import { bascule, spawnServer, type ServerProcess } from '../support/processes.ts';

/* What is decided today leaves the figures of past days as they were. */

const folder = temporaryFolder();
const data = join(folder, 'pilot');
const PAST = ['1900-01-01', '2024-01-12'];
let server: ServerProcess;

beforeAll(async () => {
  server = await spawnServer(join(folder, 'server'));
  await run('enrol', '--server', server.url, '--code', 'demo-clemence.frenaie');
});
afterAll(() => server.stop());

async function run(...args: string[]): Promise<Record<string, unknown>> {
  const finished = await bascule([...args, '--data', data, '--json']);
  expect(finished).toMatchObject({ code: 0 });
  return JSON.parse(finished.out) as Record<string, unknown>;
}

/** The figures of past days, but for the day that they were asked on. */
async function pastFigures(): Promise<unknown[]> {
  const found: unknown[] = [];
  for (const day of PAST) found.push(await run('figures', '--as-of', day));
  return found;
}

describe('figures of a past day', () => {
  it('count no kit before it was dealt out', async () => {
    expect(await run('figures', '--as-of', '1900-01-01')).toMatchObject({ establishments: 0 });
    expect(await run('figures', '--as-of', '2024-01-12')).toMatchObject({ establishments: 61 });
  });

  it('stay as they were when a wave is opened and schools are put off', async () => {
    const before = await pastFigures();
    const today = await run('figures');
    await run('waves', 'open', 'op-v5');
    const postpone = ['waves', 'postpone', '--reason', 'Travaux', '--establishment'];
    await run(...postpone, 'etab-v6-01', '--months', '3');
    expect(await run('figures')).not.toEqual(today);
    expect(await pastFigures()).toEqual(before);
  });

  it('are those of one kit too: its switchover, its due days, and none before it was dealt', async () => {
    const kit = ['kit', '--establishment', 'etab-v6-03'];
    const then = await run(...kit, '--as-of', '2024-01-12');
    const now = await kitOf(...kit);
    const postpone = ['waves', 'postpone', '--reason', 'Travaux', '--establishment'];
    await run(...postpone, 'etab-v6-03', '--months', '3');
    expect(await run(...kit, '--as-of', '2024-01-12')).toEqual(then);
    const after = await kitOf(...kit);
    const moved = after.filter(({ id, due }) => due !== now.find((one) => one.id === id)!.due);
    expect(moved.length).toBeGreaterThan(0);
    // What was done keeps the day that it was due on when it was done.
    expect(moved.filter(({ status }) => status === 'done')).toEqual([]);
    expect(await run(...kit, '--as-of', '2023-01-01')).toMatchObject({ steps: [] });
  });

  it('count a school that moves in the wave that it was in', async () => {
    const asked = ['figures', '--wave', 'op-v6'];
    const before = await run(...asked, '--as-of', '2024-01-12');
    const postpone = ['waves', 'postpone', '--reason', 'Travaux', '--establishment'];
    await run(...postpone, 'etab-v6-02', '--wave', 'op-v7');
    expect(await run(...asked)).toMatchObject({ establishments: 60 });
    // An untouched step that the other variant of the kit lacks goes with the move.
    const lateSteps = Number(before['lateSteps']) - 1;
    expect(await run(...asked, '--as-of', '2024-01-12')).toEqual({ ...before, lateSteps });
  });
});

interface Step {
  readonly id: string;
  readonly status: string;
  readonly due: string | null;
}

async function kitOf(...args: string[]): Promise<Step[]> {
  return (await run(...args))['steps'] as Step[];
}
