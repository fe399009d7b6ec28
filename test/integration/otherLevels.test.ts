import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startServer, type RunningServer } from '../../server/start.ts';
import { must, openDevice, type Device } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';

/* Academies have kits of their own: they are listed and opened, and are in no figure of schools. */

const folder = temporaryFolder();
const ACADEMIES = ['massar-aref-mt', 'massar-aref-rszz'];
const SCHOOLS = 24;
let server: RunningServer;
let pilot: Device;

beforeAll(async () => {
  server = await startServer({ dataDir: join(folder, 'server'), port: 0, demo: 'massar-lot1' });
  pilot = await openDevice(join(folder, 'pilot'), { server: server.url, login: 'laila.erriad' });
});
afterAll(async () => {
  await pilot.close();
  await server.close();
});

describe('four academies beside 24 schools', () => {
  it('are in none of the committee’s figures', async () => {
    const figures = must(await pilot.core.call('pilot.figures', {}));
    expect(figures.counts).toMatchObject({
      establishments: SCHOOLS,
      withoutKit: 0,
      buckets: { over: 7 },
    });
    const { over, between, under } = figures.counts.buckets;
    expect(over + between + under).toBe(SCHOOLS);
    expect(figures.observed.total).toBe(SCHOOLS);
    expect(figures.signals.reduce((sum, count) => sum + count, 0)).toBe(SCHOOLS);
    expect(figures.waves.map(({ id }) => id)).not.toContain('massar-regions');
    expect(figures.waves).not.toHaveLength(0);
    const { actions } = must(await pilot.core.call('pilot.actions', {}));
    expect(Math.max(...actions.map(({ applicable }) => applicable))).toBe(SCHOOLS);
    expect(actions.every(({ applicable }) => applicable > 0)).toBe(true);
    const [programme] = must(await pilot.core.call('programmes.list', {}));
    expect(programme).toMatchObject({ establishments: SCHOOLS });
    expect(must(await pilot.core.call('kit.places', {}))).toMatchObject({
      count: SCHOOLS,
      others: 4,
    });
  });

  it('are in no list of what is opened in schools', async () => {
    for (const name of [
      'activation.grid',
      'activation.accountsGrid',
      'environments.grid',
      'agreement.list',
      'team.list',
    ] as const) {
      const page = { offset: 0, limit: 200 };
      const { all, rows } = must(await pilot.core.call(name, page)) as {
        all: number;
        rows: readonly { id: string }[];
      };
      expect({ name, all }).toEqual({ name, all: SCHOOLS });
      expect(rows.filter(({ id }) => ACADEMIES.includes(id))).toEqual([]);
    }
  });

  it('are in waves beside the schools, which alone are counted', async () => {
    const { waves } = must(await pilot.core.call('waves.list', {}));
    expect(waves.reduce((sum, { establishments }) => sum + establishments, 0)).toBe(SCHOOLS);
    expect(waves.find(({ id }) => id === 'massar-regions')).toMatchObject({
      establishments: 0,
      otherPlaces: 4,
      // Four actions each: such a wave is followed as what it is.
      applicable: 16,
    });
    expect(waves.find(({ id }) => id === 'massar-lot1')).toMatchObject({
      establishments: SCHOOLS,
      otherPlaces: 0,
    });
  });

  it('are in the list as what they are, and their kits open', async () => {
    const { rows, total, all, others } = must(await pilot.core.call('pilot.schools', {}));
    expect({ total, all, others }).toEqual({ total: SCHOOLS + 4, all: SCHOOLS, others: 4 });
    const academies = rows.filter(({ level }) => level !== null);
    expect(academies.map(({ id }) => id)).toEqual(expect.arrayContaining(ACADEMIES));
    expect(academies).toHaveLength(4);
    for (const { id, level, progress, signals, observed } of academies) {
      expect(level).toMatchObject({ fr: expect.stringMatching(/aref|académie/i) });
      expect(progress.applicable).toBe(4);
      expect({ signals, observed }).toEqual({ signals: [], observed: null });
      const kit = must(await pilot.core.call('kit.read', { establishment: id }));
      expect(kit.steps).toHaveLength(4);
    }
  });

  it('are not found by what asks for a figure, so that a figure opens what it counts', async () => {
    const { counts, observed, gaps } = must(await pilot.core.call('pilot.figures', {}));
    const totalOf = async (filter: object) =>
      must(await pilot.core.call('pilot.schools', filter)).total;
    for (const bucket of ['over', 'between', 'under'] as const) {
      expect(await totalOf({ bucket })).toBe(counts.buckets[bucket]);
    }
    expect(await totalOf({ followed: true })).toBe(SCHOOLS);
    expect(await totalOf({ late: true })).toBe(counts.late.establishments);
    expect(await totalOf({ blocked: true })).toBe(counts.blocked.establishments);
    expect(await totalOf({ signals: 0 })).toBe(SCHOOLS);
    expect(await totalOf({ gap: 'observed' })).toBe(observed.loaded);
    expect(await totalOf({ gap: 'declaredNotObserved' })).toBe(gaps.declaredNotObserved);
  });
});
