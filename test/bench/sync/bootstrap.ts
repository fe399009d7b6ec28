import { statSync, readdirSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { figureOf, round, type Figure } from '../measure.ts';
import { SCHOOLS, STEPS } from '../wave61.ts';
import type { Stage } from './stage.ts';

const PAIRS = 7;

/** One run of one side, in a process that has only just opened its store. */
interface Run {
  readonly ms: number;
  readonly peakMb: number;
  /** Bytes of the store once its process has let go of it. */
  readonly bytes: number;
}
interface ProductRun extends Run {
  readonly rows: number;
  readonly pauseMs: number;
}

async function product(stage: Stage): Promise<ProductRun> {
  const device = await stage.newDevice();
  // The bare client has loaded its modules as well: what is measured is the sync.
  await device.ask('probe', undefined);
  const { took, peakMb, pauseMs, pulled } = await device.ask('sync', undefined);
  await device.stop();
  return { ms: took, peakMb, pauseMs, rows: pulled, bytes: bytesOf(device.dataDir) };
}

async function limit(stage: Stage): Promise<Run> {
  const client = await stage.newLimitClient();
  const { ms, peakMb } = await client.ask('bootstrap', undefined);
  await client.stop();
  return { ms, peakMb, bytes: bytesOf(client.file) };
}

/** All steps into a device that is enrolled and holds nothing, and what its store then takes. */
export async function bootstrap(stage: Stage): Promise<Figure[]> {
  const values: ProductRun[] = [];
  const bases: Run[] = [];
  for (let index = 0; index < PAIRS; index += 1) {
    bases.push(await limit(stage));
    values.push(await product(stage));
  }
  const steps = SCHOOLS * STEPS;
  const ms = figureOf(
    'bootstrap',
    'ms',
    values.map((run) => run.ms),
    bases.map((run) => run.ms),
  );
  return [
    { ...ms, rows: values[0]!.rows, pauseMs: round(Math.max(...values.map((run) => run.pauseMs))) },
    figureOf(
      'disk-device',
      'bytes',
      values.map((run) => run.bytes / steps),
      bases.map((run) => run.bytes / steps),
    ),
    ...serverDisk(stage),
  ];
}

/** Bytes a step of the server's store; nothing where the store is not a file of ours. */
function serverDisk(stage: Stage): Figure[] {
  const file = join(stage.serverFolder, 'server.sqlite');
  if (!existsSync(file)) return [];
  const steps = SCHOOLS * STEPS;
  return [
    figureOf('disk-server', 'bytes', [bytesOf(file) / steps], [bytesOf(stage.limitFile) / steps]),
  ];
}

/** The same with very many rows: how fast, in how much memory, and how long nothing is answered. */
export async function bootstrapLarge(stage: Stage, times: number): Promise<Figure[]> {
  const base = await limit(stage);
  const run = await product(stage);
  const rows = times * SCHOOLS * STEPS;
  const single = (name: string, unit: Figure['unit'], value: number, baseline: number): Figure =>
    figureOf(name, unit, [value], [baseline]);
  return [
    {
      ...single(`bootstrap-${rows}`, 'ms', run.ms, base.ms),
      rows: run.rows,
      pauseMs: round(run.pauseMs),
    },
    single('rows-per-second', 'rows/s', (rows / run.ms) * 1_000, (rows / base.ms) * 1_000),
    single('rss', 'MB', run.peakMb, base.peakMb),
  ];
}

/** Bytes of a folder, or of a database with its log. */
function bytesOf(path: string): number {
  const files = statSync(path).isDirectory()
    ? readdirSync(path).map((name) => join(path, name))
    : ['', '-wal', '-shm'].map((suffix) => path + suffix).filter((file) => existsSync(file));
  return files.reduce((sum, file) => sum + statSync(file).size, 0);
}
