import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startCluster } from '../../support/postgres.ts';
import type { Figure } from '../measure.ts';
import { bootstrap, bootstrapLarge } from './bootstrap.ts';
import { fanIn, limitFanIn, postgresFanIn } from './fanIn.ts';
import { readProgress } from './progress.ts';
import { propagate } from './propagate.ts';
import { push } from './push.ts';
import { openStage, type Stage } from './stage.ts';
import { windowPause } from './windowPause.ts';

/**
 * Sync in figures, for one wave of 61 schools with 120 steps each, each held against a bare Node
 * server with SQLite (`test/bench/limit`) that is measured in turn on the same machine.
 *
 *   node test/bench/sync/index.ts [--json] [--only NAME] [--times 100] [--database postgres]
 *
 * `--times` is the number of waves of `bootstrap-732000`. With `--database postgres` the product's
 * server stores there, and the fan-in is held against batched inserts by 61 connections. Ratios hold on a machine that others
 * load too; absolute figures do not (see `load`).
 */
const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    times: { type: 'string', default: '100' },
    database: { type: 'string', default: 'sqlite' },
  },
});
const times = Number(options.times);
const folder = mkdtempSync(join(tmpdir(), 'bascule-bench-'));
const figures: Figure[] = [];

async function bench(names: readonly string[], run: () => Promise<Figure[]>): Promise<void> {
  if (!names.some((name) => name.includes(options.only))) return;
  process.stderr.write(`${names.join(', ')} …\n`);
  for (const figure of await run()) figures.push({ ...figure, database: options.database });
}

/** Each benchmark has servers of its own: what one writes does not weigh on the next. */
async function onStage(run: (stage: Stage) => Promise<Figure[]>, waves = 1): Promise<Figure[]> {
  const own = mkdtempSync(join(folder, 'stage-'));
  // The server, its commands and the seed take the address from here.
  if (cluster !== null) process.env['BASCULE_DATABASE_URL'] = await cluster.freshDatabase();
  const stage = await openStage(own, waves);
  try {
    return await run(stage);
  } finally {
    await stage.close();
    rmSync(own, { recursive: true, force: true });
  }
}

const cluster = options.database === 'postgres' ? await startCluster() : null;
delete process.env['BASCULE_DATABASE_URL'];
try {
  await bench(['bootstrap', 'disk-device', 'disk-server'], () => onStage(bootstrap));
  await bench(['push-1000'], () => onStage(push));
  await bench(['propagate'], () => onStage(propagate));
  await bench(['fan-in-61x120'], () =>
    onStage(async (stage) =>
      fanIn(
        'fan-in-61x120',
        stage,
        cluster === null
          ? await limitFanIn(stage)
          : await postgresFanIn(await cluster.freshDatabase()),
      ),
    ),
  );
  await bench(['read-progress'], () => onStage(readProgress));
  await bench(['bootstrap-732000', 'rows-per-second', 'rss'], () =>
    onStage((stage) => bootstrapLarge(stage, times), times),
  );
  await bench(['window-pause'], () => onStage((stage) => windowPause(stage, times), times));
} finally {
  await cluster?.stop();
  rmSync(folder, { recursive: true, force: true });
}

if (options.json) console.log(JSON.stringify(figures));
else console.table(figures);
