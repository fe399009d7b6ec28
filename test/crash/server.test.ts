import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { must, openDevice } from '../support/devices.ts';
import { temporaryFolder } from '../support/folders.ts';
import { spawnServer, type ServerProcess } from '../support/processes.ts';
import { runSeed, seededRandom } from '../support/random.ts';

const PUSHES = 50;
const TICKS = 40;
/** A push of this size takes about half of this. */
const LATEST_KILL_MS = 60;
const folder = temporaryFolder();
let server: ServerProcess | undefined;
afterAll(() => server?.kill());

/** The highest number that the stopped server has decided on. */
function lastDecided(dataDir: string): number {
  const db = new SqliteDatabase(join(dataDir, 'server.sqlite'), { readonly: true });
  const last = db.prepare('SELECT max(last_n) FROM device').pluck().get() as number;
  db.close();
  return last;
}

describe('a push', () => {
  it(`counts each change once when the server is killed in the middle, ${PUSHES} times`, async () => {
    const random = seededRandom(runSeed('pushes killed'));
    const dataDir = join(folder, 'server');
    server = await spawnServer(dataDir);
    const port = Number(new URL(server.url).port);
    const device = await openDevice(join(folder, 'device'), {
      server: server.url,
      login: 'edgar.bergenia',
    });
    const steps = (await device.kit()).steps.map(({ id }) => id);
    let written = 0;
    let cut = 0;
    let landed = 0;
    for (let round = 0; round < PUSHES; round += 1) {
      for (let index = 0; index < TICKS; index += 1) {
        written += 1;
        await device.tick(steps[Math.floor(random() * steps.length)]!, 'done', `note ${written}`);
      }
      const pushing = device.core.call('sync.now', {});
      // The kill falls before, inside or after the server's transaction.
      const kill = new Promise<void>((resolve) =>
        setTimeout(resolve, random() * LATEST_KILL_MS),
      ).then(() => server!.kill());
      const [result] = await Promise.all([pushing, kill]);
      if (!result.ok) {
        cut += 1;
        expect(result.error.type).toBe('ServerUnreachable');
      }
      if (lastDecided(dataDir) === written) landed += 1;
      server = await spawnServer(dataDir, { port });
    }
    must(await device.core.call('sync.now', {}));
    expect(must(await device.core.call('sync.status', {}))).toMatchObject({
      pending: 0,
      rejected: 0,
    });
    const { device: id } = must(await device.core.call('session.current', {}))!;
    const here = (await device.kit()).steps.map(({ id: step, note, status }) => ({
      step,
      note,
      status,
    }));
    await device.close();
    await server.stop();

    const db = new SqliteDatabase(join(dataDir, 'server.sqlite'), { readonly: true });
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
    // A tick that writes over an earlier day's work keeps that beside it, in a row of its own.
    const log = db
      .prepare<[string], number>(
        `SELECT n FROM log WHERE device = ? AND entity = 'kitStep' ORDER BY n`,
      )
      .pluck()
      .all(id);
    expect(log).toEqual(Array.from({ length: written }, (_, index) => index + 1));
    const doubled = db
      .prepare<[string], number>(
        'SELECT count(*) FROM log WHERE device = ? GROUP BY n, entity, row_id HAVING count(*) > 1',
      )
      .pluck()
      .all(id);
    expect(doubled).toEqual([]);
    db.close();
    console.log(`${written} changes, ${cut} pushes of ${PUSHES} cut, ${landed} had landed`);
    expect(cut).toBeGreaterThan(0);

    server = await spawnServer(dataDir, { port });
    const second = await openDevice(join(folder, 'second'), {
      server: server.url,
      login: 'blandine.viorne',
    });
    const there = (await second.kit()).steps.map(({ id: step, note, status }) => ({
      step,
      note,
      status,
    }));
    expect(there).toEqual(here);
    await second.close();
  }, 600_000);
});
