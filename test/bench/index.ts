/**
 * Speed, as ratios against a baseline of the same run: figures of one machine say little, and a
 * shared one drifts. `npm run bench -- --json` prints an array of
 * `{name, value, unit, baseline, ratio, n}`; without `--json`, a table.
 * `--only NAME` (a part of a name) runs some; `--no-window` leaves the window out.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openServerStorage } from '../../server/db/sqlite/open.ts';
import { writeSeed } from '../../server/demo/seed.ts';
import { startServer } from '../../server/start.ts';
import { newCode } from '../support/codes.ts';
import { openDevice } from '../support/devices.ts';
import type { Figure } from './measure.ts';
import { durableTick } from './store.ts';
import { push, snapshot } from './sync.ts';
import { PILOT, wave61 } from './wave61.ts';
import { usableKit } from './window.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    'no-window': { type: 'boolean', default: false },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'bascule-bench-'));
const figures: Figure[] = [];

async function bench(name: string, run: () => Promise<Figure | Figure[]>): Promise<void> {
  if (!name.includes(options.only)) return;
  process.stderr.write(`${name} …\n`);
  figures.push(...[await run()].flat());
}

const serverDir = join(folder, 'server');
const { storage, release } = await openServerStorage(serverDir);
await storage.transaction((write) => writeSeed(write, wave61(), Date.now()));
await storage.close();
release();
const server = await startServer({ dataDir: serverDir, port: 0 });
try {
  const code = (): Promise<string> => newCode(serverDir, PILOT);
  const device = await openDevice(join(folder, 'device'), {
    server: server.url,
    code: await code(),
  });
  await bench('durable-tick', () => durableTick(folder, device));
  await device.sync();
  await bench('push-1000', () => push(folder, device));
  await device.close();
  await bench('snapshot', () => snapshot(folder, server, code));
  if (!options['no-window']) await bench('usable-kit', () => usableKit(folder));
} finally {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
}

if (options.json) console.log(JSON.stringify(figures));
else console.table(figures);
