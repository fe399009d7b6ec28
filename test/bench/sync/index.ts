import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Figure } from '../measure.ts';
import { bootstrap, bootstrapLarge } from './bootstrap.ts';
import { fanIn, limitFanIn } from './fanIn.ts';
import { readProgress } from './progress.ts';
import { propagate } from './propagate.ts';
import { push } from './push.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * Sync in figures, for one wave of 61 schools with 120 steps each, each held against a bare Node
 * server with SQLite (`test/bench/limit`) that is measured in turn on the same machine.
 *
 *   node test/bench/sync/index.ts [--json] [--only NAME] [--times 100]
 *
 * `--times` is the number of waves of `bootstrap-732000`. Ratios hold on a machine that others
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
  figures.push(...(await run()));
}

/** Each benchmark has servers of its own: what one writes does not weigh on the next. */
async function onStage(run: (stage: Stage) => Promise<Figure[]>, waves = 1): Promise<Figure[]> {
  const own = mkdtempSync(join(folder, 'stage-'));
  const stage = await openStage(own, waves);
  try {
    return await run(stage);
  } finally {
    await stage.close();
    rmSync(own, { recursive: true, force: true });
  }
}

try {
  await bench(['bootstrap', 'disk-device', 'disk-server'], () => onStage(bootstrap));
  await bench(['push-1000'], () => onStage(push));
  await bench(['propagate'], () => onStage(propagate));
  await bench(['fan-in-61x120'], () =>
    onStage(async (stage) => fanIn('fan-in-61x120', stage, await limitFanIn(stage))),
  );
  await bench(['read-progress'], () => onStage(readProgress));
  await bench(['bootstrap-732000', 'rows-per-second', 'rss'], () =>
    onStage((stage) => bootstrapLarge(stage, times), times),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

if (options.json) console.log(JSON.stringify(figures));
else console.table(figures);
