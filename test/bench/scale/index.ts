/**
 * The core at the size of a nation: what a pilot's window asks of it, in milliseconds. The store
 * is filled by `fill.ts`; the core that is measured has a process of its own.
 * `npm run bench:scale -- --json` prints an object `{schools, steps, figures, memory}`; without
 * `--json`, a table. `--schools N` for another size.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fillStore } from './fill.ts';
import type { ScaleFigure } from './measured.process.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    schools: { type: 'string', default: '8000' },
  },
});
const schools = Number(options.schools);
if (!Number.isInteger(schools) || schools < 1) throw new Error('--schools: a number above 0');
const folder = mkdtempSync(join(tmpdir(), 'bascule-scale-'));
try {
  process.stderr.write(`filling ${schools} schools …\n`);
  const steps = fillStore(folder, schools, 1);
  const program = join(import.meta.dirname, 'measured.process.ts');
  const output = execFileSync(process.execPath, [program, folder, String(schools)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const measured = JSON.parse(output) as { figures: ScaleFigure[]; memory: unknown };
  if (options.json) console.log(JSON.stringify({ schools, steps, ...measured }));
  else {
    console.log(`${schools} schools, ${steps} steps`);
    console.table(measured.figures);
    console.table(measured.memory);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
