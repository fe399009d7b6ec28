/**
 * The size of a nation: what a pilot's window asks of the core, and who may read what on the
 * server, in milliseconds. The store is filled by `fill.ts`; what is measured has processes of its own.
 * `npm run bench:scale -- --json` prints an object `{schools, steps, core, server}`, each with its
 * `figures`, `memory` and `over`: the figures that miss the limit at the 95th percentile. Without
 * `--json`, tables.
 * `--window` opens the real window on that store as well, and adds `window: {figures, over, memory}`.
 * `--schools N` for another size, `--data DIR` keeps the filled store there for the next time,
 * `--only TEXT` measures what has the text in its name.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fillStore } from './fill.ts';
import { round } from '../measure.ts';
import type { ScaleFigure, WindowFigures } from './meter.ts';

interface Figures {
  readonly figures: readonly ScaleFigure[];
  readonly memory: unknown;
}

/** Milliseconds within which a screen is to answer, at the 95th percentile. */
const LIMIT_MS = 100;

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    schools: { type: 'string', default: '8000' },
    data: { type: 'string' },
    only: { type: 'string', default: '' },
    window: { type: 'boolean', default: false },
  },
});
const schools = Number(options.schools);
if (!Number.isInteger(schools) || schools < 1) throw new Error('--schools: a number above 0');
const folder = options.data ?? mkdtempSync(join(tmpdir(), 'bascule-scale-'));
try {
  const steps = filled(folder);
  const core = judged(run<Figures>('measured.process.ts'));
  const server = judged(run<Figures>('server.process.ts'));
  const window = options.window
    ? judged(run<WindowFigures>('window/window.process.ts'))
    : undefined;
  if (options.json) console.log(JSON.stringify({ schools, steps, core, server, window }));
  else {
    console.log(`${schools} schools, ${steps} steps`);
    for (const { figures, over, memory } of [core, server, window].filter(
      (one) => one !== undefined,
    )) {
      console.table(figures);
      console.log(`over ${LIMIT_MS} ms at the 95th percentile: ${over.join(' · ') || 'none'}`);
      console.table(memory);
    }
  }
} finally {
  if (options.data === undefined) rmSync(folder, { recursive: true, force: true });
}

/** Runs a program of this folder on the filled store, in a process of its own; answers what it prints. */
function run<T>(program: string): T {
  const file = join(import.meta.dirname, program);
  const output = execFileSync(process.execPath, [file, folder, String(schools), options.only], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // Above it stands what a build had to say.
  return JSON.parse(output.trim().split('\n').at(-1)!) as T;
}

/**
 * Adds which figures are over the limit, and how many processes wanted the processor meanwhile: on a
 * machine that others use, the best of several runs says what the program takes.
 */
function judged<F extends { name: string; p95: number }, M>(measured: {
  readonly figures: readonly F[];
  readonly memory: M;
}) {
  const over = measured.figures.filter(({ p95 }) => p95 > LIMIT_MS).map(({ name }) => name);
  return { ...measured, over, load: round(loadavg()[0]!) };
}

/** Fills the folder, unless it was filled before with as many schools. Answers the number of steps. */
function filled(data: string): number {
  const note = join(data, `filled-${schools}`);
  if (existsSync(note)) return Number(readFileSync(note, 'utf8'));
  process.stderr.write(`filling ${schools} schools …\n`);
  const steps = fillStore(data, schools, 1);
  writeFileSync(note, String(steps));
  return steps;
}
