import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must, openDevice, type Device } from '../support/devices.ts';
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
    expect(await run(...asked, '--as-of', '2024-01-12')).toEqual(before);
  });

  it('stay as they were when steps are taken back, blocked no more, or of no use', async () => {
    const kit = await kitOf('kit', '--establishment', SCHOOL);
    const [done, todo] = ['done', 'todo'].map((wanted) =>
      kit.find(({ status, doneOn }) => status === wanted && (doneOn ?? '') < DAY)!,
    );
    const before = await lookBack();
    const now = await run('figures');
    await run('tick', done!.id, '--status', 'todo');
    expect(await run('figures')).not.toEqual(now);
    await run('tick', todo!.id, '--status', 'notApplicable', '--note', 'Sans objet');
    expect(await lookBack()).toEqual(before);
    // Nor does it change them to take that back too.
    await run('tick', done!.id, '--status', 'done');
    await run('tick', todo!.id, '--status', 'blocked', '--note', 'En attente');
    expect(await lookBack()).toEqual(before);
    await run('tick', todo!.id, '--status', 'todo');
    expect(await lookBack()).toEqual(before);
  });

  it('stay as they were when a step is ticked by mistake and that is undone', async () => {
    const kit = await kitOf('kit', '--establishment', SCHOOL);
    const done = kit.find(({ status, doneOn }) => status === 'done' && (doneOn ?? '') < DAY)!;
    const before = await lookBack();
    await onDevice(async ({ core, tick }) => {
      await tick(done.id, 'todo');
      must(await core.call('sync.undo', {}));
    });
    expect(
      (await kitOf('kit', '--establishment', SCHOOL)).find(({ id }) => id === done.id),
    ).toEqual({
      ...done,
      changedAt: expect.anything(),
      changedBy: expect.anything(),
      pending: true,
    });
    expect(await lookBack()).toEqual(before);
  });

  it('stay as they were when actions are due on other days, or for other schools', async () => {
    const { open, untouched } = await onDevice(async ({ core }) => {
      const { actions } = must(await core.call('pilot.actions', { programme: 'opale', asOf: DAY }));
      const template = must(await core.call('templates.current', { programme: 'opale' }));
      const ofAll = new Set(template.actions.flatMap(({ id, variant }) => (variant ? [] : [id])));
      const lines = actions.filter(({ action }) => ofAll.has(action));
      return {
        open: lines.find(({ late }) => late > 0)!.action,
        untouched: lines.find(({ done, blocked }) => done === 0 && blocked === 0)!.action,
      };
    });
    const before = await lookBack();
    const now = await run('figures');
    const edit = (id: string, set: object) =>
      onDevice(async ({ core }) =>
        must(
          await core.call('templates.edit', {
            programme: 'opale',
            edit: { type: 'set', id, set },
          }),
        ),
      );
    await edit(open, { dueOffsetDays: 300, dueOffsetVariants: {} });
    expect(await run('figures')).not.toEqual(now);
    await edit(untouched, { variant: 'septembre' });
    const steps = await kitOf('kit', '--establishment', SCHOOL);
    expect(steps.some(({ id }) => id.endsWith(`:${untouched}`))).toBe(false);
    expect(await lookBack()).toEqual(before);
    await edit(untouched, { variant: null });
    expect(await lookBack()).toEqual(before);
  });

  it('stay as they were when a wave is to switch over on another day', async () => {
    const before = await lookBack();
    const now = await run('figures');
    const save = (switchoverDate: string) =>
      onDevice(async ({ core }) =>
        must(await core.call('waves.save', { wave: 'op-v6', set: { switchoverDate } })),
      );
    await save('2024-09-02');
    expect(await run('figures')).not.toEqual(now);
    expect(await lookBack()).toEqual(before);
    await save('2024-03-01');
    expect(await lookBack()).toEqual(before);
  });

  it('stay as they were when bounds, what reports show, and the waves that there are, are others', async () => {
    const before = await lookBack();
    const figuresThen = await run('figures', '--as-of', DAY);
    const now = await onDevice(async ({ core }) => {
      const { observed } = must(await core.call('pilot.figures', { programme: 'opale' }));
      const edit = { type: 'set', id: observed.action!.id, set: { title: { fr: 'Autre nom' } } };
      must(await core.call('pilot.bounds', { programme: 'opale', bounds: BOUNDS }));
      must(await core.call('templates.edit', { programme: 'opale', edit: edit as never }));
      const set = { label: 'V9', switchoverDate: '2025-01-06' };
      must(await core.call('waves.save', { programme: 'opale', set }));
      return must(await core.call('pilot.figures', { programme: 'opale' }));
    });
    expect(now).toMatchObject({
      bounds: BOUNDS,
      mayBound: true,
      observed: { action: { title: { fr: 'Autre nom' } } },
    });
    expect(now.waves.map(({ label }) => label)).toContain('V9');
    expect(await lookBack()).toEqual(before);
    expect(await run('figures', '--as-of', DAY)).toEqual(figuresThen);
    const then = await onDevice(async ({ core }) =>
      must(await core.call('pilot.figures', { programme: 'opale', asOf: DAY })),
    );
    expect(then.mayBound).toBe(false);
  });

  it('are of the wave that a school was in, in its kit too', async () => {
    // It has been put off to V7 above.
    const kit = ['kit', '--establishment', 'etab-v6-02'];
    expect(await run(...kit)).toMatchObject({ wave: 'op-v7' });
    expect(await run(...kit, '--as-of', DAY)).toMatchObject({ wave: 'op-v6' });
  });

  it('are the same on a computer that learns of it all from the server', async () => {
    const before = await lookBack();
    await run('sync');
    const other = join(folder, 'other');
    await bascule([
      'enrol',
      '--server',
      server.url,
      '--code',
      'demo-clemence.frenaie',
      '--data',
      other,
    ]);
    expect(await lookBack(other)).toEqual(before);
  });
});

const DAY = '2024-01-12';
const BOUNDS = { lower: 35, upper: 55 };
const SCHOOL = 'etab-v6-05';

/** All that a past day is asked for: figures, kits, and the committee's page. */
async function lookBack(dataDir = data): Promise<unknown> {
  return onDevice(async ({ core }) => {
    const kits: unknown[] = [];
    for (const establishment of [SCHOOL, 'etab-v6-01', 'etab-v6-02', 'etab-v6-03']) {
      kits.push(must(await core.call('kit.read', { establishment, asOf: DAY })));
    }
    const asked = { programme: 'opale', asOf: DAY };
    const late = { ...asked, late: true, offset: 0, limit: 200, sort: 'late' } as const;
    return [
      kits,
      must(await core.call('pilot.figures', asked)),
      must(await core.call('pilot.actions', asked)),
      must(await core.call('pilot.schools', late)),
    ];
  }, dataDir);
}

async function onDevice<T>(use: (device: Device) => Promise<T>, dataDir = data): Promise<T> {
  const device = await openDevice(dataDir);
  try {
    return await use(device);
  } finally {
    await device.close();
  }
}

interface Step {
  readonly id: string;
  readonly status: string;
  readonly due: string | null;
  readonly doneOn: string | null;
}

async function kitOf(...args: string[]): Promise<Step[]> {
  return (await run(...args))['steps'] as Step[];
}
